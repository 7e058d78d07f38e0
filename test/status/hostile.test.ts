import { expect, test } from 'vitest'
import { assessApplication, assessObject, createTracker } from '../../src/index.ts'
import { deepFreeze } from '../support/deep-freeze.ts'

const throwing = <T extends object>(target: T): T =>
  new Proxy(target, {
    get: () => {
      throw new Error('read')
    },
    has: () => {
      throw new Error('asked')
    },
    ownKeys: () => {
      throw new Error('listed')
    },
    getOwnPropertyDescriptor: () => {
      throw new Error('described')
    },
  })

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'shop', uid: 'u1' }, spec: {}, status: {} }
const deep = (): unknown => {
  let value: unknown = 'end'
  for (let depth = 0; depth < 100_000; depth++) value = depth % 2 === 0 ? { value } : [value]
  return value
}
const circle = (): object => {
  const object: Record<string, unknown> = { ...pod }
  object['spec'] = object
  object['status'] = { conditions: [object] }
  return object
}
const strange: readonly (readonly [string, object])[] = [
  ['throws whenever it is read', throwing(pod)],
  ['throws in its metadata', { ...pod, metadata: throwing(pod.metadata) }],
  ['throws in its spec', { ...pod, spec: throwing({}) }],
  ['throws in its status', { ...pod, status: throwing({}) }],
  ['throws in its owners', { ...pod, metadata: { ...pod.metadata, ownerReferences: throwing([]) } }],
  ['throws in its annotations', { ...pod, metadata: { ...pod.metadata, annotations: throwing({}) } }],
  ['is nested a hundred thousand deep', { ...pod, spec: deep(), status: deep() }],
  ['holds itself', circle()],
]

test.each(strange)('an object that %s does not take the answer for the others down', (_, object) => {
  const other = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b', namespace: 'shop' } }
  const answer = assessApplication({ desired: [object, other], live: [object, other], events: [object], removed: [object] })
  expect(answer.objects.find(({ ref }) => ref.name === 'b')?.status).toBe('In Sync')
  expect(assessObject({ desired: object, live: object })).toHaveProperty('status')
  expect(assessObject({ desired: object, removed: object })).toHaveProperty('status')
})

test.each(strange)('a frame or list with an object that %s does not take the tracker down', (_, object) => {
  const tracker = createTracker()
  tracker.recordDeployment({ id: '1', state: 'succeeded', desired: [object, pod] })
  tracker.describeSource('', { synced: true })
  for (const type of ['ADDED', 'MODIFIED', 'BOOKMARK', 'ERROR', 'DELETED', 'ADDED']) {
    tracker.observeEvent({ type, object }, 1)
    expect(tracker.assess(2)).toHaveProperty('status')
  }
  tracker.observeList({ kind: 'PodList', apiVersion: 'v1', items: [object, pod] }, 3)
  expect(tracker.assess(4)).toHaveProperty('status')
})

test('nothing that is handed in is changed', () => {
  const frozen = deepFreeze({
    desired: [pod],
    live: [pod],
    sources: { '': { listed: ['Pod'] } },
    deployments: [{ id: '1', state: 'succeeded', desired: [pod] }],
  } as const)
  expect(assessApplication(frozen).objects).toHaveLength(1)
  const tracker = createTracker()
  tracker.recordDeployment(deepFreeze({ id: '1', state: 'succeeded', desired: [pod] }))
  tracker.observeList(
    deepFreeze({
      kind: 'PodList',
      apiVersion: 'v1',
      items: [{ metadata: { name: 'a', namespace: 'shop', managedFields: [{ manager: 'x' }] } }],
    }),
    1,
  )
  expect(tracker.assess(2).objects[0]?.health.status).not.toBe('Missing')
})

test('names like those of object prototypes are names like others', () => {
  const odd = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: '__proto__' } })
  const tracker = createTracker()
  tracker.recordDeployment({ id: '__proto__', state: 'succeeded', desired: [odd('__proto__'), odd('constructor')] })
  tracker.observeEvent({ type: 'ADDED', object: odd('__proto__') }, 1, '__proto__')
  const again = createTracker({ snapshot: JSON.parse(JSON.stringify(tracker.snapshot())) })
  expect(again.assess(2)).toEqual(tracker.assess(2))
  expect(tracker.assess(2).objects[0]?.status).toBe('In Sync')
})
