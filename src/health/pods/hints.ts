import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import type { RuleContext } from '../verdict/kind-rule.ts'
import { execAfter, oneLine } from '../verdict/texts.ts'
import type { ContainerHints } from './container-problem.ts'
import { eventMessage, latestEvent } from '../events/latest-event.ts'

/** Reads what Events of a pod tell of one of its containers, looked for when it is asked for. */
export const readHints = (pod: JsonRecord, container: string, context: RuleContext): ContainerHints => ({
  pull: () => eventMessage(pod, context, ['Failed', 'ErrImagePull'], 'ull'),
  secret: () => {
    const said = eventMessage(pod, context, ['FailedToRetrieveImagePullSecret'])
    const [, names = ''] = execAfter(said, 'image pull secret', /^s? \(([^)]{1,1000})\)/) ?? []
    if (names === '') return ''
    const namespace = textOf(at(pod, 'metadata', 'namespace')) ?? ''
    const gone = context.complete('Secret', namespace) && context.related?.find('Secret', namespace, names) === undefined
    return `its pull secret ${names} ${gone ? 'does not exist' : 'cannot be read'}`
  },
  probe: terminated => probeText(pod, container, terminated, context),
})

const FAILED_PROBE = /^(Liveness|Startup) probe (?:failed|errored)(?:: ?)?/

/**
 * `liveness probe: HTTP probe failed with statuscode: 404`. kubelet says that it kills a container for a probe, and what the probe said, in two Events; both
 * count where they fall into the run that ended. The second alone is believed where the container was ended by a signal.
 */
const probeText = (pod: JsonRecord, container: string, terminated: JsonRecord, context: RuleContext): string => {
  const began = millisecondsOf(terminated['startedAt']) ?? -Infinity
  const killing = latestEvent(
    pod,
    context,
    (reason, message) => reason === 'Killing' && message.includes(`${container} failed `) && message.includes(' probe'),
  )
  const failing = latestEvent(
    pod,
    context,
    (reason, message, event) => reason === 'Unhealthy' && FAILED_PROBE.test(message) && isAbout(event, container),
  )
  const killed = killing !== undefined && killing.at >= began
  if (!killed && ![137, 143].includes(integerOf(terminated['exitCode']) ?? 0)) return ''
  if (failing === undefined || failing.at < began)
    return killed ? `${killing.message.includes('startup') ? 'startup' : 'liveness'} probe` : ''
  const kind = FAILED_PROBE.exec(failing.message)?.[1]?.toLowerCase() ?? 'liveness'
  const said = oneLine(failing.message.replace(FAILED_PROBE, ''))
  return `${kind} probe${said === '' ? '' : `: ${said}`}`
}

/** An Event names the container in the path of its field; one that does not is about all of them. */
const isAbout = (event: JsonRecord, container: string): boolean => {
  const path = textOf(at(event, 'involvedObject', 'fieldPath')) ?? textOf(at(event, 'regarding', 'fieldPath')) ?? ''
  return !path.includes('{') || path.endsWith(`{${container}}`)
}
