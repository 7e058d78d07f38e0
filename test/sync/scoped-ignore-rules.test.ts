import { describe, expect, test } from 'vitest'
import { compareObject } from '../../src/sync/index.ts'
import type { IgnoreRule } from '../../src/sync/index.ts'

const desired = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'shop', labels: { tier: 'front' } },
  data: { colour: 'blue' },
}
const live = { ...desired, metadata: { ...desired.metadata, labels: { tier: 'front', silenced: 'true' } }, data: { colour: 'red' } }
const ignoring = (...ignore: readonly IgnoreRule[]) => compareObject(desired, live, { ignore })

describe('an ignore rule with a scope', () => {
  test.each<[IgnoreRule['for'], 'InSync' | 'OutOfSync']>([
    [{ kind: 'ConfigMap' }, 'InSync'],
    [{ kind: 'apps/*' }, 'OutOfSync'],
    [{ namespace: 'shop', name: 'set*' }, 'InSync'],
    [{ labelSelector: 'tier=front' }, 'InSync'],
    [[{ kind: 'Secret' }, { name: 'settings' }], 'InSync'],
    [({ namespace }) => namespace === 'shop', 'InSync'],
  ])('%j: the object is %s', (scope, status) => expect(ignoring({ pointer: '/data', for: scope! })).toMatchObject({ status, problems: [] }))

  test('looks at the manifest: who may label live objects silences nothing by that', () =>
    expect(ignoring({ pointer: '/data', for: { labelSelector: 'silenced' } }).status).toBe('OutOfSync'))

  test('is no problem where it matches nothing in one object, nor is one with a name', () => {
    expect(ignoring({ pointer: '/data/other', for: { kind: 'ConfigMap' } }).problems).toEqual([])
    expect(ignoring({ pointer: '/data/other', name: 'a' }).problems).toEqual([])
    expect(ignoring({ pointer: '/data/other' }).problems.map(({ code }) => code)).toEqual(['ignore-rule-unused'])
  })

  test('that cannot be read is a problem where it is meant, by its name, and nowhere else', () => {
    const message = 'Ignore rule live-status.yaml:3:5 is no pointer, path expression or manager'
    const rule = { path: '.data[', name: 'live-status.yaml:3:5' }
    expect(ignoring(rule).problems).toEqual([{ code: 'ignore-rule-unreadable', message, pointer: '/ignore/0' }])
    expect(ignoring({ ...rule, for: { kind: 'Secret' } }).problems).toEqual([])
  })
})

test('what is ignored says by which rule: its name, or its place', () => {
  const by = (...rules: readonly IgnoreRule[]) => ignoring(...rules).suppressed.map(({ ignoredBy }) => ignoredBy)
  expect(by({ pointer: '/spec' }, { pointer: '/data' })).toEqual(['/ignore/1'])
  expect(by({ pointer: '/data', name: 'policy:2:3' })).toEqual(['policy:2:3'])
})

test('a hundred paths that look at everything take no longer than one may', () => {
  const many = { ...desired, data: Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`k${index}`, 'x'.repeat(20)])) }
  const changed = { ...many, data: { ...many.data, k0: 'y' } }
  const ignore = Array.from({ length: 100 }, (_, index) => ({ path: `.. | .. | .. | .. | .. | .. | .. | select(. == "${index}")` }))
  const start = performance.now()
  expect(compareObject(many, changed, { ignore }).status).toBe('OutOfSync')
  expect(performance.now() - start).toBeLessThan(15_000)
})
