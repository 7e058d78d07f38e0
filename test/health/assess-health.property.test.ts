import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assessHealth } from '../../src/health/index.ts'
import type { Health } from '../../src/health/index.ts'
import { builtInRules } from '../../src/health/kind-rules.ts'
import type { JsonRecord, KubeObject } from '../../src/model/kube-object.ts'
import { indexRelated } from '../../src/tree/index.ts'
import { deepFreeze } from '../support/deep-freeze.ts'
import { fixtureLines } from '../support/fixtures.ts'
import { healthCases } from '../support/health-cases.ts'
import type { HealthCase } from '../support/health-cases.ts'
import { storefrontFrames } from '../support/storefront.ts'
import { runs } from '../support/runs.ts'

const cases = healthCases()
const frames = fixtureLines<{ readonly type?: string; readonly object?: KubeObject }>('storefront/timeline.jsonl.gz')
const recorded: readonly JsonRecord[] = [
  ...frames
    .filter(({ type }) => type === 'ADDED' || type === 'MODIFIED')
    .flatMap(({ object }): JsonRecord[] => (object === undefined ? [] : [deepFreeze(object) as JsonRecord])),
  ...fixtureLines<{ readonly live?: JsonRecord }>('sync/generated.jsonl.gz').flatMap(({ live }): JsonRecord[] =>
    live === undefined ? [] : [live],
  ),
  ...cases.map(({ live }) => live as JsonRecord),
]
const anyRecorded = fc.constantFrom(...recorded)
const anyCase = fc.constantFrom(...cases)
const record = (value: unknown): JsonRecord => (typeof value === 'object' && value !== null ? (value as JsonRecord) : {})
const withStatus = (object: JsonRecord, change: (status: JsonRecord) => JsonRecord): JsonRecord => ({
  ...object,
  status: change(record(object['status'])),
})

const kinds = builtInRules.flatMap(rule => rule.for)
const jsonOfAKind = fc
  .record({ key: fc.constantFrom(...kinds, 'example.com/Gadget'), spec: fc.jsonValue(), status: fc.jsonValue(), metadata: fc.jsonValue() })
  .map(({ key, spec, status, metadata }) => {
    const slash = key.indexOf('/')
    const json = { apiVersion: slash < 0 ? 'v1' : `${key.slice(0, slash)}/v1`, kind: key.slice(slash + 1), spec, status, metadata }
    return json as unknown as KubeObject
  })

describe('any JSON in, an answer out', () => {
  test('whatever is handed in as the object', () => {
    fc.assert(
      fc.property(fc.jsonValue(), json => {
        expect(assessHealth(json as KubeObject, { now: 0 }).message).toBeTypeOf('string')
      }),
    )
  })

  test('whatever a built-in kind holds, and whatever is related to it', () => {
    fc.assert(
      fc.property(jsonOfAKind, fc.array(jsonOfAKind, { maxLength: 4 }), (object, related) => {
        const answer = assessHealth(object, { related, now: '2026-11-22T10:00:00Z' })
        expect(JSON.parse(JSON.stringify(answer))).toEqual(answer)
        expect(answer.reason).not.toBe('Unreadable')
      }),
    )
  })

  test('whatever one field of a real object is replaced by', () => {
    fc.assert(
      fc.property(anyRecorded, fc.jsonValue(), fc.nat(), (object, value, seed) => {
        const answer = assessHealth(replaceSomewhere(object, value, seed) as KubeObject, { now: '2026-11-22T10:00:00Z' })
        expect(answer.reason).not.toBe('Unreadable')
      }),
      { numRuns: runs(500) },
    )
  })

  test('also where reading it throws', () => {
    const trap = new Proxy(
      { apiVersion: 'v1', kind: 'Pod' },
      {
        get: () => {
          throw new Error('no')
        },
      },
    )
    expect(assessHealth(trap)).toMatchObject({ status: 'Unknown', reason: 'Unreadable' })
  })
})

/** The object with the value at one of its places. */
const replaceSomewhere = (object: unknown, value: unknown, seed: number): unknown => {
  if (typeof object !== 'object' || object === null) return value
  const keys = Object.keys(object)
  const key = keys[seed % (keys.length + 1)]
  if (key === undefined) return value
  const inner = replaceSomewhere((object as JsonRecord)[key], value, Math.floor(seed / (keys.length + 1)))
  return Array.isArray(object)
    ? object.map((item, index) => (String(index) === key ? inner : (item as unknown)))
    : { ...object, [key]: inner }
}

describe('what cannot matter does not', () => {
  test('the order of conditions', () => {
    fc.assert(
      fc.property(anyRecorded, fc.nat(), (object, seed) => {
        const shuffled = withStatus(object, status => {
          const conditions = status['conditions']
          if (!Array.isArray(conditions)) return status
          const turn = conditions.length === 0 ? 0 : seed % conditions.length
          return { ...status, conditions: [...conditions.slice(turn), ...conditions.slice(0, turn)].reverse() }
        })
        expect(assessHealth(shuffled as KubeObject)).toEqual(assessHealth(withStatus(object, status => status) as KubeObject))
      }),
    )
  })

  test('fields that nobody knows', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...recorded.filter(({ apiVersion }) => !String(apiVersion).startsWith('example.com'))),
        fc.jsonValue(),
        (object, value) => {
          const more = {
            ...withStatus(object, status => ({ ...status, unheardOf: value })),
            spec: { ...record(object['spec']), unheardOf: value },
            unheardOf: value,
          }
          const plain = { ...withStatus(object, status => status), spec: { ...record(object['spec']) } }
          expect(assessHealth(more as KubeObject)).toEqual(assessHealth(plain as KubeObject))
        },
      ),
    )
  })
})

describe('generations', () => {
  test('a spec that the controller has not seen is neither Healthy nor Degraded', () => {
    const observing = recorded.filter(object => record(object['status'])['observedGeneration'] !== undefined)
    fc.assert(
      fc.property(fc.constantFrom(...observing), fc.integer({ min: 1, max: 1000 }), fc.boolean(), (object, ahead, asText) => {
        const observed = Number(record(object['status'])['observedGeneration'])
        const bumped = withStatus({ ...object, metadata: { ...record(object['metadata']), generation: observed + ahead } }, status =>
          asText ? { ...status, observedGeneration: String(observed) } : status,
        )
        expect(['Healthy', 'Degraded']).not.toContain(assessHealth(bumped as KubeObject).status)
      }),
    )
  })
})

describe('time', () => {
  /** A case as it is, or with one place of the object replaced by another value. */
  const spoiled = fc
    .tuple(anyCase, fc.option(fc.oneof(fc.jsonValue(), fc.constantFrom('2026-11-22T09:00:00Z', 'True', 'False', 0, 3))), fc.nat())
    .map(([{ live, related, head }, value, seed]) => ({
      related,
      head,
      live: (value === null ? live : replaceSomewhere(live, value, seed)) as KubeObject,
    }))
  const moment = fc.integer({ min: Date.UTC(2026, 10, 22, 8), max: Date.UTC(2026, 10, 23) })
  const assess = ({ live, related, head }: Pick<HealthCase, 'live' | 'related' | 'head'>, now: number): Health =>
    assessHealth(live, { related, now, ...(head.complete === undefined ? {} : { complete: head.complete }) })

  test('later never turns Degraded into Progressing', () => {
    fc.assert(
      fc.property(spoiled, moment, moment, (each, a, b) => {
        const [earlier, later] = [assess(each, Math.min(a, b)), assess(each, Math.max(a, b))]
        expect([earlier.status, later.status]).not.toEqual(['Degraded', 'Progressing'])
      }),
      { numRuns: runs(2000) },
    )
  })

  test('an answer is word for word the same until reassessAt, and for ever where it has none', () => {
    fc.assert(
      fc.property(spoiled, moment, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (each, now, share) => {
        const answer = assess(each, now)
        const end = answer.reassessAt === undefined ? now + 30 * 86_400_000 : Date.parse(answer.reassessAt)
        expect(end).toBeGreaterThan(now)
        const then = assess(each, Math.min(end - 1, Math.floor(now + (end - now) * share)))
        expect(then).toEqual(answer)
      }),
      { numRuns: runs(2000) },
    )
  })

  test('reassessAt is the moment at which the answer changes, for an object alone and for one with all that it is related to', () => {
    fc.assert(
      fc.property(spoiled, moment, (each, now) => {
        const { reassessAt, ...answer } = assess(each, now)
        if (reassessAt === undefined) return
        expect(assess(each, Date.parse(reassessAt))).not.toMatchObject(answer)
      }),
      { numRuns: runs(4000) },
    )
  })

  test('what would change after the last moment that a date can be has no time to look again', () => {
    const created = 8.64e15 - 1
    const live = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'logs', creationTimestamp: created }, spec: {} }
    const status = { desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 2, numberReady: 0 }
    expect(assessHealth({ ...live, status }, { now: '2026-11-22T10:00:00Z' })).not.toHaveProperty('reassessAt')
  })

  test('without now no rule of time fires', () => {
    for (const { live, related } of cases) expect(assessHealth(live, { related })).not.toHaveProperty('reassessAt')
  })
})

describe('related objects', () => {
  const rank = ({ status }: Health): number => (status === 'Degraded' ? 2 : status === 'Progressing' ? 1 : 0)

  test('never make an answer better, at any frame of the storefront', () => {
    const better: string[] = []
    for (const { live, line, index } of storefrontFrames()) {
      if (index % 7 !== 0) continue
      const related = indexRelated(live.values())
      for (const [key, object] of live) {
        if (rank(assessHealth(object, { related, now: line.at })) < rank(assessHealth(object, { now: line.at })))
          better.push(`${index} ${key}`)
      }
    }
    expect(better).toEqual([])
  })

  test('say the same as a list and as an index, and are not changed', () => {
    for (const { live, related } of cases)
      expect(assessHealth(live, { related })).toEqual(assessHealth(live, { related: indexRelated(related) }))
  })
})
