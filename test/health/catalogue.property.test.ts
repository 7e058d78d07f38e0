import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileCatalogueRule } from '../../src/health/rules/catalogue-rule.ts'
import { assessHealth } from '../../src/health/index.ts'
import type { DeclarativeRule, KindRule } from '../../src/health/index.ts'
import { pathSteps } from '../../src/health/rules/paths.ts'
import type { JsonRecord } from '../../src/model/kube-object.ts'
import { catalogueRules } from '../support/catalogue-rules.ts'

/** What a rule speaks of, collected from its data: objects made of these words reach its rows, which random JSON would not. */
interface Vocabulary {
  readonly types: Set<string>
  readonly reasons: Set<string>
  readonly fields: Map<string, Set<unknown>>
}

const vocabularyOf = (rule: DeclarativeRule): Vocabulary => {
  const found: Vocabulary = { types: new Set(['Ready']), reasons: new Set(['', 'Other']), fields: new Map() }
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (typeof value !== 'object' || value === null) return
    const node = value as JsonRecord
    for (const type of [node['cond']].flat()) if (typeof type === 'string') found.types.add(type.replaceAll('*', 'X'))
    for (const reason of [node['reason']].flat())
      if (typeof reason === 'string' && 'cond' in node) found.reasons.add(reason.replaceAll('*', 'X'))
    if (typeof node['field'] === 'string') {
      const words = [node['is'], node['not'], Object.values((node['words'] ?? {}) as JsonRecord)].flat(2)
      const known = found.fields.get(node['field']) ?? new Set<unknown>([null, '', 7, true, false, 'Other', [], {}])
      for (const word of words) if (word !== undefined) known.add(typeof word === 'string' ? word.replaceAll('*', 'x') : word)
      found.fields.set(node['field'], known)
    }
    Object.values(node).forEach(visit)
  }
  visit(rule)
  return found
}

const put = (object: Record<string, unknown>, path: string, value: unknown): void => {
  const steps = pathSteps(path)
  let here = object
  for (const step of steps.slice(0, -1)) {
    const next = here[step]
    here = (typeof next === 'object' && next !== null && !Array.isArray(next) ? next : (here[step] = {})) as Record<string, unknown>
  }
  here[steps.at(-1) ?? ''] = value
}

const objectsOf = ({ types, reasons, fields }: Vocabulary): fc.Arbitrary<JsonRecord> =>
  fc
    .record({
      conditions: fc.uniqueArray(
        fc.record({
          type: fc.constantFrom(...types),
          status: fc.constantFrom('True', 'False', 'Unknown'),
          reason: fc.constantFrom(...reasons),
          message: fc.constantFrom('', 'Something is said'),
        }),
        { selector: condition => condition.type, maxLength: 4 },
      ),
      values: fc.tuple(...[...fields].map(([path, words]) => fc.tuple(fc.constant(path), fc.boolean(), fc.constantFrom(...words)))),
    })
    .map(({ conditions, values }) => {
      const object: Record<string, unknown> = { metadata: { name: 'x', generation: 2 }, spec: {}, status: { conditions } }
      for (const [path, present, value] of values) if (present) put(object, path, value)
      return object
    })

const rules = catalogueRules().map(rule => ({ name: rule.for[0] ?? '', rule, compiled: compileCatalogueRule(rule) }))
const ask = (rule: KindRule, live: JsonRecord): ReturnType<KindRule['assess']> => rule.assess(live, {} as Parameters<KindRule['assess']>[1])
const statusOf = (live: JsonRecord): JsonRecord => (live['status'] ?? {}) as JsonRecord

describe.each(rules)('$name', ({ rule, compiled }) => {
  const objects = objectsOf(vocabularyOf(rule))

  test('answers every object of its own words, whatever the order of conditions, and not for a stale spec', () => {
    fc.assert(
      fc.property(objects, live => {
        const verdict = ask(compiled, live)
        expect(verdict.reason).toMatch(/^[A-Za-z][A-Za-z\d]*$/)
        expect(typeof verdict.message).toBe('string')
        expect(verdict.message).not.toMatch(/[{}]|undefined|\[object/)
        const conditions = statusOf(live)['conditions']
        if (!Array.isArray(conditions)) return
        expect(ask(compiled, { ...live, status: { ...statusOf(live), conditions: conditions.toReversed() } })).toEqual(verdict)
        if (rule.generation === 'own' || conditions.length === 0) return
        const stale = conditions.map((condition: object) => Object.assign({}, condition, { observedGeneration: 1 }))
        expect(['Healthy', 'Degraded']).not.toContain(
          ask(compiled, { ...live, metadata: { generation: 2 }, status: { ...statusOf(live), conditions: stale } }).status,
        )
      }),
      { numRuns: 20 },
    )
  })
})

describe('every rule', () => {
  test('answers any JSON', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rules),
        fc.dictionary(fc.constantFrom('metadata', 'spec', 'status', 'kind'), fc.jsonValue()),
        ({ compiled }, live) => {
          expect(typeof ask(compiled, live).status).toBe('string')
        },
      ),
    )
  })

  test('answers an object that throws when it is read', () => {
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no')
        },
        has: () => true,
        ownKeys: () => {
          throw new Error('no')
        },
      },
    )
    for (const { rule } of rules) {
      const [group, kind] = (rule.for[0] ?? '').split('/')
      expect(assessHealth({ apiVersion: `${group}/v1`, kind, status: hostile }).status).toBeTypeOf('string')
    }
  })
})
