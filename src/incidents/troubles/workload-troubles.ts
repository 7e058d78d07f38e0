import { isFalse, isTrue, liveCondition, transitionOf } from '../../model/conditions.ts'
import { kindKeyOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf } from '../../model/read.ts'
import type { Trouble } from '../graph/fault.ts'
import type { Look } from '../graph/look.ts'
import { conditionWords, eventWords } from '../graph/words.ts'

/** Finds the troubles of what makes pods: it is refused some, or those that it has are ill. */
export const workloadTroubles = (live: JsonRecord, look: Look): readonly Trouble[] => {
  const { status } = look.health(live)
  const short = lacks(live)
  const since = sinceWhen(live)
  // A CronJob is well whatever becomes of its runs.
  const isLooked = status === 'Degraded' || status === 'Progressing' || short || kindKeyOf(live) === 'batch/CronJob'
  if (!isLooked) return []
  const refused = short ? refusals(live, look) : []
  const degraded =
    status === 'Degraded'
      ? { fault: { reason: 'Failing' as const, vague: true as const, quote: whyWords(live)[0]?.quote, since } }
      : undefined
  return [...refused, { what: 'owned', words: [], since, ...degraded }]
}

const count = (live: JsonRecord, ...path: readonly string[]): number => integerOf(at(live, ...path)) ?? 0
const wanted = (live: JsonRecord): number => integerOf(at(live, 'spec', 'replicas')) ?? 1

/** How many pods exist against how many should, by the counts of each controller. */
const LACKS: Readonly<Record<string, (live: JsonRecord) => boolean>> = {
  'apps/Deployment': live => isTrue(liveCondition(live, 'ReplicaFailure')),
  'apps/ReplicaSet': live => count(live, 'status', 'replicas') < wanted(live),
  ReplicationController: live => count(live, 'status', 'replicas') < wanted(live),
  'apps/StatefulSet': live => count(live, 'status', 'replicas') < wanted(live) || count(live, 'status', 'readyReplicas') < wanted(live),
  'apps/DaemonSet': live => count(live, 'status', 'currentNumberScheduled') < count(live, 'status', 'desiredNumberScheduled'),
  'batch/Job': live =>
    !isTrue(liveCondition(live, 'Complete')) &&
    !isTrue(liveCondition(live, 'Failed')) &&
    at(live, 'spec', 'suspend') !== true &&
    count(live, 'status', 'active') === 0,
}

const lacks = (live: JsonRecord): boolean => LACKS[kindKeyOf(live)]?.(live) ?? false

/** Why pods were not made. The controllers try often at first and seldom later, so no Event is too old while pods are lacking. */
const refusals = (live: JsonRecord, look: Look): readonly Trouble[] => {
  const events = eventWords(live, look, ['FailedCreate'])
  const words = events.length > 0 ? events : conditionWords(live, 'ReplicaFailure')
  const [latest] = words
  if (latest === undefined) return []
  return [{ what: 'refused', words: [latest], since: latest.since, fault: { reason: 'PolicyForbids', quote: latest.quote } }]
}

/** The condition that tells why: that a rollout is late, or that a Job failed. */
const whyWords = (live: JsonRecord) => {
  const late = liveCondition(live, 'Progressing')
  const type = isFalse(late) ? 'Progressing' : isTrue(liveCondition(live, 'Failed')) ? 'Failed' : undefined
  return type === undefined ? [] : conditionWords(live, type)
}

const sinceWhen = (live: JsonRecord): number | undefined => {
  const available = liveCondition(live, 'Available')
  return isFalse(available) ? transitionOf(available) : undefined
}
