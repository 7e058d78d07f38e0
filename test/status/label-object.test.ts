import { expect, test } from 'vitest'
import type { HealthStatus, ObjectStatus, SyncStatus } from '../../src/model/statuses.ts'
import { objectStatus, objectStatuses } from '../../src/status/index.ts'

const HEALTH: readonly HealthStatus[] = ['Healthy', 'Progressing', 'Degraded', 'Suspended', 'Missing', 'Unknown', 'NotApplicable']
const SYNC: readonly SyncStatus[] = ['InSync', 'OutOfSync', 'Unknown', 'Orphaned', 'NotApplicable']

/** The table as the design writes it, row by row: the first that fits. */
const ANY_HEALTH = HEALTH
const ANY_SYNC = SYNC
const QUIET: readonly HealthStatus[] = ['Healthy', 'Suspended', 'NotApplicable']
const ROWS: readonly (readonly [boolean[], readonly HealthStatus[], readonly SyncStatus[], ObjectStatus])[] = [
  [[false], ANY_HEALTH, ANY_SYNC, 'Unknown'],
  [[true], ['Missing'], ANY_SYNC, 'Missing'],
  [[true], ['Unknown'], ANY_SYNC, 'Unknown'],
  [[true], ['Degraded'], ANY_SYNC, 'Degraded'],
  [[true], ['Progressing'], ANY_SYNC, 'Progressing'],
  [[true], QUIET, ['OutOfSync', 'Orphaned'], 'Out of Sync'],
  [[true], QUIET, ['Unknown'], 'Unknown'],
  [[true], ['Suspended'], ['InSync', 'NotApplicable'], 'Suspended'],
  [[true], ['Healthy'], ['InSync', 'NotApplicable'], 'Healthy'],
  [[true], ['NotApplicable'], ['InSync', 'NotApplicable'], 'In Sync'],
]

const combinations = [true, false].flatMap(fresh => HEALTH.flatMap(health => SYNC.map(sync => ({ fresh, health, sync }))))

test.each(combinations)('an object that is fresh: $fresh, of health $health and sync $sync has the label of the table', input => {
  const row = ROWS.find(
    ([fresh, health, sync]) => fresh.includes(input.fresh) && health.includes(input.health) && sync.includes(input.sync),
  )
  expect(objectStatus(input)).toBe(row?.[3])
})

test('every label of an object occurs in the table and is presented', () => {
  const labels = new Set(combinations.map(objectStatus))
  expect(labels).toEqual(new Set(objectStatuses.map(({ status }) => status)))
})
