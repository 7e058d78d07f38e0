import type { ApplicationStatus, HealthStatus, ObjectStatus, SyncStatus } from '../model/statuses.ts'
import type { AssessOptions } from './assess-options.ts'
import type { ObjectAssessment, UnknownReason } from './object-assessment.ts'

/** The rows that look at objects: 5 to 12 of the table of `assessApplication`. */
export type RollUpStatus = Exclude<ApplicationStatus, 'Unavailable' | 'Waiting'>

/** The part of an object that a roll-up needs. */
export type Counted = Pick<ObjectAssessment, 'status' | 'counting'> & {
  readonly health: { readonly status: HealthStatus; readonly reason?: string; readonly advisory?: boolean }
  readonly sync: { readonly status: SyncStatus; readonly reason?: string }
}

/** How often each label, health and sync status occurs: all that a roll-up depends on. */
export interface Tally {
  readonly labels: Readonly<Record<ObjectStatus, number>>
  readonly health: Readonly<Record<HealthStatus, number>>
  readonly sync: Readonly<Record<SyncStatus, number>>
  /** How many are Unknown because nobody looked, or may look; they are among the Unknown of every axis, and say nothing of the application. */
  readonly unseen: number
}

/** True for an object that holds nothing back: its health is advisory (a CronJob's last run, a disruption budget), or the caller says so. */
export const isUncounted = ({ health, counting }: Counted): boolean => health.advisory === true || counting !== undefined

/** Why nobody looked at a kind; each is a word of the observer. */
const UNSEEN: ReadonlySet<string> = new Set<UnknownReason>(['NotObserved', 'ClusterScopedNotWatched', 'KindNotWatched', 'Forbidden'])

/** True for an object of a kind that nobody looked at; a live one that calls itself Unknown for a reason of that name was looked at. */
export const isUnseen = ({ health, sync }: Counted): boolean =>
  health.status === 'Unknown' && sync.status === 'Unknown' && health.reason === sync.reason && UNSEEN.has(health.reason ?? '')

/** Counts the objects that count. */
export const countLabels = (objects: Iterable<Counted>): Tally => {
  const tally = emptyTally()
  for (const object of objects) add(tally, object, 1)
  return tally
}

/** The tally after one of the objects changed; counting all of a large application again would cost more than all else. */
export const recounted = (tally: Tally, before: Counted, after: Counted): Tally => {
  const changed = { unseen: tally.unseen, labels: { ...tally.labels }, health: { ...tally.health }, sync: { ...tally.sync } }
  add(changed, before, -1)
  add(changed, after, 1)
  return changed
}

const emptyTally = () => ({
  labels: { Progressing: 0, Healthy: 0, Unknown: 0, Degraded: 0, 'Out of Sync': 0, Missing: 0, 'In Sync': 0, Suspended: 0 },
  health: { Healthy: 0, Progressing: 0, Degraded: 0, Suspended: 0, Missing: 0, Unknown: 0, NotApplicable: 0 },
  sync: { InSync: 0, OutOfSync: 0, Unknown: 0, Orphaned: 0, NotApplicable: 0 },
  unseen: 0,
})

const add = (tally: ReturnType<typeof emptyTally>, object: Counted, times: 1 | -1): void => {
  if (isUncounted(object)) return
  tally.labels[object.status] += times
  tally.health[object.health.status] += times
  tally.sync[object.sync.status] += times
  if (isUnseen(object)) tally.unseen += times
}

/**
 * The label of the objects together. An object is Unknown by health or freshness where its health axis says so, and by sync alone where only its label does.
 * What nobody looked at ranks after all that is wrong with what somebody did, and before nothing but that all is well.
 */
export const rollUp = ({ labels, health, unseen }: Tally, mode: AssessOptions['rollUp'] = 'health-first'): RollUpStatus => {
  if (health.Unknown > unseen) return 'Unknown'
  const outOfSync = mode !== 'health-only' && labels['Out of Sync'] > 0
  if (outOfSync && mode === 'sync-first') return 'Out of Sync'
  const counts = mode === 'health-only' ? health : labels
  if (counts.Degraded > 0) return 'Degraded'
  if (counts.Missing > 0) return 'Missing'
  if (counts.Progressing > 0) return 'Progressing'
  if (mode !== 'health-only' && labels.Unknown > unseen) return 'Unknown'
  if (outOfSync) return 'Out of Sync'
  return unseen > 0 ? 'Unknown' : 'Healthy'
}

/** The health axis by itself, in the order of {@link ROLL_UP_ORDER}, which is that of the product's monitor (gitops-engine's); what was not seen comes last. */
export const rollUpHealth = ({ health, unseen }: Tally): HealthStatus => {
  if (health.Unknown > unseen) return 'Unknown'
  const worst = (['Degraded', 'Missing', 'Progressing', 'Unknown'] as const).find(status => health[status] > 0)
  if (worst !== undefined) return worst
  return health.Healthy + health.Suspended + health.NotApplicable > 0 ? 'Healthy' : 'NotApplicable'
}

/** The sync axis by itself, worst first; what was not seen comes last. */
export const rollUpSync = ({ sync, unseen }: Tally): SyncStatus => {
  if (sync.Unknown > unseen) return 'Unknown'
  return (['OutOfSync', 'Unknown', 'InSync'] as const).find(status => sync[status] > 0) ?? 'NotApplicable'
}
