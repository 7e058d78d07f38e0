import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { meetsWaitCondition, parseWaitCondition } from '../../src/policy/wait/wait-condition.ts'

interface Recorded {
  readonly objects: Readonly<Record<string, object>>
  /** What `kubectl wait` 1.36 said of each object, or that it refused the words. */
  readonly forms: readonly {
    readonly form: string
    readonly refused?: true
    readonly results?: Readonly<Record<string, 'met' | 'unmet' | 'error'>>
  }[]
}
const { objects, forms } = JSON.parse(readFileSync('fixtures/policy/wait-as-kubectl-does.json', 'utf8')) as Recorded

/** What kubectl takes and never meets, or fails on for every object: refused here, so that it is seen. */
const REFUSED_HERE = new Set([
  'condition=',
  'condition==True',
  'condition=Ready=',
  'jsonpath={.status.conditions[?(@.type==Ready)].status}=True',
])

const outcome = (form: string, object: object): string => {
  const condition = parseWaitCondition(form)
  if (condition === undefined) return 'refused'
  try {
    return meetsWaitCondition(condition, object) ? 'met' : 'unmet'
  } catch {
    return 'error'
  }
}

describe('--for', () => {
  test.each(forms)('$form means what it means to kubectl wait', ({ form, refused, results = {} }) => {
    const isRefused = refused === true || REFUSED_HERE.has(form)
    const expected = Object.fromEntries(Object.keys(objects).map(name => [name, isRefused ? 'refused' : results[name]]))
    expect(Object.fromEntries(Object.entries(objects).map(([name, object]) => [name, outcome(form, object)]))).toEqual(expected)
  })

  test.each(["jsonpath='{.status.phase}'=Running", 'jsonpath="{.status.phase}"=Running', "jsonpath='{.status.phase}'='Running'"])(
    '%s may keep the quotes that a shell would take away',
    form => expect(outcome(form, objects['ready'] ?? {})).toBe('met'),
  )

  test('of any length and content is answered, over an object of more paths than anybody could walk', () => {
    const nested = Array.from({ length: 40 }).reduce<object>(inner => ({ a: inner, b: [inner, inner] }), {})
    for (const form of [
      `jsonpath=${'a'.repeat(5000)}`,
      `jsonpath={${'[?('.repeat(100)}`,
      `jsonpath={${'..a'.repeat(200)}}`,
      'jsonpath={..*..*..*..*}',
    ])
      expect(['refused', 'error', 'unmet']).toContain(outcome(form, nested))
  })
})
