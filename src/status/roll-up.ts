import type { ApplicationStatus, HealthStatus, ObjectStatus, SyncStatus } from '../model/statuses.ts'
import type { AssessOptions } from './assess-options.ts'
import type { ObjectAssessment } from './object-assessment.ts'

/** The rows that look at objects: 5 to 11 of the table of `assessApplication`. */
export type RollUpStatus = Exclude<ApplicationStatus, 'Unavailable' | 'Waiting'>

/** What a roll-up needs to know of an object. */
export type Counted = Pick<ObjectAssessment, 'status' | 'counting'> & {
  readonly health: { readonly status: HealthStatus; readonly advisory?: boolean }
  readonly sync: { readonly status: SyncStatus }
}

/** How often each label, health and sync status occurs: all that a roll-up depends on. */
export interface Tally {
  readonly labels: Readonly<Record<ObjectStatus, number>>
  readonly health: Readonly<Record<HealthStatus, number>>
  readonly sync: Readonly<Record<SyncStatus, number>>
}

/** True for an object that holds nothing back: its health is advisory (a CronJob's last run, a disruption budget), or the caller says so. */
export const isUncounted = ({ health, counting }: Counted): boolean => health.advisory === true || counting !== undefined

/** Counts the objects that count. */
export const tallyOf = (objects: Iterable<Counted>): Tally => {
  const tally = emptyTally()
  for (const object of objects) add(tally, object, 1)
  return tally
}

/** The tally after one of the objects changed; counting all of a large application again would cost more than all else. */
export const recounted = (tally: Tally, before: Counted, after: Counted): Tally => {
  const changed = { labels: { ...tally.labels }, health: { ...tally.health }, sync: { ...tally.sync } }
  add(changed, before, -1)
  add(changed, after, 1)
  return changed
}

const emptyTally = () => ({
  labels: { Progressing: 0, Healthy: 0, Unknown: 0, Degraded: 0, 'Out of Sync': 0, Missing: 0, 'In Sync': 0, Suspended: 0 },
  health: { Healthy: 0, Progressing: 0, Degraded: 0, Suspended: 0, Missing: 0, Unknown: 0, NotApplicable: 0 },
  sync: { InSync: 0, OutOfSync: 0, Unknown: 0, Orphaned: 0, NotApplicable: 0 },
})

const add = ({ labels, health, sync }: ReturnType<typeof emptyTally>, object: Counted, times: 1 | -1): void => {
  if (isUncounted(object)) return
  labels[object.status] += times
  health[object.health.status] += times
  sync[object.sync.status] += times
}

/**
 * The label of the objects together. An object is Unknown by health or freshness where its health axis says so, and by sync alone
 * where only its label does.
 */
export const rollUp = ({ labels, health }: Tally, mode: AssessOptions['rollUp'] = 'health-first'): RollUpStatus => {
  if (health.Unknown > 0) return 'Unknown'
  const outOfSync = mode !== 'health-only' && labels['Out of Sync'] > 0
  if (outOfSync && mode === 'sync-first') return 'Out of Sync'
  const counts = mode === 'health-only' ? health : labels
  if (counts.Degraded > 0) return 'Degraded'
  if (counts.Missing > 0) return 'Missing'
  if (counts.Progressing > 0) return 'Progressing'
  if (mode !== 'health-only' && labels.Unknown > 0) return 'Unknown'
  return outOfSync ? 'Out of Sync' : 'Healthy'
}

/** The health axis by itself, in the order of {@link ROLL_UP_ORDER}, which is that of the product's monitor (gitops-engine's). */
export const rollUpHealth = ({ health }: Tally): HealthStatus => {
  const worst = (['Unknown', 'Degraded', 'Missing', 'Progressing'] as const).find(status => health[status] > 0)
  if (worst !== undefined) return worst
  return health.Healthy + health.Suspended + health.NotApplicable > 0 ? 'Healthy' : 'NotApplicable'
}

/** The sync axis by itself, worst first. */
export const rollUpSync = ({ sync }: Tally): SyncStatus =>
  (['Unknown', 'OutOfSync', 'InSync'] as const).find(status => sync[status] > 0) ?? 'NotApplicable'
