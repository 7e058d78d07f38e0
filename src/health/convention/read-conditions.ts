import type { Condition } from '../../model/conditions.ts'
import type { HealthStatus } from '../../model/statuses.ts'
import type { Verdict } from '../verdict/kind-rule.ts'
import type { ConditionReading, ReadCondition } from './condition-reading.ts'
import { mostTelling } from './condition-text.ts'
import { SUMMARY_TYPES, typeClass, typeName } from './condition-types.ts'
import type { TypeClass } from './condition-types.ts'
import { isChoice, wordClass } from './word-classes.ts'

/** Reads a condition by the API conventions; see {@link ConditionReading}. */
export const readCondition = (condition: Condition, kind: TypeClass = typeClass(condition.type)): ReadCondition => ({
  ...condition,
  kind,
  says: STATUSES.has(condition.status) ? READERS[kind](condition) : readOddStatus(kind, condition),
})

const STATUSES: ReadonlySet<string> = new Set(['True', 'False', 'Unknown'])

/** Some controllers write another word (`Degraded` of Prometheus, `Progressing` of Gardener), or none of what is there only while it is so (Argo CD). */
const readOddStatus = (kind: TypeClass, { type, status, message }: Condition): ConditionReading | undefined => {
  if (status === '') return kind === 'negative' && message !== '' && !type.endsWith('Warning') ? 'failed' : undefined
  const said = wordClass(status)
  return said === 'bad' ? 'failed' : said === 'busy' ? 'busy' : undefined
}

type ConditionInterpreter = (condition: Condition) => ConditionReading | undefined

/** Reads a condition that should be True. */
const readGoal: ConditionInterpreter = condition => {
  const { status, reason, message } = condition
  const said = wordClass(reason)
  // `Complete` is True of a Job that failed where an operator copies its end (mariadb-operator), with the reason beside it.
  if (status === 'True') return said === 'bad' ? 'failed' : isOpen(condition) ? 'open' : 'good'
  if ((said === 'bad' || isError(message)) && !isUnderWay(message)) return 'failed'
  if (status !== 'False') return 'open'
  return (isChoice(reason) && !reason.endsWith(typeName(condition.type))) || said === 'good' ? undefined : 'unmet'
}

/** Reads a condition that is True while work goes on. False says that none does, for a reason that may be a failure: `ProgressDeadlineExceeded`. */
const readWork: ConditionInterpreter = ({ status, reason, message }) => {
  if (status === 'True') return isDone(reason) ? undefined : 'busy'
  if (wordClass(reason) === 'bad' && !isUnderWay(message)) return 'failed'
  return status === 'False' ? undefined : 'undecided'
}

/** A type that convention does not know: only a reason that is an error says something, unless it repeats the type (`Drifted`, `NotDrifted`). */
const readUnknown: ConditionInterpreter = ({ type, status, reason }) =>
  status === 'False' && !INFORMS.test(type) && wordClass(reason) === 'bad' && !reason.toLowerCase().endsWith(typeName(type).toLowerCase())
    ? 'hint'
    : undefined

/** That a next version cannot be reached says nothing of this one (OpenShift). */
const INFORMS = /^upgradeable$/i

const READERS: Readonly<Record<TypeClass, ConditionInterpreter>> = {
  // Somebody may want it so; a reason that is as it should be does not make up for what is not.
  summary: condition =>
    readGoal(condition) ?? (/^(?:AsExpected|Not(?:Applicable|Needed|Requested|Required))$/.test(condition.reason) ? undefined : 'unmet'),
  positive: readGoal,
  negative: ({ status }) => (status === 'True' ? 'failed' : undefined),
  busy: readWork,
  paused: ({ status }) => (status === 'True' ? 'paused' : undefined),
  neutral: readUnknown,
}

/**
 * Reads a list of conditions by the API conventions and kstatus' types, or undefined where it says nothing that convention knows. In this order:
 * 1. one that says that something failed
 * 2. one that says that it is paused
 * 3. the one that sums up, where it is not True
 * 4. another that should be True and is False
 * 5. work that goes on, unless `Ready` sums it up
 * 6. one that is not decided
 * 7. one that is as it should be
 * @param printed types that the kind's definition shows to people: such a one sums up, unless its name says that it is about something bad or passing.
 */
export const readConditions = (conditions: readonly Condition[], printed: readonly string[] = []): Verdict | undefined => {
  const read = conditions.map(condition => readCondition(condition, classify(condition.type, printed))).toSorted(byType)
  const summary = findSummary(read)
  const all = (...said: readonly (ConditionReading | undefined)[]): readonly ReadCondition[] =>
    read.filter(({ says }) => said.includes(says))
  const failed = all('failed', ...(summary?.type === 'Ready' && summary.status === 'True' ? [] : (['hint'] as const)))
  if (failed.length > 0) return conditionVerdict('Degraded', mostTelling(failed, read))
  const [paused] = all('paused')
  if (paused !== undefined) return conditionVerdict('Suspended', paused)
  return readProgress(read, summary)
}

const classify = (type: string, printed: readonly string[]): TypeClass => {
  const said = typeClass(type)
  return printed.includes(type) && (said === 'neutral' || said === 'positive') ? 'summary' : said
}

/** Steps 3 to 7 of {@link readConditions}. */
const readProgress = (read: readonly ReadCondition[], summary: ReadCondition | undefined): Verdict | undefined => {
  const first = (...said: readonly ConditionReading[]): ReadCondition | undefined =>
    read.find(({ says }) => says !== undefined && said.includes(says))
  const busy = first('busy')
  const unmet = read.find(condition => condition.says === 'unmet' && !(isAtItsEnd(summary) && RUNS.test(condition.type)))
  if (summary !== undefined && summary.status !== 'True' && summary.says !== undefined) {
    return busy !== undefined && summary.status === 'Unknown'
      ? conditionVerdict('Progressing', busy)
      : notTrue(spokesman(summary, read), read, busy !== undefined)
  }
  if (unmet !== undefined) return notTrue(unmet, read, busy !== undefined)
  if (busy !== undefined && outweighs(busy, summary)) return conditionVerdict('Progressing', busy)
  const undecided = first('undecided')
  if (undecided !== undefined && summary?.type !== 'Ready') return notTrue(undecided, read, true)
  const open = read.find(({ kind, says }) => kind === 'positive' && says === 'open')
  if (open !== undefined) return conditionVerdict('Progressing', open)
  const good = summary?.status === 'True' ? summary : first('good')
  return good === undefined ? undefined : conditionVerdict('Healthy', good)
}

/** A summary without a word leaves it to a part of it to say why (mongodb-atlas-kubernetes). */
const spokesman = (summary: ReadCondition, read: readonly ReadCondition[]): ReadCondition =>
  summary.status === 'False' && isSilent(summary) ? (read.find(each => each.says === 'unmet' && !isSilent(each)) ?? summary) : summary

/** True for what has come to its end and runs no more (StorageVersionMigration, Argo's Workflow). */
const isAtItsEnd = (summary: ReadCondition | undefined): boolean =>
  summary?.status === 'True' && /(?:succeeded|completed?|finished)$/i.test(summary.type)
const RUNS = /(?:running|active|started)$/i

const isSilent = ({ reason, message }: Condition): boolean => reason === '' && message === ''

/** Not decided yet, or True of work that goes on: operators made with Ansible say `Running`, for the reason `Running`, while they reconcile. */
const isOpen = ({ type, status, reason }: Condition): boolean =>
  status === 'Unknown' || (status === 'True' && (wordClass(reason) === 'busy' || (type === 'Running' && reason === 'Running')))

/** `Ready` sums up what is under way too; beside `Available` (Deployments, OpenShift) it is said apart. */
const outweighs = (busy: Condition, summary: Condition | undefined): boolean =>
  summary === undefined || busy.type === 'Reconciling' || summary.type !== 'Ready'

/** `NewReplicaSetAvailable` ends a rollout, `Succeeded` an upgrade; `ReplicaSetUpdated` and `NewReplicaSetCreated` are steps of one. */
const isDone = (reason: string): boolean => (wordClass(reason) === 'good' && !/(?:updated|created)$/i.test(reason)) || isChoice(reason)

/** Neither the order of conditions nor which of two alike comes first may matter. */
const byType = (a: Condition, b: Condition): number =>
  compare(a.type, b.type) || compare(a.reason, b.reason) || compare(a.message, b.message) || compare(a.status, b.status)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The one that sums up; of several of its type the worst, since two that contradict each other are not all well. */
const findSummary = (read: readonly ReadCondition[]): ReadCondition | undefined => {
  const summaries = read.filter(({ kind }) => kind === 'summary')
  for (const type of SUMMARY_TYPES) {
    const found = summaries.filter(each => each.type.toLowerCase().endsWith(type))
    if (found.length > 0) return found.find(({ status }) => status !== 'True') ?? found[0]
  }
  return summaries[0]
}

/** A condition that should be True: its reason says whether it is on its way; Unknown is, by the API conventions. */
export const notTrue = (condition: Condition, all: readonly ReadCondition[], busy: boolean): Verdict => {
  const said = wordClass(condition.reason)
  const telling = mostTelling([condition], all)
  if (said === 'paused') return conditionVerdict('Suspended', condition)
  if (condition.status !== 'False') return conditionVerdict('Progressing', telling)
  if (
    said === 'busy' ||
    RUNNING.test(condition.reason) ||
    (said !== 'bad' && busy) ||
    ((said !== 'bad' || DENIES.test(condition.reason)) && isUnderWay(condition.message))
  )
    return conditionVerdict('Progressing', telling)
  const silent = isSilent(condition) && !DECIDED.test(condition.type)
  return conditionVerdict(silent ? 'Progressing' : 'Degraded', telling)
}

/** `TransferRunning` says that work goes on, where what it leads to is False. */
const RUNNING = /(?:running|started)$/i
/** `CapacityIsNotProvisioned` says what is waited for, where the message says that it is. */
const DENIES = /not/i

/** Types that are False because somebody refused, not because there is more to do. */
const DECIDED = /(?:Accepted|Admitted|Valid|ResolvedRefs)$/
const UNDER_WAY =
  /\b(?:wait(?:s|ing)|in progress|pending|not yet|being \w+ed|(?:creat|provision|start|restor|install|updat|upgrad|deploy|reconcil|scal|roll|initiali[sz])ing)\b/i
const ERROR = /\b(?:fail(?:s|ed|ure)?|errors?|denied|invalid|cannot|unable)\b/i
const beginning = (message: string): string => message.slice(0, 300)
const isUnderWay = (message: string): boolean => UNDER_WAY.test(beginning(message)) && !ERROR.test(beginning(message))
const isError = (message: string): boolean => /^(?:error|fail(?:ed|ure)?|cannot|could not|unable to)\b/i.test(message)

const REASONS: Readonly<Partial<Record<HealthStatus, string>>> = {
  Healthy: 'Ready',
  Degraded: 'ConditionFailed',
  Progressing: 'InProgress',
  Suspended: 'Suspended',
}

/** The verdict that a condition is the reason for. */
export const conditionVerdict = (status: HealthStatus, condition: Condition): Verdict => ({
  status,
  reason: REASONS[status] ?? status,
  message: condition.message || [`${condition.type} is ${condition.status}`, condition.reason].filter(text => text !== '').join(': '),
})
