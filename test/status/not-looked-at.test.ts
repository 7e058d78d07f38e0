import { expect, test } from 'vitest'
import { assessApplication } from '../../src/status/index.ts'
import type { Source } from '../../src/status/index.ts'

const object = (kind: string, name: string, rest: object = {}) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'shop' },
  ...rest,
})
const claim = (name: string, phase: string) => object('PersistentVolumeClaim', name, { status: { phase } })
const accounts = ['a', 'b', 'c'].map(name => object('ServiceAccount', name))
const settings = object('ConfigMap', 'settings', { data: { colour: 'red' } })
const bare = ({ apiVersion, kind, metadata }: { apiVersion: string; kind: string; metadata: object }) => ({ apiVersion, kind, metadata })
const judge = (live: readonly ReturnType<typeof claim>[], source: Source, rollUp?: 'health-only' | 'sync-first') =>
  assessApplication(
    { desired: [settings, ...accounts, bare(claim('data', ''))], live: [settings, ...live], sources: { '': source } },
    rollUp === undefined ? {} : { rollUp },
  )
const LOOKED: Source = { listed: ['ConfigMap', 'PersistentVolumeClaim'] }

test('where all that was looked at is well, the application is Unknown and names the kinds that nobody looked at', () => {
  expect(judge([claim('data', 'Bound')], LOOKED)).toMatchObject({
    status: 'Unknown',
    reason: 'KindsNotLookedAt',
    message: '2 objects are well; 1 kind was not looked at: ServiceAccount (3)',
    gate: 'wait',
    health: 'Unknown',
    sync: 'Unknown',
  })
  expect(judge([], { listed: ['Pod'] }).message).toBe(
    '1 object is well; 2 kinds were not looked at: ServiceAccount (3), PersistentVolumeClaim (1)',
  )
})

test.each([
  ['Degraded', [claim('data', 'Lost')]],
  ['Missing', []],
  ['Progressing', [claim('data', 'Pending')]],
] as const)('what is %s comes first, and the kinds that nobody looked at are counted after it', (status, live) => {
  const answer = judge(live, LOOKED)
  expect(answer).toMatchObject({ status, health: status })
  expect(answer.message).toMatch(/; 1 kind was not looked at$/)
  expect(judge(live, LOOKED, 'health-only').status).toBe(status)
})

test('drift comes first as well, unless it does not count', () => {
  const drifted = { ...settings, data: { colour: 'blue' } }
  const input = { desired: [settings, ...accounts], live: [drifted], sources: { '': { listed: ['ConfigMap'] } } }
  expect(assessApplication(input)).toMatchObject({ status: 'Out of Sync', sync: 'OutOfSync' })
  expect(assessApplication(input, { rollUp: 'sync-first' }).status).toBe('Out of Sync')
  expect(assessApplication(input, { rollUp: 'health-only' })).toMatchObject({
    status: 'Unknown',
    message: '1 object is well apart from drift (1); 1 kind was not looked at: ServiceAccount (3)',
  })
})

test('kinds that may not be read rank alike, and say that permissions are missing', () => {
  const forbidden: Source = { forbidden: ['ServiceAccount'] }
  expect(judge([claim('data', 'Bound')], forbidden)).toMatchObject({
    status: 'Unknown',
    message: '2 objects are well; permissions are missing to look at 1 kind: ServiceAccount (3)',
    gate: 'fail',
  })
  expect(judge([claim('data', 'Lost')], forbidden).status).toBe('Degraded')
})

test('what is stale, or calls itself unknown, still comes before all else', () => {
  const node = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'shop' },
    status: { phase: 'Unknown', reason: 'NodeLost' },
  }
  const input = { desired: [bare(node), bare(claim('data', ''))], live: [node, claim('data', 'Lost')] }
  expect(assessApplication(input)).toMatchObject({ status: 'Unknown', reason: 'ObjectsUnknown' })
})
