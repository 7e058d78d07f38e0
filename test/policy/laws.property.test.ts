import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createHealthCheckReader } from '../../src/cel/internal.ts'
import { checkRule } from '../../src/health/index.ts'
import { printYaml } from '../../src/parse/index.ts'
import { lintPolicy, readPolicy } from '../../src/policy/index.ts'
import type { PolicyRule } from '../../src/policy/index.ts'
import { readPolicyRule } from '../../src/policy/read-rule.ts'
import { policyRule } from '../../src/policy/schema/policy-schema.ts'
import { findMisfits } from '../../src/policy/schema/schema.ts'
import { assessApplication } from '../../src/status/index.ts'
import { compareObject, type CompareOptions } from '../../src/sync/index.ts'
import { catalogueRules } from '../support/catalogue-rules.ts'
import { classRecords } from '../support/class-records.ts'

const HEAD = { apiVersion: 'live-object-status/v1', kind: 'Policy' }
const written = (policy: object): string => printYaml({ ...HEAD, ...policy })

describe('an ignore rule that a difference offers', () => {
  test.each(['own', 'argocd', 'flux'] as const)('in the spelling of %s hides that difference when it is pasted into a policy', spelling => {
    let pasted = 0
    for (const record of classRecords.values()) {
      const options: CompareOptions = { applier: record.apply === 'client' ? 'client-side' : 'server-side' }
      for (const difference of compareObject(record.desired, record.live, options).differences) {
        const { options: policy, problems } = readPolicy(written({ ignore: [difference.ignoreRule?.[spelling]] }))
        expect(problems).toEqual([])
        const after = compareObject(record.desired, record.live, { ...options, ignore: policy.ignore ?? [] })
        expect(after.suppressed.map(({ path, ignoredBy }) => [path, ignoredBy !== undefined])).toContainEqual([difference.path, true])
        pasted++
      }
    }
    expect(pasted).toBeGreaterThan(40)
  })
})

/** Everything that a policy can say, so that what is broken in it was right. */
const WHOLE = {
  rules: [
    {
      for: ['example.com/Oven', { kind: 'example.com/*', name: 'a*' }],
      generation: 'own',
      rules: [
        {
          when: [{ cond: ['Hot', 'Warm'], is: 'True', after: '5m' }, { no: { field: 'a.b', is: [1, 'x', true], exists: true } }],
          status: 'Degraded',
          reason: 'Cold',
          settled: true,
        },
        {
          when: { compare: [{ count: 'items', where: { field: 'x' } }, '<', { minus: ['a', { path: 'b', or: 0 }] }] },
          status: 'Progressing',
          say: ['{a}', 'b'],
        },
        {
          when: {
            or: [
              { any: 'items', where: { and: [{ field: 'x', empty: false }] } },
              { last: 'items', where: { field: 'y' } },
            ],
          },
          status: 'Healthy',
        },
        { worst: [{ field: 'status.phase', words: { Healthy: ['Up*'] }, conventional: true }] },
      ],
      else: { status: 'Unknown', causes: { of: 'status.errors', say: '{message}', kind: '{kind}' }, advisory: false },
    },
    { apiVersion: 'example.com/v1', kind: 'Kiln', current: 'status.ready', failed: 'has(status.error)', inProgress: 'false' },
    { for: { kind: 'apps/Deployment', labelSelector: 'a in (b)' }, waitFor: ['condition=Available', 'jsonpath={.status.x[0]}=1'] },
  ],
  ignore: [
    { pointer: '/spec/replicas', for: 'apps/Deployment' },
    { path: 'spec.containers[name=a].image' },
    { manager: 'x', for: [{ namespace: 'a' }] },
    { group: 'apps', kind: '*', name: 'a', jsonPointers: ['/a'], jqPathExpressions: ['.b[]'], managedFieldsManagers: ['c'] },
    { paths: ['/a'], target: { kind: 'D.*', labelSelector: '!x' } },
  ],
  counting: [{ for: { annotationSelector: 'x' }, countsAs: 'nothing', because: 'y' }],
  thresholds: { attachAfter: '5m' },
  staleAfter: '1h',
  rollUp: 'sync-first',
}

const junk = fc.oneof(
  fc.constantFrom<unknown>(null, 1, -1, true, '', 'x', '(', '*', 'Healthy', [], {}, [null], { a: 1 }, '1'.repeat(300), { where: [] }, [
    'a',
  ]),
  fc.string(),
)
type Path = readonly (string | number)[]
const pathsIn = (value: unknown, path: Path = []): readonly Path[] => [
  path,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]))
    : []),
]
const planted = (value: unknown, [step, ...rest]: Path, what: unknown): unknown => {
  if (step === undefined) return what
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? planted(item, rest, what) : item))
  // An earlier break was above.
  if (typeof value !== 'object' || value === null) return value
  return { ...value, [step]: planted((value as Record<string, unknown>)[step], rest, what) }
}
/** A value with something else at one or two of its places. */
const broken = <T>(value: T): fc.Arbitrary<T> =>
  fc
    .array(fc.tuple(fc.constantFrom(...pathsIn(value).slice(1)), junk), { minLength: 1, maxLength: 2 })
    .map(breaks => breaks.reduce<unknown>((all, [path, what]) => planted(all, path, what), value) as T)

const oven = { apiVersion: 'example.com/v1', kind: 'Oven', metadata: { name: 'a', namespace: 'shop' }, status: { phase: 'Up' } }
const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', labels: { a: 'b' } },
  spec: { replicas: 1 },
}

test('all that a policy can say is read', () => {
  const { problems, options, entries } = readPolicy(written(WHOLE))
  expect(problems).toEqual([])
  expect([options.rules?.length, options.ignore?.length, options.counting?.length, entries.length]).toEqual([3, 7, 1, 11])
})

test('whatever is broken in it, what is read is taken by every function that takes options', () => {
  fc.assert(
    fc.property(broken(WHOLE), policy => {
      const { options, problems } = readPolicy(written(policy))
      expect(() => assessApplication({ desired: [oven, web], live: [oven, { ...web, spec: { replicas: 2 } }] }, options)).not.toThrow()
      for (const { line, column, message } of problems) {
        expect([line, column].every(place => Number.isInteger(place) && (place ?? 0) > 0)).toBe(true)
        expect(message.length).toBeLessThan(500)
      }
    }),
    { numRuns: 200 },
  )
})

test('any text is answered', () => {
  const { options } = readPolicy('')
  expect(options).toEqual({ policy: { source: 'live-status.yaml' } })
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.json().map(text => `apiVersion: live-object-status/v1\nkind: Policy\nrules: ${text}`),
      ),
      text => {
        expect(() => readPolicy(text)).not.toThrow()
      },
    ),
  )
})

describe('a rule as data', () => {
  const accepted = (rule: unknown): boolean =>
    findMisfits(policyRule, rule).length === 0 && readPolicyRule(rule as PolicyRule, 'name', createHealthCheckReader()).faults.length === 0
  const checked = (rule: unknown): boolean => {
    try {
      checkRule(rule as never)
      return true
    } catch {
      return false
    }
  }

  test('of the catalogue is one in a policy, all of them', () => {
    const rules = catalogueRules()
    expect(rules.length).toBeGreaterThan(150)
    expect(readPolicy(written({ rules })).problems).toEqual([])
    expect(rules.filter(rule => !accepted(rule))).toEqual([])
  })

  test('is accepted where checkRule accepts it, and refused where it refuses it', () => {
    const samples = [WHOLE.rules[0], ...catalogueRules().slice(0, 40)].map(rule => ({ ...rule, for: ['example.com/Oven'] }))
    const answers = new Set<boolean>()
    fc.assert(
      fc.property(
        fc.constantFrom(...samples).chain(sample => broken({ rules: [], ...sample })),
        rule => {
          const asKinds = { ...rule, for: ['example.com/Oven'] }
          answers.add(accepted(asKinds))
          expect([accepted(asKinds), asKinds]).toEqual([checked(asKinds), asKinds])
        },
      ),
      { numRuns: 3000 },
    )
    expect(answers.size).toBe(2)
  })
})

test('an entry that never matched could as well not be there', () => {
  const entries = [
    ...WHOLE.ignore.map(entry => ['ignore', entry] as const),
    ...[{ pointer: '/spec' }, { pointer: '/spec/replicas', for: { name: 'api' } }].map(entry => ['ignore', entry] as const),
    ...['web', 'api', 'w*'].map(name => ['counting', { for: { name }, countsAs: 'nothing' }] as const),
    ...WHOLE.rules.slice(2).map(entry => ['rules', entry] as const),
  ]
  const assess = (used: readonly (readonly [string, object])[]) => {
    const lists = ['rules', 'ignore', 'counting'].map(name => [name, used.filter(([list]) => list === name).map(([, entry]) => entry)])
    const policy = readPolicy(written(Object.fromEntries(lists)))
    expect(policy.problems).toEqual([])
    const application = assessApplication({ desired: [web], live: [{ ...web, spec: { replicas: 2 } }] }, policy.options)
    return { application, lint: lintPolicy(policy, [application]) }
  }
  const told = ({ application }: ReturnType<typeof assess>) => [application.status, application.gate, application.counts, application.sync]
  fc.assert(
    fc.property(fc.subarray(entries), used => {
      const whole = assess(used)
      expect(whole.lint.problems.length).toBe(whole.lint.entries.filter(({ matches }) => matches === 0).length)
      // Of an entry of another tool each place is an entry; it goes only where none of them matched.
      const lines = new Set(whole.lint.entries.filter(({ matches }) => matches > 0).map(({ list }) => list))
      const kept = used.filter(([list]) => lines.has(list as 'rules'))
      expect(told(assess(kept))).toEqual(told(whole))
    }),
    { numRuns: 100 },
  )
})
