import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordsOf, textOf } from '../../model/read.ts'
import type { Cause } from '../verdict/cause.ts'
import { clockText } from '../verdict/clock-text.ts'
import type { KindRule, Verdict } from '../verdict/kind-rule.ts'
import { isFalse, isTrue, liveCondition, transitionOf } from '../../model/conditions.ts'
import { degraded, healthy, progressing, suspended } from '../verdict/verdicts.ts'

/** Rests on the conditions that kubelet and the node lifecycle controller write; others that are True come from node-problem-detector. */
export const node: KindRule = {
  for: ['Node'],
  assess: live => {
    const ready = liveCondition(live, 'Ready')
    if (ready === undefined) return progressing('NotReported', 'Its kubelet has not reported yet')
    if (!isTrue(ready)) return notReady(live)
    const network = liveCondition(live, 'NetworkUnavailable')
    if (isTrue(network)) return degraded('NetworkUnavailable', network.message || 'Its network is not set up')
    for (const [type, text] of PRESSURES) if (isTrue(liveCondition(live, type))) return degraded(type, text)
    const causes = problems(live)
    const note = causes.length === 0 ? '' : `; ${causes.map(cause => cause.message).join('; ')}`
    const extras = causes.length === 0 ? undefined : { causes }
    if (at(live, 'spec', 'unschedulable') === true) return suspended('Cordoned', `Takes no new pods: it is cordoned${note}`, extras)
    return healthy('Ready', `Is ready${note}`, extras)
  },
}

const PRESSURES = [
  ['MemoryPressure', 'Runs out of memory'],
  ['DiskPressure', 'Runs out of disk space'],
  ['PIDPressure', 'Runs out of process ids'],
] as const

const notReady = (live: JsonRecord): Verdict => {
  const ready = liveCondition(live, 'Ready')
  const since = transitionOf(ready)
  const when = since === undefined ? '' : ` since ${clockText(since)}`
  if (!isFalse(ready)) return degraded('NotReporting', `Its kubelet does not report${when}`)
  return degraded('NotReady', `Is not ready${when}${ready.message === '' ? '' : `: ${ready.message}`}`)
}

/** k3s and RKE2 say by EtcdIsVoter that a server is a full member: that is no problem. */
const KNOWN: ReadonlySet<string> = new Set(['Ready', 'NetworkUnavailable', 'MemoryPressure', 'DiskPressure', 'PIDPressure', 'EtcdIsVoter'])

const problems = (live: JsonRecord): readonly Cause[] =>
  recordsOf(at(live, 'status', 'conditions')).flatMap(condition => {
    const type = textOf(condition['type'])
    if (type === undefined || KNOWN.has(type) || condition['status'] !== 'True') return []
    return { ref: refOf(live), reason: type, message: textOf(condition['message']) || type }
  })
