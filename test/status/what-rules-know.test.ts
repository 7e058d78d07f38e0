import { expect, test } from 'vitest'
import type { HealthRule, KindRule } from '../../src/health/index.ts'
import { at, textOf } from '../../src/model/read.ts'
import { createSchemas } from '../../src/schema/index.ts'
import { assessApplication, assessObject } from '../../src/status/index.ts'
import type { AssessOptions, ObjectAssessment, Source } from '../../src/status/index.ts'
import { indexRelated } from '../../src/tree/index.ts'

/** What a health rule is told of the cluster around its object: a rule that says all that it hears. */
const nameOf = (object: unknown): string => textOf(at(object, 'metadata', 'name')) ?? '-'
const listening: KindRule = {
  for: ['example.com/Ear'],
  assess: (_, { now, related, complete, thresholds }) => ({
    status: 'Healthy',
    reason: 'Heard',
    message: JSON.stringify({
      now: now ?? null,
      size: related?.size,
      owned: related?.ownedBy('ear').map(nameOf),
      found: nameOf(related?.find('ConfigMap', 'shop', 'near')),
      beside: nameOf(related?.find('ConfigMap', 'shop', 'beside')),
      kinds: related?.ofKind('ConfigMap').map(nameOf),
      referring: related?.referringTo('Service', 'shop', 'ear').map(nameOf),
      events: related?.eventsAbout('ear').map(nameOf),
      complete: ['ConfigMap', 'Secret'].filter(kind => complete(kind)),
      disruptionAfter: thresholds.disruptionAfter,
    }),
  }),
}

const ear = { apiVersion: 'example.com/v1', kind: 'Ear', metadata: { name: 'ear', namespace: 'shop', uid: 'ear' } }
const desired = { ...ear, metadata: { name: 'ear', namespace: 'shop' } }
const config = (name: string, owner?: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop', ...(owner === undefined ? undefined : { ownerReferences: [{ uid: owner }] }) },
})
const slice = (name: string) => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name, namespace: 'shop', labels: { 'kubernetes.io/service-name': 'ear' } },
})
const event = (name: string) => ({ apiVersion: 'v1', kind: 'Event', metadata: { name, namespace: 'shop' }, involvedObject: { uid: 'ear' } })

interface Around extends AssessOptions {
  readonly live?: readonly object[]
  readonly events?: readonly object[]
  readonly source?: Source
}
const heard = ({ live = [], events = [], source = {}, ...options }: Around = {}): Record<string, unknown> => {
  const input = { desired: [desired], live: [ear, ...live], events, sources: { '': source } }
  return JSON.parse(assessApplication(input, { rules: [listening], ...options }).objects[0]!.message) as Record<string, unknown>
}

test('it hears of what is live and of events, whatever the order in which they came', () => {
  const live = [config('near', 'ear'), config('b', 'ear'), slice('s'), event('e')]
  const told = heard({ live, events: [event('extra')] })
  expect(told).toMatchObject({
    size: 6,
    owned: ['b', 'near'],
    found: 'near',
    kinds: ['b', 'near'],
    referring: ['s'],
    events: ['e', 'extra'],
  })
  expect(heard({ live: live.toReversed(), events: [event('extra')] })).toEqual(told)
})

test('what the caller knows beside comes after what is live, as a list or as an index', () => {
  const live = [config('near', 'ear'), slice('s'), event('e')]
  const beside = [{ ...config('near', 'ear'), data: { old: '' } }, config('beside', 'ear'), slice('t'), event('f')]
  const told = heard({ live, related: beside })
  expect(told).toMatchObject({
    size: 8,
    owned: ['near', 'near', 'beside'],
    found: 'near',
    beside: 'beside',
    kinds: ['near', 'near', 'beside'],
    referring: ['s', 't'],
    events: ['e', 'f'],
  })
  expect(heard({ live, related: indexRelated(beside) })).toEqual(told)
  expect(heard({ live, related: [] })).toEqual(heard({ live }))
})

test('absence means something for the kinds that were listed without limits, and for those of the caller', () => {
  const complete = (source: Source, ...more: string[]) =>
    heard({ source, ...(more.length > 0 ? { complete: more } : undefined) })['complete']
  expect(complete({ listed: ['ConfigMap'] })).toEqual(['ConfigMap'])
  expect(complete({ listed: ['ConfigMap'] }, 'Secret')).toEqual(['ConfigMap', 'Secret'])
  expect(complete({ listed: ['ConfigMap'], namespaces: ['shop'] })).toEqual([])
  expect(complete({ listed: ['ConfigMap'], namespaces: ['shop'] }, 'Secret')).toEqual(['Secret'])
  expect(complete({})).toEqual([])
  expect(complete({}, 'Secret')).toEqual(['Secret'])
})

test('it hears the time and the thresholds of the caller', () => {
  expect(heard()).toMatchObject({ now: null, disruptionAfter: 120_000 })
  expect(heard({ now: 5000, thresholds: { disruptionAfter: 7 } })).toMatchObject({ now: 5000, disruptionAfter: 7 })
})

test('each source hears of its own objects alone', () => {
  const live = [
    { object: ear, source: 'east' },
    { object: config('near', 'ear'), source: 'east' },
    { object: ear, source: 'west' },
    { object: config('b', 'ear'), source: 'west' },
  ]
  const { objects } = assessApplication({ desired: [desired], live, sources: { west: { listed: ['ConfigMap'] } } }, { rules: [listening] })
  const told = objects.map(({ ref, message, children }) => [
    ref.source,
    (JSON.parse(message) as { owned: string[]; complete: string[] }).owned,
    (JSON.parse(message) as { complete: string[] }).complete,
    children.map(child => `${child.ref.source} ${child.ref.name}`),
  ])
  expect(told).toEqual([
    ['east', ['near'], [], ['east near']],
    ['west', ['b'], ['ConfigMap'], ['west b']],
  ])
})

test('children hear what their owner hears, of their own cluster', () => {
  const owned = { ...ear, metadata: { name: 'owned', namespace: 'shop', ownerReferences: [{ uid: 'top' }] } }
  const top = { ...config('top'), metadata: { name: 'top', namespace: 'shop', uid: 'top' } }
  const live = [top, owned, config('near', 'ear')].map(object => ({ object, source: 'east' }))
  const options = { rules: [listening], now: 5000, complete: ['Secret'] }
  const [{ children } = { children: [] }] = assessApplication({ desired: [config('top')], live, sources: { east: {} } }, options).objects
  expect(JSON.parse(children[0]!.message)).toMatchObject({ now: 5000, owned: ['near'], complete: ['Secret'] })
  const dated = live.map((seen, index) => (index === 0 ? { ...seen, observedAt: 0 } : seen))
  const both = [...dated, ...live.map(seen => ({ ...seen, source: 'west', observedAt: 3_600_000 }))]
  const answers = assessApplication({ desired: [config('top')], live: both }, { now: 3_600_000 }).objects
  expect(answers.map(each => [each.reason, each.children[0]?.status])).toEqual([
    ['Stale', 'Unknown'],
    [answers[1]?.reason, 'In Sync'],
  ])
})

const definition = (listType: string) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'ears.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Ear', plural: 'ears' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                properties: {
                  size: { type: 'integer', default: 3 },
                  words: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': listType },
                },
              },
            },
          },
        },
      },
    ],
  },
})

test('the definition of a kind of the caller counts for its comparison, in an application as for one object', () => {
  const manifest = { ...desired, spec: { words: ['a'], wrods: ['b'] } }
  const live = { ...ear, spec: { words: ['a'], size: 3 } }
  const said = (options: AssessOptions): readonly unknown[] =>
    [assessApplication({ desired: [manifest], live: [live] }, options).objects[0]!, assessObject({ desired: manifest, live }, options)].map(
      ({ comparison }: ObjectAssessment) => comparison?.differences.map(({ path, class: kind }) => [path, kind]),
    )
  expect(said({})).toEqual([[['spec.wrods', 'removed']], [['spec.wrods', 'removed']]])
  const described = said({ schemas: createSchemas({ customResourceDefinitions: [definition('atomic')] }) })
  expect(described[0]).toEqual(described[1])
  expect(described).not.toEqual(said({}))
})

const web = (replicas: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
  },
})
const scaler = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'scaler', namespace: 'shop' },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
}

test('who scales an object is known, whether its autoscaler is live or beside', () => {
  const said = (live: readonly object[], options: AssessOptions = {}) =>
    assessApplication({ desired: [web(1)], live }, options).objects[0]?.comparison?.differences.map(({ message }) => message)
  const alone = (options: AssessOptions = {}) =>
    assessObject({ desired: web(1), live: web(3) }, options).comparison?.differences.map(({ message }) => message)
  const scaled = ['spec.replicas is 3, deployed was 1; HorizontalPodAutoscaler scaler scales it: leave replicas out of the manifest']
  const plain = ['spec.replicas is 3, deployed was 1']
  expect([said([web(3), scaler]), said([web(3)], { related: [scaler] }), alone({ related: [scaler] })]).toEqual([scaled, scaled, scaled])
  expect([said([web(3)]), alone()]).toEqual([plain, plain])
})

test('how objects are compared counts for every one of them, and for one by itself', () => {
  const manifest = { ...config('a'), data: { a: '1' } }
  const live = { ...config('a'), data: { a: '2' } }
  const of = (options: AssessOptions) => [
    assessApplication({ desired: [manifest], live: [live] }, options).objects[0]?.status,
    assessObject({ desired: manifest, live }, options).status,
  ]
  expect(of({})).toEqual(['Out of Sync', 'Out of Sync'])
  expect(of({ ignore: [{ pointer: '/data/a' }] })).toEqual(['In Sync', 'In Sync'])
})

const rules: readonly HealthRule[] = [listening]
test('rules of the caller judge one object by itself as they do in an application', () => {
  const alone = assessObject({ live: ear }, { rules, related: [config('near', 'ear')], complete: ['Secret'], now: 5000 })
  expect(JSON.parse(alone.message)).toMatchObject({ now: 5000, owned: ['near'], complete: ['Secret'] })
})
