import { describe, expect, test } from 'vitest'
import { assessHealth } from '../../src/health/index.ts'
import type { Health } from '../../src/health/index.ts'
import { builtInRules } from '../../src/health/kind-rules.ts'
import { compileGlob } from '../../src/model/glob.ts'
import { kindKeyOf } from '../../src/model/identity.ts'
import type { JsonRecord, KubeObject } from '../../src/model/kube-object.ts'
import { at, isRecord, listOf, recordOf } from '../../src/model/read.ts'
import { catalogueRules } from '../support/catalogue-rules.ts'
import { healthCases } from '../support/health-cases.ts'
import { readStates, STATES_NOW } from '../support/state-rows.ts'

/** Types of conditions that are failures when True, and that are good when True: docs/health-rules.md. */
const FAILURES = ['Failed', 'Degraded', 'Stalled', 'ReconcileError', 'SyncFailed', 'Unhealthy']
const GOOD = ['Ready', 'Available', 'DependenciesReady', 'DatabaseAvailable', 'BackupHealthy']

const RANK: readonly string[] = ['Healthy', 'NotApplicable', 'Suspended', 'Progressing', 'Unknown', 'Missing', 'Degraded']

const builtIn = new Set(builtInRules.flatMap(rule => rule.for))
const exceptions = catalogueRules().flatMap(({ for: kinds, passOver = [] }) =>
  passOver.length === 0 ? [] : [{ fits: kinds.map(compileGlob), passOver: passOver.map(compileGlob) }],
)
/** Named in a rule, with why: the type itself, or all conditions. */
const isPassedOver = (live: KubeObject, type: string): boolean =>
  exceptions.some(
    ({ fits, passOver }) => fits.some(fit => fit(kindKeyOf(live))) && passOver.some(passes => passes(type) || passes('conditions')),
  )

const isOfConvention = (live: KubeObject): boolean => !builtIn.has(kindKeyOf(live)) && Array.isArray(at(live, 'status', 'conditions') ?? [])

/** Every object of a fixture or a written state that is Healthy by the catalogue or by convention. */
const healthyObjects = [
  ...healthCases().map(({ folder, file, live }) => ({ name: `${folder}/${file}`, live })),
  ...readStates().flatMap(([file, states]) => states.map(({ name, object }) => ({ name: `${file}: ${name}`, live: object }))),
].filter(({ live }) => isOfConvention(live) && assessHealth(live, { now: STATES_NOW }).status === 'Healthy')

/** The object with one condition more, or another in the place of one of that type, that its controller wrote for the present spec. */
const withCondition = (
  live: KubeObject,
  condition: { readonly type: string; readonly status: string; readonly reason: string },
): KubeObject => {
  const status = recordOf(at(live, 'status'))
  const others = listOf(status['conditions']).filter(each => !isRecord(each) || each['type'] !== condition.type)
  const generation = at(live, 'metadata', 'generation')
  const added = { ...condition, message: 'It broke', ...(generation === undefined ? {} : { observedGeneration: generation }) }
  return { ...live, status: { ...status, conditions: [...others, added] } } as KubeObject
}

const ask = (live: KubeObject): Health => assessHealth(live, { now: STATES_NOW })

const failing = [
  ...FAILURES.map(type => ({ type, status: 'True', reason: 'ItBroke' })),
  ...GOOD.map(type => ({ type, status: 'False', reason: 'ItBroke' })),
]

describe('a failing condition for the present spec', () => {
  test('is never passed over where all else is well, but by a rule that names it', () => {
    const green = healthyObjects.flatMap(({ name, live }) =>
      failing.flatMap(condition => {
        const { status, rule } = ask(withCondition(live, condition))
        return status !== 'Healthy' || isPassedOver(live, condition.type) ? [] : [`${name}: ${condition.type} (${rule})`]
      }),
    )
    expect(healthyObjects.length).toBeGreaterThan(150)
    expect(green).toEqual([])
  })

  test('never makes an answer better', () => {
    const states = readStates().flatMap(([file, list]) => list.map(({ name, object }) => ({ name: `${file}: ${name}`, live: object })))
    const better = states
      .filter(({ live }) => isOfConvention(live))
      .flatMap(({ name, live }) => {
        const before = RANK.indexOf(ask(live).status)
        return failing
          .filter(condition => !listOf(at(live, 'status', 'conditions')).some(each => at(each, 'type') === condition.type))
          .filter(condition => RANK.indexOf(ask(withCondition(live, condition)).status) < before)
          .map(({ type }) => `${name}: ${type}`)
      })
    expect(better).toEqual([])
  })
})

/** What controllers write beside conditions and words when something is not as it should be. */
const FIELDS: readonly JsonRecord[] = [
  { error: 'It broke' },
  { errorMessage: 'It broke' },
  { lastOperation: { state: 'Failed', description: 'It broke' } },
  { degraded: true },
  { healthy: false },
  { failedNodes: ['a'] },
  { unhealthyReplicas: 2 },
  { ready: '1/3' },
]

test('a field that says that something is not as it should be is never passed over where all else is well, but by a rule that names it', () => {
  const green = healthyObjects.flatMap(({ name, live }) =>
    FIELDS.filter(fields =>
      Object.keys(fields).every(field => !(field in recordOf(at(live, 'status'))) && !isPassedOver(live, field)),
    ).flatMap(fields => {
      const { status, rule } = ask({ ...live, status: { ...recordOf(at(live, 'status')), ...fields } } as KubeObject)
      return status === 'Healthy' ? [`${name}: ${Object.keys(fields).join()} (${rule})`] : []
    }),
  )
  expect(green).toEqual([])
})
