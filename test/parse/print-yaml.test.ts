import { expect, test } from 'vitest'
import { parseYaml, printYaml } from '../../src/parse/index.ts'
import { fixtureLines } from '../support/fixtures.ts'

// Recorded from sigs.k8s.io/yaml v1.6.0, with which kubectl prints.
test.each(fixtureLines<{ value: unknown; yaml: string }>('parse/yaml-as-kubectl-prints-it.jsonl'))(
  '$yaml is printed as kubectl prints it',
  ({ value, yaml }) => expect(printYaml(value)).toBe(yaml),
)

test('recorded live objects survive printing and reading', () => {
  const recorded = fixtureLines<{ live: unknown }>('sync/classes.jsonl.gz')
  for (const { live } of recorded) expect(parseYaml(printYaml(live)).documents).toEqual([live])
})

test('what JSON cannot hold is left out, and dates are RFC 3339', () => {
  expect(printYaml({ a: undefined, b: () => 1, c: new Date(0), d: [undefined], e: Number.NaN })).toBe(
    'c: "1970-01-01T00:00:00Z"\nd:\n- null\ne: null\n',
  )
})

test('what cannot be walked is a comment', () => {
  const cycle: Record<string, unknown> = {}
  cycle['self'] = cycle
  const throwing = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('no')
      },
    },
  )
  for (const value of [cycle, throwing]) expect(printYaml(value)).toMatch(/^# .*\n$/)
})
