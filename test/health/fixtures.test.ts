import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { assessHealth } from '../../src/health/index.ts'
import { builtInRules } from '../../src/health/kind-rules.ts'
import { kindKey } from '../../src/model/identity.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { hasShared, sharedText } from '../support/fixtures.ts'
import { healthCases } from '../support/health-cases.ts'

const cases = healthCases()

describe('every fixture of fixtures/health', () => {
  test.each(cases)('$folder/$file', ({ folder, file, head, live, related }) => {
    const { health, ...rest } = head.expect
    const answer = assessHealth(live, {
      related,
      ...(head.now === undefined ? {} : { now: head.now }),
      ...(head.complete === undefined ? {} : { complete: head.complete }),
    })
    expect(answer).toMatchObject({ status: health, ...rest })
    expect(folder, 'the folder names group and kind').toBe(folderOf(live))
    expect(file.startsWith(word(health)), 'the file name begins with the verdict').toBe(true)
  })
})

const word = (health: string): string => health.replaceAll(/(?<=[a-z])[A-Z]/g, letter => `-${letter}`).toLowerCase()
const folderOf = ({ apiVersion = '', kind = '' }: KubeObject): string =>
  `${apiVersion.includes('/') ? apiVersion.split('/')[0] : 'core'}.${kind}`
const verdictsOf = (kinds: readonly string[]): readonly string[] => {
  const names = new Set(kinds.map(kind => (kind.includes('/') ? kind.replace('/', '.') : `core.${kind}`)))
  return cases.filter(({ folder }) => names.has(folder)).map(({ file }) => file)
}

/** Kinds that report no health have no healthy state to show. */
const SILENT: ReadonlySet<string> = new Set(['ConfigMap', 'Secret', 'admissionregistration.k8s.io/ValidatingWebhookConfiguration'])

describe('every built-in kind', () => {
  test('has its file listed in kind-rules.ts', () => {
    const files = readdirSync(new URL('../../src/health/kinds/', import.meta.url), { recursive: true, encoding: 'utf8' })
    const rules = files.filter(file => file.endsWith('.ts') && !file.endsWith('gateway-entries.ts'))
    expect(builtInRules).toHaveLength(rules.length)
  })

  test.each(builtInRules.filter(rule => !rule.for.some(kind => SILENT.has(kind))).map(rule => ({ kind: rule.for[0] ?? '', rule })))(
    '$kind has a healthy fixture and one that is not',
    ({ rule }) => {
      const verdicts = verdictsOf(rule.for)
      expect(verdicts.some(file => file.startsWith('healthy'))).toBe(true)
      expect(verdicts.some(file => !file.startsWith('healthy'))).toBe(true)
    },
  )

  test.skipIf(!hasShared)('of Kubernetes 1.36 has a rule, if only to say that it reports no health', () => {
    const resources = JSON.parse(sharedText('kubernetes/api-resources-1.36.json') ?? '[]') as readonly { group: string; kind: string }[]
    const kinds = new Set(builtInRules.flatMap(rule => rule.for))
    expect(resources.map(({ group, kind }) => kindKey(group, kind)).filter(kind => !kinds.has(kind))).toEqual([])
  })

  test.each(builtInRules.filter(rule => !rule.for.includes('ConfigMap')).map(rule => ({ kind: rule.for[0] ?? '', rule })))(
    '$kind is said to be healthy when something holds',
    ({ rule }) => expect(rule.healthyWhen).toMatch(/^[a-z].{10,110}[^.]$/),
  )

  test('is spoken for by one rule alone', () => {
    const kinds = builtInRules.flatMap(rule => rule.for)
    expect(new Set(kinds).size).toBe(kinds.length)
  })
})
