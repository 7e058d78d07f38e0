import { expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { createRedactor } from '../../src/redact/index.ts'
import { renderTable } from '../../src/report/index.ts'
import { assessApplication } from '../../src/status/index.ts'
import { createTracker } from '../../src/watch/index.ts'
import { presentEverything } from '../support/present-everything.ts'

const VALUE = 'correct-horse-battery-staple-4711'
/** Six characters of it are a leak. */
const pieces = Array.from({ length: VALUE.length - 5 }, (_, at) => VALUE.slice(at, at + 6))
const leaks = (shown: unknown): readonly string[] => {
  const text = JSON.stringify(shown)
  return pieces.filter(piece => text.includes(piece))
}

const settings = (dsn: string): KubeObject =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'shop' }, data: { dsn } }) as KubeObject
const database = (message: string): KubeObject =>
  ({
    apiVersion: 'x.example/v1',
    kind: 'Database',
    metadata: { name: 'db', namespace: 'shop', generation: 1 },
    status: { observedGeneration: 1, conditions: [{ type: 'Ready', status: 'False', reason: 'Failed', message }] },
  }) as KubeObject
const nested = (k: string): KubeObject =>
  ({
    apiVersion: 'x.example/v1',
    kind: 'Object',
    metadata: { name: 'o', namespace: 'shop' },
    spec: { manifest: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { k } } },
  }) as KubeObject

const everything = (desired: readonly KubeObject[], live: readonly KubeObject[], values: readonly string[]): unknown => {
  const redactor = createRedactor(values)
  const application = assessApplication({ desired, live }, { redactor, now: 0 })
  return presentEverything(application, { desired, live, now: 0 })
}

test.each([0, 30, 44, 50, 60, 70, 77, 80, 120, 150, 180, 340, 367, 380, 395, 400, 410])(
  'a value after %i characters, around any cut, shows no six characters of itself anywhere',
  pad => {
    const text = `${'x'.repeat(pad)}${VALUE}`
    const shown = everything([settings('a'), database('')], [settings(text), database(text)], [VALUE])
    expect(leaks(shown)).toEqual([])
  },
)

test('nothing below a nested Secret shows, also where no value is known', () => {
  const shown = everything([nested(VALUE)], [nested(`${VALUE}-2`)], [])
  expect(leaks(shown)).toEqual([])
  expect(JSON.stringify(shown)).toContain('stringData.k is not what was deployed')
})

test('a tracker shows by its redactor, and anew by another one', () => {
  const tracker = createTracker({ redactor: createRedactor([]) })
  tracker.recordDeployment({ id: '1', state: 'succeeded', desired: [settings('a')] })
  tracker.observeEvent({ type: 'ADDED', object: settings(VALUE) }, 0)
  const before = tracker.assess(1)
  expect(leaks(before)).not.toEqual([])
  expect(tracker.assess(2)).toBe(before)
  const again = tracker.useRedactor(createRedactor([VALUE]))
  expect(leaks([again.assess(3), again.changes(4), renderTable(again.assess(4))])).toEqual([])
  expect(renderTable(tracker.useRedactor(createRedactor('stale')).assess(5))).toEqual({ visible: false, reason: 'stale' })
  expect(JSON.stringify(tracker.snapshot())).not.toContain('redactor')
})

test('an incident that was seen before there was a redactor closes without showing what it said', () => {
  const tracker = createTracker()
  const waiting = podThatWaitsFor(VALUE)
  tracker.recordDeployment({ id: '1', state: 'succeeded', desired: [waiting] })
  tracker.observeEvent({ type: 'ADDED', object: waiting }, 0)
  tracker.assess(1)
  expect(tracker.changes(1).flatMap(({ incident }) => incident ?? [])).toHaveLength(1)
  tracker.observeEvent({ type: 'MODIFIED', object: runningPod() }, 2)
  const closed = tracker
    .useRedactor(createRedactor([VALUE]))
    .changes(3)
    .filter(({ incident }) => incident !== undefined)
  expect(closed).toMatchObject([{ to: 'closed' }])
  expect(leaks(closed)).toEqual([])
})

const podThatWaitsFor = (configMap: string): object => ({
  ...runningPod(),
  metadata: { name: 'web', namespace: 'shop', uid: 'web', resourceVersion: '1' },
  status: {
    phase: 'Pending',
    conditions: [{ type: 'Ready', status: 'False' }],
    containerStatuses: [
      {
        name: 'web',
        ready: false,
        restartCount: 0,
        state: { waiting: { reason: 'CreateContainerConfigError', message: `configmap "${configMap}" not found` } },
      },
    ],
  },
})
const runningPod = (): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop', uid: 'web', resourceVersion: '2' },
  spec: { containers: [{ name: 'web', image: 'web', envFrom: [{ configMapRef: { name: VALUE } }] }] },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: [{ name: 'web', ready: true, restartCount: 0, state: { running: {} } }],
  },
})
