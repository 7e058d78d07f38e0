import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { indexRelated } from '../../src/tree/index.ts'

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', namespace: 'shop', uid: 'p', ownerReferences: [{ uid: 'r' }, { uid: 'x' }] },
} as KubeObject
const slice = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 's', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
} as KubeObject
const scaler = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'h', namespace: 'shop' },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
} as KubeObject
const event = { apiVersion: 'v1', kind: 'Event', metadata: { name: 'e' }, involvedObject: { uid: 'p' } } as KubeObject
const note = { apiVersion: 'events.k8s.io/v1', kind: 'Event', metadata: { name: 'n' }, regarding: { uid: 'p' } } as KubeObject

describe('an index of related objects', () => {
  const index = indexRelated(new Set([pod, slice, scaler, event, note]))

  test('finds by owner, name, kind, reference and Event', () => {
    expect(index.size).toBe(5)
    expect([index.ownedBy('r'), index.ownedBy('x')]).toEqual([[pod], [pod]])
    expect(index.find('Pod', 'shop', 'a')).toBe(pod)
    expect(index.ofKind('autoscaling/HorizontalPodAutoscaler')).toEqual([scaler])
    expect(index.referringTo('Service', 'shop', 'web')).toEqual([slice])
    expect(index.referringTo('apps/Deployment', 'shop', 'web')).toEqual([scaler])
    expect(index.eventsAbout('p')).toEqual([event, note])
  })

  test('finds nothing where there is nothing, whatever the name', () => {
    expect(index.find('Pod', 'other', 'a')).toBeUndefined()
    expect(index.find('example.com/Pod', 'shop', 'a')).toBeUndefined()
    for (const name of ['__proto__', 'constructor', ''])
      expect([index.ownedBy(name), index.ofKind(name), index.eventsAbout(name)]).toEqual([[], [], []])
  })

  test('passes over what is no object', () => {
    const odd = indexRelated([null, 'text', 3, [], {}, { kind: 5, metadata: [] }] as unknown as KubeObject[])
    expect(odd.size).toBe(2)
  })

  test('passes over what throws when it is read, and holds the others', () => {
    const traps = ['get', 'has', 'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf'] as const
    const throws = (): never => {
      throw new Error('touched')
    }
    const untouchable = new Proxy(pod, Object.fromEntries(traps.map(trap => [trap, throws])))
    const { proxy: revoked, revoke } = Proxy.revocable(pod, {})
    revoke()
    const halfway = { ...slice, metadata: Object.defineProperty({ name: 's', namespace: 'shop' }, 'labels', { get: throws }) }
    const index = indexRelated([untouchable, revoked, halfway, pod])
    expect([index.size, index.ownedBy('r'), index.ofKind('discovery.k8s.io/EndpointSlice')]).toEqual([1, [pod], []])
  })

  test('a pod tells its Deployment by the name that its ReplicaSet must have', () => {
    const labelled = {
      ...pod,
      metadata: { ...pod.metadata, labels: { 'pod-template-hash': 'h1' }, ownerReferences: [{ kind: 'ReplicaSet', name: 'web-h1' }] },
    }
    expect(indexRelated([labelled]).referringTo('apps/Deployment', 'shop', 'web')).toEqual([labelled])
    expect(indexRelated([pod]).referringTo('apps/Deployment', 'shop', 'web')).toEqual([])
  })

  test('refuses what cannot be iterated, by name', () => {
    expect(() => indexRelated(undefined as never)).toThrow(
      new TypeError('objects: expected an iterable of Kubernetes objects, got nothing'),
    )
  })
})
