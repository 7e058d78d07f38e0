import { describe, expect, test } from 'vitest'
import { assessHealth } from '../../src/health/index.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { at } from '../../src/model/read.ts'
import { argoCases, argoHealthConformance } from '../conformance/argo-health.ts'
import { hasShared } from '../support/fixtures.ts'

type Json = Record<string, unknown>
const cases = argoCases()
const copy = (object: KubeObject): Json => JSON.parse(JSON.stringify(object)) as Json
const statusOf = (object: Json): Json => (object['status'] ?? {}) as Json

const without = (record: Json, key: string): Json => Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
const withoutField = (object: KubeObject, key: string): Json => ({ ...copy(object), status: without(statusOf(copy(object)), key) })

/** The object with every list of conditions in it changed. */
const withConditions = (object: KubeObject, change: (conditions: readonly Json[]) => readonly Json[]): Json => {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === 'conditions' && Array.isArray(inner) ? change(inner as Json[]) : visit(inner),
      ]),
    )
  }
  const made = copy(object)
  return { ...made, ...('status' in made ? { status: visit(made['status']) } : {}) }
}

describe.skipIf(!hasShared)("Argo CD's own cases", () => {
  test('are answered alike but for the deviations that docs/health-rules.md lists', () => {
    const { cases, disagreements, deviations } = argoHealthConformance()
    expect(disagreements).toEqual([])
    expect(deviations.length).toBeLessThanOrEqual(cases * 0.025)
  })

  test('have a message wherever Argo CD has one', () => {
    const silent = cases.filter(({ object, status, message }) => {
      const health = assessHealth(object)
      return message !== '' && health.status === status && health.message === ''
    })
    expect(silent.map(({ source }) => source)).toEqual([])
  })

  test('can lose any part of their status, and nothing throws', () => {
    for (const mutant of cases.flatMap(({ object }) => mutantsOf(object))) expect(assessHealth(mutant).reason).not.toBe('Unreadable')
  })

  test('say in words what is wrong or under way, whatever they have lost', () => {
    const silent = cases.flatMap(({ object, source }) =>
      mutantsOf(object).flatMap(mutant => {
        const { status, message } = assessHealth(mutant)
        return message === '' && status !== 'NotApplicable' && status !== 'Healthy' ? [`${source}: ${status}`] : []
      }),
    )
    expect(silent).toEqual([])
  })

  test('mean the same with their conditions in reverse', () => {
    for (const { object } of cases) {
      expect(assessHealth(withConditions(object, conditions => conditions.toReversed()))).toEqual(assessHealth(object))
    }
  })

  test('are never Healthy or Degraded for a generation that nobody has observed', () => {
    const standing = cases.filter(({ object }) => {
      const observed = observedIn(object)
      if (observed === undefined) return false
      const made = copy(object)
      const bumped = {
        ...made,
        metadata: { ...(made['metadata'] as Json), generation: Math.max(observed, Number(at(made, 'metadata', 'generation') ?? 0)) + 1 },
      }
      return ['Healthy', 'Degraded'].includes(assessHealth(bumped).status)
    })
    expect(standing.map(({ source }) => source)).toEqual([])
  })
})

/** The object with a part of its status, every reason or every message taken away, and with its conditions turned. */
const mutantsOf = (object: KubeObject): readonly Json[] => [
  { ...copy(object), status: undefined },
  { ...copy(object), status: {} },
  ...Object.keys(statusOf(copy(object))).map(key => withoutField(object, key)),
  withConditions(object, () => []),
  ...['reason', 'message', 'status', 'type', 'lastTransitionTime'].map(key =>
    withConditions(object, conditions => conditions.map(entry => without(entry, key))),
  ),
  ...['True', 'False', 'Unknown'].map(status => withConditions(object, conditions => conditions.map(entry => ({ ...entry, status })))),
]

/** The newest observed generation in an object; a hash, as old Argo Rollouts wrote, is none. */
const observedIn = (object: KubeObject): number | undefined => {
  const found = [...JSON.stringify(at(object, 'status') ?? {}).matchAll(/"observedGeneration":"?(\d{1,15})"?[,}]/g)].map(([, text]) =>
    Number(text),
  )
  return found.length === 0 ? undefined : Math.max(...found)
}
