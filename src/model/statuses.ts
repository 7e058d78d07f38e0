import { type Check, fitting } from './expect.ts'
import { isRecord } from './read.ts'

/** The label of one object, as the product (Octopus Deploy's Kubernetes Live Object Status) shows it. */
export type ObjectStatus = 'Progressing' | 'Healthy' | 'Unknown' | 'Degraded' | 'Out of Sync' | 'Missing' | 'In Sync' | 'Suspended'

/** The label of an application, as the product shows it. */
export type ApplicationStatus = 'Progressing' | 'Healthy' | 'Unknown' | 'Degraded' | 'Out of Sync' | 'Missing' | 'Unavailable' | 'Waiting'

/** The health axis. NotApplicable: the kind reports no health. */
export type HealthStatus = 'Healthy' | 'Progressing' | 'Degraded' | 'Suspended' | 'Missing' | 'Unknown' | 'NotApplicable'

/** The sync axis. NotApplicable: nobody deployed the object, as with the pods of a Deployment. */
export type SyncStatus = 'InSync' | 'OutOfSync' | 'Unknown' | 'Orphaned' | 'NotApplicable'

/** How a status is shown. */
export interface StatusPresentation<S> {
  /** The label itself. */
  readonly status: S
  /** The name of its Font Awesome icon (solid). */
  readonly icon: string
  readonly colour: 'blue' | 'green' | 'grey' | 'red' | 'orange'
  readonly description: string
}

/**
 * The eight labels of an object as the product shows them: label, icon, colour and meaning.
 *
 * @example
 * ```ts
 * import { objectStatuses } from 'live-object-status/status'
 *
 * objectStatuses.find(({ status }) => status === 'Missing')?.icon // => 'ghost'
 * ```
 */
export const objectStatuses: readonly StatusPresentation<ObjectStatus>[] = [
  { status: 'Progressing', icon: 'circle-notch', colour: 'blue', description: 'It is attempting to reach its desired state.' },
  { status: 'Healthy', icon: 'heart', colour: 'green', description: 'It is in sync and reports that it runs as expected.' },
  { status: 'Unknown', icon: 'question', colour: 'grey', description: 'There is no up-to-date information about it.' },
  { status: 'Degraded', icon: 'heart-crack', colour: 'red', description: 'It has run into a problem; look at its logs or events.' },
  { status: 'Out of Sync', icon: 'arrow-up', colour: 'orange', description: 'The live manifest is not what was applied.' },
  { status: 'Missing', icon: 'ghost', colour: 'grey', description: 'It is not in the cluster.' },
  { status: 'In Sync', icon: 'check', colour: 'green', description: 'It matches what was applied and reports no health of its own.' },
  { status: 'Suspended', icon: 'pause', colour: 'grey', description: 'It is suspended, as a Job that is not currently running.' },
]

/**
 * The eight labels of an application as the product shows them: label, icon, colour and meaning.
 *
 * @example
 * ```ts
 * import { applicationStatuses } from 'live-object-status/status'
 *
 * applicationStatuses.find(({ status }) => status === 'Waiting')?.colour // => 'blue'
 * ```
 */
export const applicationStatuses: readonly StatusPresentation<ApplicationStatus>[] = [
  { status: 'Progressing', icon: 'circle-notch', colour: 'blue', description: 'Objects of the application are in a progressing state.' },
  {
    status: 'Healthy',
    icon: 'heart',
    colour: 'green',
    description: 'The objects in the cluster match what the last deployment specified.',
  },
  { status: 'Unknown', icon: 'question', colour: 'grey', description: 'There is trouble getting live status for the application.' },
  { status: 'Degraded', icon: 'heart-crack', colour: 'red', description: 'Objects had errors after the deployment completed.' },
  { status: 'Out of Sync', icon: 'arrow-up', colour: 'orange', description: 'The objects no longer match what was last deployed.' },
  { status: 'Missing', icon: 'ghost', colour: 'grey', description: 'Objects are missing from the cluster.' },
  {
    status: 'Unavailable',
    icon: 'circle-exclamation',
    colour: 'red',
    description: 'There is no live status because the last deployment failed.',
  },
  { status: 'Waiting', icon: 'hourglass', colour: 'blue', description: 'Live status comes once the deployment completes.' },
]

const COLOURS: ReadonlyMap<string, StatusPresentation<string>['colour']> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ [...applicationStatuses, ...objectStatuses].map(({ status, colour }) => [status, colour]),
)

/** The colour of a label, of an object or of an application: what both have is of one colour. */
export const statusColour = (label: string): StatusPresentation<string>['colour'] => COLOURS.get(label) ?? 'grey'

/** Worst first, as people look through a list: what is broken, what nobody can tell, what is on its way, what drifted, what is well. */
const WORST_FIRST: readonly ObjectStatus[] = [
  'Degraded',
  'Missing',
  'Unknown',
  'Progressing',
  'Out of Sync',
  'Suspended',
  'Healthy',
  'In Sync',
]

/** Healths worst first, as those of parts are summed up: what is broken, what is gone or cannot be told, what is on its way, what rests. */
export const WORST_HEALTH_FIRST: readonly HealthStatus[] = [
  'Degraded',
  'Missing',
  'Unknown',
  'Progressing',
  'Suspended',
  'Healthy',
  'NotApplicable',
]

/** The labels that ask for nothing. */
const WELL: ReadonlySet<ObjectStatus> = new Set<ObjectStatus>(['Healthy', 'In Sync', 'Suspended'])

/** True for a label at which somebody should look. */
export const needsLook = ({ status }: { readonly status: ObjectStatus }): boolean => !WELL.has(status)

/** Sorts by label, the worst first; equals keep their order. */
export const worstFirst = <T extends { readonly status: ObjectStatus }>(objects: readonly T[]): readonly T[] =>
  objects.toSorted((a, b) => WORST_FIRST.indexOf(a.status) - WORST_FIRST.indexOf(b.status))

/** `1 Degraded, 12 Healthy, 7 In Sync`: how many objects have each label, worst first. */
export const countsText = (counts: Readonly<Record<ObjectStatus, number>>): string =>
  WORST_FIRST.flatMap(status => (counts[status] > 0 ? [`${counts[status]} ${status}`] : [])).join(', ')

/**
 * In the order in which labels decide that of an application (docs/statuses.md). It begins with Unknown where {@link worstFirst} begins with
 * what is broken: an application of which a part is out of sight cannot be called anything, while a reader wants to see what is broken first.
 */
export const ROLL_UP_ORDER: readonly ObjectStatus[] = [
  'Unknown',
  'Degraded',
  'Missing',
  'Progressing',
  'Out of Sync',
  'Suspended',
  'Healthy',
  'In Sync',
]

/** The check of an answer of `assessApplication` or a tracker. */
export const anAssessment: Check = /* @__PURE__ */ fitting(
  'what assessApplication returns',
  value => isRecord(value) && Array.isArray(value['objects']) && Array.isArray(value['orphans']) && isRecord(value['counts']),
)

/** Applications as people look through a list: those without a status last. */
const WORST_APPLICATIONS: readonly (ApplicationStatus | null)[] = [
  'Unavailable',
  'Degraded',
  'Missing',
  'Unknown',
  'Out of Sync',
  'Progressing',
  'Waiting',
  'Healthy',
  null,
]

/** Orders the labels of applications, the worst first. */
export const compareApplications = (a: ApplicationStatus | null, b: ApplicationStatus | null): number =>
  WORST_APPLICATIONS.indexOf(a) - WORST_APPLICATIONS.indexOf(b)

/** `3 applications: 1 Degraded, 2 Healthy`, with `in 2 clusters` where there are several: how many applications have each label, the worst first. */
export const applicationsText = (labels: readonly (ApplicationStatus | null)[], clusters = 1): string => {
  const counted = WORST_APPLICATIONS.flatMap(label => {
    const count = labels.filter(each => each === label).length
    return count === 0 ? [] : [`${count} ${label ?? 'without a status'}`]
  })
  return `${labels.length} ${labels.length === 1 ? 'application' : 'applications'}${clusters > 1 ? ` in ${clusters} clusters` : ''}: ${counted.join(', ')}`
}
