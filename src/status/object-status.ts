import { aBoolean, aDocument, aWord, expect } from '../model/expect.ts'
import type { HealthStatus, ObjectStatus, SyncStatus } from '../model/statuses.ts'

/**
 * The one label of an object, from its two axes and whether what is known of it is fresh: the first row that fits.
 *
 * | # | fresh | health | sync | label |
 * |---|---|---|---|---|
 * | 1 | no | any | any | Unknown |
 * | 2 | yes | Missing | any | Missing |
 * | 3 | yes | Unknown | any | Unknown |
 * | 4 | yes | Degraded | any | Degraded |
 * | 5 | yes | Progressing | any | Progressing |
 * | 6 | yes | Healthy, Suspended, NotApplicable | OutOfSync, Orphaned | Out of Sync |
 * | 7 | yes | Healthy, Suspended, NotApplicable | Unknown | Unknown |
 * | 8 | yes | Suspended | InSync, NotApplicable | Suspended |
 * | 9 | yes | Healthy | InSync, NotApplicable | Healthy |
 * | 10 | yes | NotApplicable | InSync, NotApplicable | In Sync |
 *
 * @param facts health, sync, and whether the object was heard of lately enough.
 * @returns the label of the first row that fits.
 *
 * Source: the vocabulary of the product feature; docs/statuses.md.
 *
 * @example
 * ```ts
 * import { objectStatus } from 'live-object-status/status'
 *
 * objectStatus({ fresh: true, health: 'Healthy', sync: 'OutOfSync' }) // => 'Out of Sync'
 * objectStatus({ fresh: true, health: 'Degraded', sync: 'OutOfSync' }) // => 'Degraded'
 * objectStatus({ fresh: false, health: 'Healthy', sync: 'InSync' }) // => 'Unknown'
 * ```
 */
export const objectStatus = (facts: Facts): ObjectStatus => {
  expect('facts', someFacts, facts)
  return labelFor(facts)
}

/** The facts that decide a label. */
interface Facts {
  readonly fresh: boolean
  readonly health: HealthStatus
  readonly sync: SyncStatus
}

const someFacts = /* @__PURE__ */ aDocument<Facts>(
  'an object with fresh, health and sync',
  () => ({
    fresh: aBoolean,
    health: aWord('Healthy', 'Progressing', 'Degraded', 'Suspended', 'Missing', 'Unknown', 'NotApplicable'),
    sync: aWord('InSync', 'OutOfSync', 'Unknown', 'Orphaned', 'NotApplicable'),
  }),
  ['fresh', 'health', 'sync'],
)

/** {@link objectStatus} for facts of our own. */
export const labelFor = ({ fresh, health, sync }: Facts): ObjectStatus => {
  if (!fresh) return 'Unknown'
  if (health !== 'Healthy' && health !== 'Suspended' && health !== 'NotApplicable') return health
  if (sync === 'OutOfSync' || sync === 'Orphaned') return 'Out of Sync'
  if (sync === 'Unknown') return 'Unknown'
  return health === 'NotApplicable' ? 'In Sync' : health
}
