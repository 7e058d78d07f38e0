import { expect, test } from 'vitest'
import { createRedactor } from '../../src/redact/index.ts'
import { assessApplication, assessObject } from '../../src/status/index.ts'
import type { AssessOptions } from '../../src/status/index.ts'

const claim = (phase: string) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'shop' },
  status: { phase },
})
const job = (type: string) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'seed', namespace: 'shop' },
  status: { conditions: [{ type, status: 'True' }] },
})
const bare = ({ apiVersion, kind, metadata }: ReturnType<typeof claim> | ReturnType<typeof job>) => ({ apiVersion, kind, metadata })
const gateOf = (live: ReturnType<typeof claim> | ReturnType<typeof job>, options: AssessOptions = {}) =>
  assessApplication({ desired: [bare(live)], live: [live] }, options).gate

test('a deploy gate passes what is healthy, waits for what may still come right, and fails at once what will not', () => {
  expect(gateOf(claim('Bound'))).toBe('pass')
  expect(gateOf(claim('Pending'))).toBe('wait')
  expect(gateOf(job('Complete'))).toBe('pass')
  expect(gateOf(job('Failed'))).toBe('fail')
  expect(assessApplication({ desired: [bare(claim('Bound'))], live: [] }).gate).toBe('wait')
  expect(assessApplication({ live: [] }).gate).toBe('wait')
  expect(assessApplication({ desired: [], live: [] }).gate).toBe('pass')
})

test('drift fails a gate, unless drift does not count', () => {
  const live = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' }, data: { a: '2' } }
  const input = { desired: [{ ...live, data: { a: '1' } }], live: [live] }
  expect(assessApplication(input)).toMatchObject({
    status: 'Out of Sync',
    gate: 'fail',
    message: 'ConfigMap shop/a: data.a is "2", deployed was "1"',
  })
  expect(assessApplication(input, { rollUp: 'health-only' })).toMatchObject({ status: 'Healthy', gate: 'pass', sync: 'OutOfSync' })
})

test('an observer that is not allowed to see fails a gate, one that has not looked yet does not', () => {
  const gate = (source: object) => assessApplication({ desired: [bare(claim('Bound'))], live: [], sources: { '': source } }).gate
  expect(gate({ forbidden: ['PersistentVolumeClaim'] })).toBe('fail')
  expect(gate({ namespaces: ['other'] })).toBe('fail')
  expect(gate({ synced: false })).toBe('wait')
})

test('an observation says until when it is fresh', () => {
  const live = claim('Bound')
  const options = { now: '2026-11-23T10:00:00Z' }
  expect(assessObject({ live, observedAt: '2026-11-23T09:55:00Z' }, options).reassessAt).toBe('2026-11-23T10:05:00.001Z')
  expect(assessObject({ live, observedAt: '2026-11-23T09:50:00Z' }, options).status).toBe('Healthy')
  expect(assessObject({ live, observedAt: '2026-11-23T09:49:59.999Z' }, options)).toMatchObject({ status: 'Unknown', reason: 'Stale' })
  expect(assessObject({ live, observedAt: '2026-11-23T09:50:00Z' }, { ...options, staleAfter: 1000 }).reason).toBe('Stale')
})

test('with a redactor no answer holds what it hides, whatever conditions and fields say', () => {
  const value = 'correct-horse-battery'
  const metadata = { name: 'web', namespace: 'shop', uid: 'u1' }
  const conditions = [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: `cannot pull ${value}` }]
  const live = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { replicas: 1, selector: {}, template: {}, paused: false },
    status: { conditions, message: value },
  }
  const gadget = {
    apiVersion: 'example.com/v1',
    kind: 'Gadget',
    metadata: { ...metadata, uid: 'u2' },
    status: { conditions: [{ type: 'Ready', status: 'False', reason: 'Bad', message: value }] },
  }
  const desired = [
    { ...live, spec: { ...live.spec, minReadySeconds: 7 } },
    { ...gadget, spec: { token: value } },
  ]
  const plain = assessApplication({ desired, live: [live, gadget] })
  const safe = assessApplication({ desired, live: [live, gadget] }, { redactor: createRedactor([value]) })
  expect(JSON.stringify(plain)).toContain(value)
  expect(
    JSON.stringify(safe.objects.map(({ comparison, ...shown }) => [shown, comparison?.differences, comparison?.message])),
  ).not.toContain(value)
  expect(safe.objects.map(({ status }) => status)).toEqual(plain.objects.map(({ status }) => status))
  expect(assessApplication({ desired, live: [live, gadget] }, { redactor: createRedactor('stale') }).objects[1]).toMatchObject({
    status: 'Degraded',
    reason: 'Withheld',
    message: '',
  })
})

test('any JSON is answered', () => {
  const hostile: unknown[] = [
    null,
    7,
    'text',
    [],
    {},
    { kind: 7 },
    { metadata: [] },
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 7, ownerReferences: 'x' } },
  ]
  for (const live of hostile)
    for (const desired of hostile) {
      expect(assessApplication({ desired: [desired as object], live: [live as object] })).toHaveProperty('status')
      expect(assessObject({ desired: desired as object, live: live as object })).toHaveProperty('status')
    }
})
