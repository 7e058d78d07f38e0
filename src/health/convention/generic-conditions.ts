import type { Condition } from '../../model/conditions.ts'
import type { HealthStatus } from '../../model/statuses.ts'
import type { Verdict } from '../verdict/kind-rule.ts'
import { SUMMARY_TYPES, typeClass, wordClass } from './word-classes.ts'
import type { TypeClass } from './word-classes.ts'

type Classed = readonly [TypeClass, Condition]

/**
 * What a list of conditions says by the API conventions and kstatus' types, or undefined where it says nothing that convention knows.
 * @param printed types that the kind's definition shows to people: such a one sums up, unless its name says that it is about something bad or passing.
 */
export const readConditions = (conditions: readonly Condition[], printed: readonly string[] = []): Verdict | undefined => {
  const classOf = (type: string): TypeClass => {
    const said = typeClass(type)
    return printed.includes(type) && (said === 'neutral' || said === 'positive') ? 'summary' : said
  }
  const classed = conditions.map((condition): Classed => [classOf(condition.type), condition]).toSorted(byType)
  const first = (fits: (kind: TypeClass, condition: Condition) => boolean): Condition | undefined =>
    classed.find(([kind, condition]) => fits(kind, condition))?.[1]
  const bad = first(
    (kind, condition) => (kind === 'negative' && condition.status === 'True') || (kind !== 'neutral' && isFailed(kind, condition)),
  )
  if (bad !== undefined) return verdict('Degraded', bad)
  const paused = first((kind, { status }) => kind === 'paused' && status === 'True')
  if (paused !== undefined) return verdict('Suspended', paused)
  return readProgress(classed, first)
}

type First = (fits: (kind: TypeClass, condition: Condition) => boolean) => Condition | undefined

const readProgress = (classed: readonly Classed[], first: First): Verdict | undefined => {
  const summary = summaryOf(classed)
  const busy = first((kind, { status }) => kind === 'busy' && status === 'True')
  if (summary !== undefined && summary.status !== 'True') {
    return busy !== undefined && summary.status === 'Unknown' ? verdict('Progressing', busy) : notTrue(summary, busy !== undefined)
  }
  const other = first(
    (kind, { status, reason }) => (kind === 'positive' || kind === 'summary') && status === 'False' && wordClass(reason) !== 'good',
  )
  if (other !== undefined) return notTrue(other, busy !== undefined)
  if (busy !== undefined && outweighs(busy, summary)) return verdict('Progressing', busy)
  const undecided = first((kind, { status }) => kind === 'busy' && status === 'Unknown')
  if (undecided !== undefined && summary?.type !== 'Ready') return notTrue(undecided, true)
  const open = first((kind, condition) => kind === 'positive' && isOpen(condition))
  if (open !== undefined) return verdict('Progressing', open)
  const good = summary ?? first((kind, { status }) => kind === 'positive' && status === 'True')
  return good === undefined ? undefined : verdict('Healthy', good)
}

/** A condition that should be True, or that tells of progress, and is not for a reason that is an error (Deployments: ProgressDeadlineExceeded). */
const isFailed = (kind: TypeClass, { status, reason, message }: Condition): boolean =>
  status !== 'True' &&
  kind !== 'negative' &&
  kind !== 'paused' &&
  (wordClass(reason) === 'bad' || (kind !== 'busy' && isError(message))) &&
  !isUnderWay(message)

/** Not decided yet, or True of work that goes on: operators made with Ansible say `Running`, for the reason `Running`, while they reconcile. */
const isOpen = ({ type, status, reason }: Condition): boolean =>
  status === 'Unknown' || (status === 'True' && (wordClass(reason) === 'busy' || (type === 'Running' && reason === 'Running')))

/** `Ready` sums up what is under way too; beside `Available` (Deployments, OpenShift) it is said apart, with a reason once it is complete. */
const outweighs = (busy: Condition, summary: Condition | undefined): boolean =>
  summary === undefined || busy.type === 'Reconciling' || (summary.type !== 'Ready' && !isDone(busy.reason))

/** `NewReplicaSetAvailable` ends a rollout; `ReplicaSetUpdated` and `NewReplicaSetCreated` are steps of one. */
const isDone = (reason: string): boolean => wordClass(reason) === 'good' && !/(?:updated|created)$/i.test(reason)

/** Neither the order of conditions nor which of two alike comes first may matter. */
const byType = ([, a]: Classed, [, b]: Classed): number =>
  compare(a.type, b.type) || compare(a.reason, b.reason) || compare(a.message, b.message) || compare(a.status, b.status)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const summaryOf = (classed: readonly Classed[]): Condition | undefined => {
  for (const type of SUMMARY_TYPES) {
    const found = classed.find(([kind, condition]) => kind === 'summary' && condition.type.toLowerCase().endsWith(type))
    if (found !== undefined) return found[1]
  }
  return classed.find(([kind]) => kind === 'summary')?.[1]
}

/** A condition that should be True: its reason says whether it is on its way; Unknown is, by the API conventions. */
const notTrue = (condition: Condition, busy: boolean): Verdict => {
  const said = wordClass(condition.reason)
  if (said === 'paused') return verdict('Suspended', condition)
  if (condition.status !== 'False') return verdict('Progressing', condition)
  if (said === 'busy' || said === 'unknown' || (said !== 'bad' && (busy || isUnderWay(condition.message))))
    return verdict('Progressing', condition)
  const silent = condition.reason === '' && condition.message === '' && !DECIDED.test(condition.type)
  return verdict(silent ? 'Progressing' : 'Degraded', condition)
}

/** Types that are False because somebody refused, not because there is more to do. */
const DECIDED = /(?:Accepted|Admitted|Valid|ResolvedRefs)$/
const UNDER_WAY =
  /\b(?:wait(?:s|ing)|in progress|pending|not yet|being \w+ed|(?:creat|provision|start|restor|install|updat|upgrad|deploy|reconcil|scal|roll|initiali[sz])ing)\b/i
const ERROR = /\b(?:fail(?:s|ed|ure)?|errors?|denied|invalid|cannot|unable)\b/i
const start = (message: string): string => message.slice(0, 300)
const isUnderWay = (message: string): boolean => UNDER_WAY.test(start(message)) && !ERROR.test(start(message))
const isError = (message: string): boolean => /^(?:error|fail(?:ed|ure)?)\b/i.test(message)

const REASONS: Readonly<Partial<Record<HealthStatus, string>>> = {
  Healthy: 'Ready',
  Degraded: 'ConditionFailed',
  Progressing: 'InProgress',
  Suspended: 'Suspended',
}

const verdict = (status: HealthStatus, condition: Condition): Verdict => ({
  status,
  reason: REASONS[status] ?? status,
  message: condition.message || [`${condition.type} is ${condition.status}`, condition.reason].filter(text => text !== '').join(': '),
})
