import { isFalse, isTrue, liveCondition, transitionOf } from '../../model/conditions.ts'
import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordOf, textOf } from '../../model/read.ts'
import { podCauses, firstProblemText, summarizePods } from '../pods/pod-summary.ts'
import type { Cause } from '../verdict/cause.ts'
import type { RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { waiting } from '../verdict/lasting.ts'
import { specSince } from '../verdict/managed-times.ts'
import { joined } from '../verdict/texts.ts'
import { degraded, healthy, worst } from '../verdict/verdicts.ts'
import { readEndpoints } from './read-endpoints.ts'
import type { EndpointsSeen } from './read-endpoints.ts'
import { findSlip, knowsWorkloads, selectedPods, selectedWorkloads, readSelector, wantsPods } from './selectors.ts'

/**
 * Assesses what stands behind a Service where nothing of it is ready: by its EndpointSlices, else its Endpoints, else the pods that its selector picks. Undefined
 * where something is ready, or nothing is known. Healthy only where that is as somebody wants it, or nothing tells that it is not.
 */
export const assessBacking = (service: JsonRecord, context: RuleContext): Verdict | undefined => {
  if (context.related === undefined) return undefined
  const seen = readEndpoints(service, context)
  if (seen !== undefined && seen.ready > 0) return undefined
  const selector = readSelector(service)
  const namespace = textOf(at(service, 'metadata', 'namespace')) ?? ''
  if (selector === undefined) return seen === undefined ? undefined : byTargets(service, seen, context)
  const pods = selectedPods(selector, namespace, context)
  if (
    seen === undefined &&
    pods.some(pod => isTrue(liveCondition(pod, 'Ready')) || at(service, 'spec', 'publishNotReadyAddresses') === true)
  )
    return undefined
  const workloads = selectedWorkloads(selector, namespace, context)
  const state: BackingState = { service, pods, workloads, changed: seen?.changed, context }
  if (workloads.length > 0) return byWorkloads(state)
  if (pods.length > 0) return byPods(state)
  const slip = findSlip(selector, namespace, context)
  if (slip !== undefined) {
    const { kind, name } = refOf(slip.workload)
    const text = `Selects no pod: it asks for ${slip.wanted}, the pods of ${kind} ${name} carry ${slip.carried}`
    return degraded('SelectorMatchesNothing', text, {
      causes: [{ ref: refOf(slip.workload), reason: 'SelectorMatchesNothing', message: text }],
    })
  }
  return seen === undefined && !context.complete('Pod', namespace) ? undefined : withoutWorkload(state)
}

/** Somebody else writes the endpoints of a Service without a selector, and mostly names the pods that they are of. */
const byTargets = (service: JsonRecord, { unready, changed }: EndpointsSeen, context: RuleContext): Verdict => {
  const pods = unready.flatMap(target => {
    const pod = context.related?.find('Pod', textOf(at(target, 'namespace')) ?? '', textOf(at(target, 'name')) ?? '')
    return at(target, 'kind') === 'Pod' && pod !== undefined ? [pod] : []
  })
  if (pods.length > 0) return byPods({ service, pods, workloads: [], changed, context })
  return resting(service, 'NoSelector', 'Nothing is ready behind it, and it has no selector: somebody else writes its endpoints')
}

interface BackingState {
  readonly service: JsonRecord
  readonly pods: readonly JsonRecord[]
  readonly workloads: readonly JsonRecord[]
  readonly changed: number | undefined
  readonly context: RuleContext
}

/** As it is meant to be, or nobody knows better: a note. */
const resting = (service: JsonRecord, reason: string, message: string, ref = refOf(service)): Verdict =>
  healthy(reason, message, { causes: [{ ref, reason, message }] })

/** Those that serve count; a Job, which has the labels of what it prepares, only where there is nothing else. */
const byWorkloads = (state: BackingState): Verdict => {
  const { service, workloads, context } = state
  const serving = workloads.filter(workload => workload['kind'] !== 'Job')
  const counted = serving.length > 0 ? serving : workloads
  const wanting = counted.filter(wantsPods)
  const [first] = counted
  if (wanting.length === 0 && first !== undefined) {
    const { kind, name } = refOf(first)
    return kind === 'Job'
      ? resting(service, 'Finished', `Nothing is behind it: Job ${name} has come to its end`, refOf(first))
      : resting(service, 'ScaledToZero', `Nothing is behind it: ${kind} ${name} is scaled to zero`, refOf(first))
  }
  const verdicts = wanting.map(workload => ({ workload, verdict: context.assess(workload) }))
  const verdict = worst(verdicts.map(each => each.verdict))
  const causes = verdicts.map(({ workload, verdict: { reason, message, causes: inner } }) => ({
    ref: refOf(workload),
    reason,
    message,
    ...(inner === undefined || inner.length === 0 ? undefined : { causes: inner }),
  }))
  const bad = verdict?.status === 'Degraded' || verdict?.status === 'Progressing'
  return notReady(state, {
    broken: verdict?.status === 'Degraded',
    text: bad ? verdict.message : '',
    causes,
    reassessAt: verdict?.reassessAt,
  })
}

/** Pods of an owner that is not known, or of none. */
const byPods = (state: BackingState): Verdict => {
  const summary = summarizePods(state.pods, state.context)
  return notReady(state, {
    broken: summary.total > 0 && summary.doomed === summary.total,
    text: firstProblemText(summary),
    causes: podCauses(summary),
    reassessAt: summary.reassessAt,
  })
}

/** Nothing makes pods that it selects. A controller of another kind may, and whoever made the Service may know more. */
const withoutWorkload = (state: BackingState): Verdict => {
  const { service, context } = state
  const text = 'No pod is behind it'
  const managed =
    at(service, 'metadata', 'ownerReferences') !== undefined || 'rollouts-pod-template-hash' in recordOf(at(service, 'spec', 'selector'))
  if (managed || !knowsWorkloads(textOf(at(service, 'metadata', 'namespace')) ?? '', context))
    return resting(service, 'NothingBehind', text)
  return waiting(
    {
      since: specSince(service),
      after: context.thresholds.workloadAfter,
      reason: 'NothingBehind',
      text: `${text}: nothing makes pods that it selects`,
    },
    context,
  )
}

interface Unready {
  /** The verdict where what stands behind it does not recover by itself. */
  readonly broken: boolean
  readonly text: string
  readonly causes: readonly Cause[]
  readonly reassessAt: number | undefined
}

const notReady = (state: BackingState, { broken, text, causes, reassessAt }: Unready): Verdict => {
  const { context } = state
  const said = joined(noneText(state.pods.length), text)
  if (broken) return degraded('NoReadyEndpoints', said, { causes, reassessAt })
  return waiting(
    {
      since: unreadySince(state),
      after: context.thresholds.workloadAfter,
      reason: 'NoReadyEndpoints',
      text: said,
      extras: { causes, reassessAt },
    },
    context,
  )
}

const noneText = (count: number): string => {
  if (count === 0) return 'No pod is behind it'
  return count === 1 ? 'The pod behind it is not ready' : `None of ${count} pods behind it is ready`
}

/** When the last of what was ready went: of its pods, else of what the endpoint controller wrote, or of the rollout that took them. */
const unreadySince = ({ pods, workloads, changed }: BackingState): number | undefined => {
  const times = [
    ...pods.map(pod => transitionOf(liveCondition(pod, 'Ready'))),
    ...workloads.map(workload => {
      const available = liveCondition(workload, 'Available')
      return isFalse(available) ? transitionOf(available) : undefined
    }),
    changed,
  ].filter(time => time !== undefined)
  return times.length === 0 ? undefined : Math.max(...times)
}
