import { refText } from '../model/identity.ts'
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
import { isUncounted, rollUp, rollUpHealth, rollUpSync } from './roll-up.ts'
import type { RollUpStatus, Tally } from './roll-up.ts'
import type { Findings } from '../incidents/internal.ts'
import { causesText } from './causes/causes-text.ts'

/** What the answer for an application is made of. */
export interface Parts {
  readonly plan: DeploymentPlan
  readonly objects: readonly ObjectAssessment[]
  readonly orphans: readonly ObjectAssessment[]
  /** Of {@link objects}. */
  readonly tally: Tally
  readonly freshness: Freshness
  /** Of {@link objects}. */
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
  const reassessAt = earliest(freshness.until, firstOf(objects), firstOf(orphans), findings.until)
  return {
    status,
    health: rollUpHealth(tally),
    sync: rollUpSync(tally),
    reason,
    message,
    gate: gateOf({ status, reason }, objects, parts.mode),
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
const firstOf = (objects: readonly ObjectAssessment[]): string | undefined => {
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

/** Rows 5 to 11. */
const objectsSay = ({ objects, tally, mode, findings }: Parts): Said => {
  const status = rollUp(tally, mode)
  const reason = DECIDES[status]
  const causes = causesText(findings.incidents, objects)
  const uncounted = uncountedText(objects)
  if (status === 'Healthy')
    return { status, reason, message: `${[causes, everythingWell(tally)].filter(text => text !== '').join('; ')}${uncounted}` }
  const deciding = objects.filter(object => decides(object, status, mode))
  if (causes === '') {
    const first = deciding[0] ?? objects[0]
    return { status, reason, message: first === undefined ? '' : `${sentence(first)}${others(status, tally)}${uncounted}` }
  }
  const unexplained = deciding.find(({ incidents }) => incidents.length === 0)
  return { status, reason, message: `${unexplained === undefined ? causes : `${causes}; ${sentence(unexplained)}`}${uncounted}` }
}

const decides = (object: ObjectAssessment, status: ApplicationStatus, mode: AssessOptions['rollUp']): boolean =>
  !isUncounted(object) && (mode === 'health-only' ? object.health.status : object.status) === status

/** `Deployment shop/web is not in the cluster`: messages that begin with a verb go on from the name, others follow a colon. */
const sentence = ({ ref, health, message, status }: ObjectAssessment): string => {
  const name = refText(ref)
  const text = message === '' ? health.message : message
  if (text === '') return `${name} is ${status}`
  return text.startsWith('Is ') ? `${name} ${text.charAt(0).toLowerCase()}${text.slice(1)}` : `${name}: ${text}`
}

/** The labels that are worth a word beside the one that decided. */
const WORTH: readonly ObjectStatus[] = ROLL_UP_ORDER.slice(0, ROLL_UP_ORDER.indexOf('Suspended'))

const others = (status: ApplicationStatus, { labels }: Tally): string => {
  const counted = WORTH.flatMap(label => {
    const count = label === status ? labels[label] - 1 : labels[label]
    return count > 0 ? [`${count}${label === status ? ' more' : ''} ${count === 1 ? 'is' : 'are'} ${label}`] : []
  })
  return counted.length === 0 ? '' : `; ${counted.join(', ')}`
}

/** Rolled up by health alone, drift does not count, and is told all the same. */
const everythingWell = (tally: Tally): string => {
  const { labels } = tally
  const count = Object.values(labels).reduce((sum, each) => sum + each, 0)
  if (count === 0) return 'None of its objects counts'
  const asDeployed = labels['Out of Sync'] + labels.Unknown === 0
  const [one, all] = asDeployed ? ['is as deployed', 'are as deployed'] : ['runs well', 'run well']
  const suspended = labels.Suspended > 0 ? `, ${labels.Suspended} suspended` : ''
  return `${count === 1 ? `Its one object ${one}` : `All ${count} objects ${all}`}${suspended}${others('Healthy', tally)}`
}

/**
 * What a pipeline should do: pass where all is well, or nothing was deployed that could be otherwise; fail at once where waiting cannot help (a settled failure, drift that someone has
 * to undo, an observer that is not allowed to see); wait for everything else.
 */
const gateOf = (
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
