import { expect, test } from 'vitest'
import { assessHealth, checkRule } from '../../src/health/index.ts'
import type { DeclarativeRule } from '../../src/health/index.ts'

const oven = (name: string, labels = {}) => ({
  apiVersion: 'example.com/v1',
  kind: 'Oven',
  metadata: { name, labels },
  status: { phase: 'Off' },
})
const rule = (scope: Partial<DeclarativeRule>): DeclarativeRule => ({
  for: ['example.com/Oven'],
  rules: [],
  else: { status: 'Suspended' },
  ...scope,
})

test('a rule with a scope speaks for its objects, and the next rule for the others', () => {
  const rules = [rule({ objects: { labelSelector: 'hot' } }), rule({ objects: [{ name: 'b*' }], else: { status: 'Degraded' } })]
  expect(['a', 'b1', 'c'].map(name => assessHealth(oven(name, name === 'a' ? { hot: '1' } : {}), { rules }).status)).toEqual([
    'Suspended',
    'Degraded',
    'NotApplicable',
  ])
})

test('a rule is called by its name, else by the pattern of its kind', () => {
  expect(assessHealth(oven('a'), { rules: [rule({ name: 'live-status.yaml:3:5' })] }).rule).toBe('custom:live-status.yaml:3:5')
  expect(assessHealth(oven('a'), { rules: [rule({})] }).rule).toBe('custom:example.com/Oven')
})

test('a rule that says NotApplicable has spoken', () =>
  expect(assessHealth(oven('a'), { rules: [rule({ else: { status: 'NotApplicable' } })] }).rule).toBe('custom:example.com/Oven'))

test('a function may have both too', () => {
  const rules = [{ ...checkRule(rule({})), objects: { name: 'a' }, name: 'mine' }]
  expect([assessHealth(oven('a'), { rules }).rule, assessHealth(oven('b'), { rules }).rule]).toEqual(['custom:mine', 'none'])
})
