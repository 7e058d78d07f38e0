import { describe, expect, test } from 'vitest'
import { assessHealth } from '../../src/health/index.ts'
import type { HealthContext, KindRule } from '../../src/health/index.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { createSchemas } from '../../src/schema/index.ts'
import { healthCases } from '../support/health-cases.ts'

const claim: KubeObject = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' } }
const object = (kind: string, rest: object): KubeObject => ({ apiVersion: 'v1', kind, ...rest })
const always = (scope: string, status: 'Healthy' | 'Degraded', rest: Partial<KindRule> = {}): KindRule => ({
  for: [scope],
  assess: () => ({ status, reason: 'Said', message: 'so' }),
  ...rest,
})

describe('the ladder', () => {
  test("a caller's rule comes before the built-in one, and says so", () => {
    expect(assessHealth(claim, { rules: [always('PersistentVolumeClaim', 'Degraded')] })).toMatchObject({
      status: 'Degraded',
      rule: 'custom:PersistentVolumeClaim',
    })
    expect(assessHealth(claim, { rules: [always('Pod', 'Degraded')] }).rule).toBe('PersistentVolumeClaim')
  })

  test("the first of a caller's rules that fits speaks, whose kinds may be patterns", () => {
    const gadget = { apiVersion: 'example.com/v2', kind: 'Gadget', metadata: { name: 'g' } }
    expect(assessHealth(gadget, { rules: [always('*.com/Gadget', 'Healthy'), always('example.com/Gadget', 'Degraded')] }).status).toBe(
      'Healthy',
    )
  })

  test("a caller's rule is not asked about an object that is being deleted or whose spec is unseen, unless it says that it looks at that", () => {
    const going = object('Gadget', { metadata: { name: 'g', deletionTimestamp: '2026-11-22T10:00:00Z' } })
    expect(assessHealth(going, { rules: [always('Gadget', 'Healthy')] }).reason).toBe('Terminating')
    expect(assessHealth(going, { rules: [always('Gadget', 'Healthy', { deletion: 'own' })] }).reason).toBe('Said')
    const unseen = object('Gadget', { metadata: { name: 'g', generation: 2 }, status: { observedGeneration: 1 } })
    expect(assessHealth(unseen, { rules: [always('Gadget', 'Healthy')] }).reason).toBe('GenerationNotObserved')
    expect(assessHealth(unseen, { rules: [always('Gadget', 'Healthy', { generation: 'own' })] }).reason).toBe('Said')
  })

  test("a caller's rule that throws, or answers nothing, is a reason and no crash", () => {
    const broken = { for: ['Gadget'], assess: () => undefined } as unknown as KindRule
    const throwing = always('Gadget', 'Healthy', {
      assess: () => {
        throw new Error('no')
      },
    })
    for (const rule of [broken, throwing])
      expect(assessHealth(object('Gadget', {}), { rules: [rule] })).toMatchObject({ status: 'Unknown', reason: 'RuleFailed' })
  })

  test('an object that is not there is Missing, and one that is no object is Unknown', () => {
    expect(assessHealth(null as unknown as KubeObject).status).toBe('Missing')
    expect(assessHealth('text' as unknown as KubeObject)).toMatchObject({ status: 'Unknown', reason: 'NotAnObject', rule: 'none' })
  })

  test('the version of a kind does not matter, its group does', () => {
    const status = { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } }
    expect(assessHealth({ apiVersion: 'networking.k8s.io/v9', kind: 'Ingress', status }).rule).toBe('networking.k8s.io/Ingress')
    expect(assessHealth({ apiVersion: 'example.com/v1', kind: 'Pod' }).rule).not.toBe('Pod')
  })

  test('a kind without a rule that reports a status by its definition is Progressing while it has none', () => {
    const gadget = { apiVersion: 'example.com/v1', kind: 'Gadget', metadata: { name: 'g' } }
    const schemas = (status: boolean): HealthContext => {
      const version = { name: 'v1', schema: { openAPIV3Schema: { type: 'object' } }, ...(status ? { subresources: { status: {} } } : {}) }
      const spec = { group: 'example.com', names: { kind: 'Gadget', plural: 'gadgets' }, scope: 'Namespaced', versions: [version] }
      const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'g' }, spec }
      return { schemas: createSchemas({ customResourceDefinitions: [definition] }) }
    }
    expect(assessHealth(gadget).status).toBe('NotApplicable')
    expect(assessHealth(gadget, schemas(true)).status).toBe('Progressing')
    expect(assessHealth(gadget, schemas(false)).status).toBe('NotApplicable')
  })
})

describe('time', () => {
  const service = object('Service', { metadata: { creationTimestamp: '2026-11-22T10:00:00Z' }, spec: { type: 'LoadBalancer' } })

  test('is text, milliseconds or a Date', () => {
    for (const now of ['2026-11-22T10:15:00Z', Date.UTC(2026, 10, 22, 10, 15), new Date('2026-11-22T10:15:00Z')])
      expect(assessHealth(service, { now }).status).toBe('Degraded')
  })

  test('thresholds can be changed one by one', () => {
    const answer = assessHealth(service, { now: '2026-11-22T10:15:00Z', thresholds: { loadBalancerAfter: 3_600_000 } })
    expect(answer).toMatchObject({ status: 'Progressing', reassessAt: '2026-11-22T11:00:00Z' })
  })
})

describe('messages', () => {
  test('of controllers are brought to one line, and cut where they are endless', () => {
    const message = `first\n  second ${'x'.repeat(1000)}`
    const answer = assessHealth(
      object('Node', {
        status: {
          conditions: [
            { type: 'Ready', status: 'True' },
            { type: 'NetworkUnavailable', status: 'True', message },
          ],
        },
      }),
    )
    expect(answer.message).toMatch(/^first second x+…$/)
    expect(answer.message).toHaveLength(400)
  })
})

describe('objects that refer to each other in a circle', () => {
  test('end in an answer', () => {
    const rule: KindRule = { for: ['Gadget'], assess: (live, context) => context.assess(live) }
    expect(assessHealth(object('Gadget', {}), { rules: [rule] })).toMatchObject({ status: 'Unknown', reason: 'CircularReference' })
  })
})

describe('typed client objects', () => {
  /** As the client classes hold them: instances, with Dates for times. */
  const typed = (value: unknown): unknown => {
    if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT/.test(value) ? new Date(value) : value
    if (Array.isArray(value)) return value.map(typed)
    if (typeof value !== 'object' || value === null) return value
    return Object.assign(
      Object.create({ inherited: true }) as object,
      Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, typed(inner)])),
    )
  }

  test('say the same as the JSON that they came from', () => {
    for (const { live, related, head } of healthCases()) {
      const context = {
        ...(head.now === undefined ? {} : { now: head.now }),
        ...(head.complete === undefined ? {} : { complete: head.complete }),
      }
      const answer = assessHealth(typed(live) as KubeObject, { ...context, related: related.map(each => typed(each) as KubeObject) })
      expect(answer).toEqual(assessHealth(live, { ...context, related }))
    }
  })
})
