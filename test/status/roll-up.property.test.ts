import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HealthStatus, SyncStatus } from '../../src/model/statuses.ts'
import { objectStatus } from '../../src/status/index.ts'
import type { AssessOptions } from '../../src/status/index.ts'
import { rollUp, rollUpHealth, rollUpSync, countLabels } from '../../src/status/roll-up.ts'
import type { Counted } from '../../src/status/roll-up.ts'

const HEALTH: readonly HealthStatus[] = ['Healthy', 'Progressing', 'Degraded', 'Suspended', 'Missing', 'Unknown', 'NotApplicable']
const SYNC: readonly SyncStatus[] = ['InSync', 'OutOfSync', 'Unknown', 'NotApplicable']

const objectOf = (health: HealthStatus, sync: SyncStatus, advisory = false): Counted => ({
  status: objectStatus({ fresh: true, health, sync }),
  health: advisory ? { status: health, advisory } : { status: health },
  sync: { status: sync },
})
const KINDS = HEALTH.flatMap(health => SYNC.map(sync => objectOf(health, sync)))

/** Rows 5 to 12 of the design, said over lists of objects and not over counts. */
const tableOf = (objects: readonly Counted[], mode: NonNullable<AssessOptions['rollUp']>): string => {
  const labelled = (label: string): boolean => objects.some(({ status }) => status === label)
  const ofHealth = (health: string): boolean => objects.some(object => object.health.status === health)
  const bySyncAlone = objects.some(object => object.status === 'Unknown' && object.health.status !== 'Unknown')
  if (ofHealth('Unknown')) return 'Unknown'
  if (mode === 'health-only') return ['Degraded', 'Missing', 'Progressing'].find(ofHealth) ?? 'Healthy'
  if (mode === 'sync-first' && labelled('Out of Sync')) return 'Out of Sync'
  const worst = ['Degraded', 'Missing', 'Progressing'].find(labelled)
  if (worst !== undefined) return worst
  if (bySyncAlone) return 'Unknown'
  return labelled('Out of Sync') ? 'Out of Sync' : 'Healthy'
}

const modes = ['health-first', 'health-only', 'sync-first'] as const

test.each(modes)('rolled up %s, any one, two or three objects have the label of the table', mode => {
  const differing = function* () {
    for (const a of KINDS)
      for (const b of [undefined, ...KINDS])
        for (const c of [undefined, ...KINDS]) {
          const objects = [a, b, c].filter(object => object !== undefined)
          if (rollUp(countLabels(objects), mode) !== tableOf(objects, mode)) yield objects
        }
  }
  expect([...differing()]).toEqual([])
})

test('the label does not depend on the order or on how often an object occurs', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...KINDS), { maxLength: 8 }), fc.constantFrom(...modes), (objects, mode) => {
      const label = rollUp(countLabels(objects), mode)
      expect(rollUp(countLabels([...objects].reverse()), mode)).toBe(label)
      expect(rollUp(countLabels([...objects, ...objects]), mode)).toBe(label)
    }),
  )
})

test('objects that should not hold an application back are not counted, neither their health nor their drift', () => {
  expect(rollUp(countLabels([objectOf('Degraded', 'InSync', true), objectOf('Healthy', 'InSync')]))).toBe('Healthy')
  for (const mode of modes)
    expect(rollUp(countLabels([objectOf('Healthy', 'OutOfSync', true), objectOf('Healthy', 'InSync')]), mode)).toBe('Healthy')
  expect(countLabels([objectOf('Degraded', 'OutOfSync', true)])).toEqual(countLabels([]))
})

test('the axes by themselves are those of the worst object', () => {
  const tally = countLabels([objectOf('Degraded', 'OutOfSync'), objectOf('Healthy', 'InSync'), objectOf('Missing', 'OutOfSync')])
  expect([rollUpHealth(tally), rollUpSync(tally)]).toEqual(['Degraded', 'OutOfSync'])
  expect([rollUpHealth(countLabels([])), rollUpSync(countLabels([]))]).toEqual(['NotApplicable', 'NotApplicable'])
  expect(rollUpHealth(countLabels([objectOf('Suspended', 'InSync')]))).toBe('Healthy')
})

test('what the product is known to answer', () => {
  const drifted = objectOf('Healthy', 'OutOfSync')
  const degraded = objectOf('Degraded', 'InSync')
  const missing = objectOf('Missing', 'OutOfSync')
  const healthy = objectOf('Healthy', 'InSync')
  expect(modes.map(mode => rollUp(countLabels([degraded, drifted]), mode))).toEqual(['Degraded', 'Degraded', 'Out of Sync'])
  expect(modes.map(mode => rollUp(countLabels([missing, healthy]), mode))).toEqual(['Missing', 'Missing', 'Missing'])
  expect(modes.map(mode => rollUp(countLabels([drifted, healthy]), mode))).toEqual(['Out of Sync', 'Healthy', 'Out of Sync'])
  expect(rollUp(countLabels([objectOf('Unknown', 'Unknown'), degraded]))).toBe('Unknown')
  expect(rollUp(countLabels([objectOf('NotApplicable', 'InSync'), objectOf('Suspended', 'InSync'), healthy]))).toBe('Healthy')
})
