import { kindKey, refText } from '../model/identity.ts'
import type { Problem } from '../model/problem.ts'
import { earliest } from '../model/scalars/time.ts'
import { ROLL_UP_ORDER } from '../model/statuses.ts'
import type { ApplicationStatus, ObjectStatus } from '../model/statuses.ts'
import type { ApplicationAssessment, ApplicationReason, Gate } from './application-assessment.ts'
import type { AssessOptions } from './assess-options.ts'
import type { DeploymentState } from './deployment.ts'
import type { Freshness } from './freshness.ts'
import type { ObjectAssessment } from './object-assessment.ts'
import type { DeploymentPlan } from './plan.ts'
import { describePolicy, uncountedText } from './policy/policy-effect.ts'
import { isUncounted, isUnseen, rollUp, rollUpHealth, rollUpSync } from './roll-up.ts'
import type { RollUpStatus, Tally } from './roll-up.ts'
import type { Findings } from '../incidents/internal.ts'
import { causesText } from './causes/causes-text.ts'

/** The parts of the answer for an application. */
export interface Parts {
  readonly plan: DeploymentPlan
  readonly objects: readonly ObjectAssessment[]
  readonly orphans: readonly ObjectAssessment[]
  /** The counts of {@link objects}. */
  readonly tally: Tally
  readonly freshness: Freshness
  /** The roll-up of {@link objects}. */
  readonly findings: Findings
  /** Beside those of the plan. */
  readonly problems?: readonly Problem[]
  readonly mode: AssessOptions['rollUp']
  readonly policy: AssessOptions['policy']
}

/** The answer for an application from those for its objects: the table of `assessApplication`. */
export const summarise = (parts: Parts): ApplicationAssessment => {
  const { plan, objects, orphans, freshness, tally, findings, problems = [] } = parts
  const { status, reason, message } = deploymentSays(plan.state) ?? nothingToSee(parts) ?? objectsSay(parts)
  const policy = describePolicy(objects, parts.policy)
  const reassessAt = earliest(freshness.until, findFirstMoment(objects), findFirstMoment(orphans), findings.until)
  return {
    status,
    health: rollUpHealth(tally),
    sync: rollUpSync(tally),
    reason,
    message,
    gate: chooseGate({ status, reason }, objects, parts.mode),
    counts: tally.labels,
    objects,
    orphans,
    notMonitored: plan.notMonitored,
    incidents: findings.incidents,
    suspects: findings.suspects,
    unseen: findings.unseen,
    ...(policy === undefined ? undefined : { policy }),
    problems: [...plan.problems, ...problems],
    ...(reassessAt === undefined ? undefined : { reassessAt }),
  }
}

/** When the first of them may change by time alone. */
const findFirstMoment = (objects: readonly ObjectAssessment[]): string | undefined => {
  let first: string | undefined
  for (const { reassessAt } of objects) if (reassessAt !== undefined) first = earliest(first, reassessAt)
  return first
}

interface Said {
  readonly status: ApplicationStatus | null
  readonly reason: ApplicationReason
  readonly message: string
}

const DEPLOYMENT: Readonly<Record<DeploymentState, Said | undefined>> = {
  queued: { status: 'Waiting', reason: 'DeploymentQueued', message: 'The latest deployment is queued' },
  waiting: { status: 'Waiting', reason: 'DeploymentWaiting', message: 'The latest deployment waits for a person' },
  running: { status: 'Waiting', reason: 'DeploymentRunning', message: 'The latest deployment is running' },
  cancelling: { status: 'Waiting', reason: 'DeploymentCancelling', message: 'The latest deployment is being cancelled' },
  failed: { status: 'Unavailable', reason: 'DeploymentFailed', message: 'The latest deployment failed' },
  cancelled: { status: 'Unavailable', reason: 'DeploymentCancelled', message: 'The latest deployment was cancelled' },
  'timed-out': { status: 'Unavailable', reason: 'DeploymentTimedOut', message: 'The latest deployment timed out' },
  succeeded: undefined,
}

/** Rows 1 and 2. A state that this version does not know says nothing. */
const deploymentSays = (state: DeploymentState | undefined): Said | undefined =>
  typeof state === 'string' && Object.hasOwn(DEPLOYMENT, state) ? DEPLOYMENT[state] : undefined

const NOTHING_TO_MONITOR = 'NothingToMonitor'

/** Rows 3 and 4. */
const nothingToSee = ({ plan, objects, freshness }: Parts): Said | undefined => {
  if (plan.state === undefined) return { status: null, reason: 'NoDeployment', message: 'Nothing was deployed' }
  if (objects.length === 0)
    return { status: null, reason: NOTHING_TO_MONITOR, message: 'The latest deployment applied nothing that can be monitored' }
  if (freshness.neverObserved) return { status: 'Unknown', reason: 'NeverObserved', message: 'The cluster has not been observed yet' }
  return freshness.allStale ? { status: 'Unknown', reason: 'Stale', message: 'Nothing was heard from the cluster for too long' } : undefined
}

/** Why each label: which objects decide it, and the word for it. */
const DECIDES: Readonly<Record<RollUpStatus, ApplicationReason>> = {
  Unknown: 'ObjectsUnknown',
  Degraded: 'ObjectsDegraded',
  Missing: 'ObjectsMissing',
  Progressing: 'ObjectsProgressing',
  'Out of Sync': 'ObjectsOutOfSync',
  Healthy: 'AllHealthy',
}

/** Rows 5 to 12. */
const objectsSay = ({ objects, tally, mode, findings }: Parts): Said => {
  const status = rollUp(tally, mode)
  const reason = DECIDES[status]
  const causes = causesText(findings.incidents, objects)
  const uncounted = uncountedText(objects)
  const say = (texts: readonly string[]): string => `${texts.filter(text => text !== '').join('; ')}${uncounted}`
  if (status === 'Healthy') return { status, reason, message: say([causes, everythingWell(tally, countUncompared(objects))]) }
  const deciding = objects.filter(object => decides(object, status, mode))
  const [first] = deciding
  if (first === undefined) {
    const text = `${wellSoFar(tally)}${sayUnseen(objects, NAMED)}`
    return { status, reason: 'KindsNotLookedAt', message: say([causes, causes === '' ? capitalised(text) : text]) }
  }
  const unseen = tally.unseen === 0 ? '' : sayUnseen(objects, 0)
  if (causes === '') return { status, reason, message: say([`${sentence(first, objects)}${others(status, tally)}`, unseen]) }
  const unexplained = deciding.find(({ incidents }) => incidents.length === 0)
  return { status, reason, message: say([causes, unexplained === undefined ? '' : sentence(unexplained, objects), unseen]) }
}

/** True for an object that decides the label. What nobody looked at decides nothing before row 11, which no object speaks for. */
const decides = (object: ObjectAssessment, status: ApplicationStatus, mode: AssessOptions['rollUp']): boolean =>
  !isUncounted(object) && !isUnseen(object) && (mode === 'health-only' ? object.health.status : object.status) === status

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** So many kinds have their name in a sentence. */
const NAMED = 3

/** `25 objects are well; `: those that somebody looked at. */
const wellSoFar = ({ labels, unseen }: Tally): string => {
  const count = Object.values(labels).reduce((sum, each) => sum + each, -unseen)
  const drifted = labels['Out of Sync'] === 0 ? '' : ` apart from drift (${labels['Out of Sync']})`
  return count === 0 ? '' : `${count} ${count === 1 ? 'object is' : 'objects are'} well${drifted}; `
}

/** `3 kinds were not looked at: ServiceAccount (12), Role (2) and 1 more`: those with most objects first. */
const sayUnseen = (objects: readonly ObjectAssessment[], named: number): string => {
  const unseen = objects.filter(object => !isUncounted(object) && isUnseen(object))
  const kinds = new Map<string, number>()
  for (const { ref } of unseen) kinds.set(kindKey(ref.group, ref.kind), (kinds.get(kindKey(ref.group, ref.kind)) ?? 0) + 1)
  const count = `${kinds.size} ${kinds.size === 1 ? 'kind' : 'kinds'}`
  const isForbidden = unseen.every(({ health }) => health.reason === 'Forbidden')
  const total = isForbidden ? `permissions are missing to look at ${count}` : `${count} ${kinds.size === 1 ? 'was' : 'were'} not looked at`
  if (named === 0) return total
  const list = [...kinds].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
  const names = list.slice(0, named).map(([kind, of]) => `${kind.slice(kind.indexOf('/') + 1)} (${of})`)
  return `${total}: ${names.join(', ')}${list.length > named ? ` and ${list.length - named} more` : ''}`
}

/** `Deployment shop/web is not in the cluster`, `Deployment shop/web of eu` where there are several: messages that begin with a verb go on from the name, others follow a colon. */
const sentence = ({ ref, health, message, status }: ObjectAssessment, among: readonly ObjectAssessment[]): string => {
  const isElsewhereToo = ref.source !== undefined && among.some(other => other.ref.source !== ref.source)
  const name = isElsewhereToo ? `${refText(ref)} of ${ref.source}` : refText(ref)
  const text = message === '' ? health.message : message
  if (text === '') return `${name} is ${status}`
  return text.startsWith('Is ') ? `${name} ${text.charAt(0).toLowerCase()}${text.slice(1)}` : `${name}: ${text}`
}

/** The labels that are worth a word beside the one that decided. */
const WORTH: readonly ObjectStatus[] = ROLL_UP_ORDER.slice(0, ROLL_UP_ORDER.indexOf('Suspended'))

const others = (status: ApplicationStatus, { labels, unseen }: Tally): string => {
  const counted = WORTH.flatMap(label => {
    const seen = label === 'Unknown' ? labels[label] - unseen : labels[label]
    const count = label === status ? seen - 1 : seen
    return count > 0 ? [`${count}${label === status ? ' more' : ''} ${count === 1 ? 'is' : 'are'} ${label}`] : []
  })
  return counted.length === 0 ? '' : `; ${counted.join(', ')}`
}

/** Rolled up by health alone, drift does not count, and is told all the same. */
const everythingWell = (tally: Tally, uncompared: number): string => {
  const { labels } = tally
  const count = Object.values(labels).reduce((sum, each) => sum + each, 0)
  if (count === 0) return 'None of its objects counts'
  const asDeployed = labels['Out of Sync'] + labels.Unknown + uncompared === 0
  const [one, all] = asDeployed ? ['is as deployed', 'are as deployed'] : ['runs well', 'run well']
  const suspended = labels.Suspended > 0 ? `, ${labels.Suspended} suspended` : ''
  return `${count === 1 ? `Its one object ${one}` : `All ${count} objects ${all}`}${suspended}${uncomparedText(uncompared, count)}${others('Healthy', tally)}`
}

/** The objects of which only the name is recorded, or nothing at all: they are not as deployed, for nobody knows how they were. */
const countUncompared = (objects: readonly ObjectAssessment[]): number =>
  objects.reduce((sum, { sync: { reason } }) => sum + (reason === 'RecordedByName' || reason === 'NotRecorded' ? 1 : 0), 0)

const uncomparedText = (uncompared: number, count: number): string => {
  if (uncompared === 0) return ''
  return uncompared === count
    ? '; what was deployed is not recorded, so drift would not show'
    : `; what ${uncompared} of them should be is not recorded`
}

/**
 * Decides what a pipeline should do: pass where all is well, or nothing was deployed that could be otherwise; fail at once where waiting cannot help (a settled failure, drift that someone has
 * to undo, an observer that is not allowed to see); wait for everything else.
 */
const chooseGate = (
  { status, reason }: Pick<Said, 'status' | 'reason'>,
  objects: readonly ObjectAssessment[],
  mode: AssessOptions['rollUp'],
): Gate => {
  if (status === 'Healthy' || reason === NOTHING_TO_MONITOR) return 'pass'
  if (status === 'Unavailable') return 'fail'
  if (status === 'Waiting' || status === null) return 'wait'
  return objects.some(object => !isUncounted(object) && isFinal(object, mode)) ? 'fail' : 'wait'
}

const isFinal = ({ status, health }: ObjectAssessment, mode: AssessOptions['rollUp']): boolean =>
  status === 'Out of Sync' ? mode !== 'health-only' : health.settled && (health.status === 'Degraded' || health.status === 'Unknown')
