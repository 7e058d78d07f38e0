import { compileRule } from './compile-rule.ts'
import { aDeclarativeRule } from './declarative-rule-check.ts'
import { expect, misfit } from '../../model/expect.ts'
import { anObjectScope } from '../../model/selectors/object-selector.ts'
import type { DeclarativeRule } from './declarative-rule.ts'
import type { HealthRule } from './health-rule.ts'
import type { KindRule } from '../verdict/kind-rule.ts'

/** Compiled rules by the object that the caller handed in: assessing a thousand objects compiles once. Pure, so it cannot be seen. */
const compiled = new WeakMap<DeclarativeRule, KindRule>()

/**
 * A caller's rule as one that can be asked. A rule that is already a function (`assess`) is returned as it is. `assessHealth` does this with the
 * rules that it is given; here it is for checking them early.
 * @param rule - Data in the form of {@link DeclarativeRule} (docs/health-rules.md describes it), or a `KindRule`.
 * @returns The rule with its `assess`.
 * @throws TypeError where the data is no rule; the message names the place (`rule.rules[2].when.is`), never the value.
 *
 * Source: the form is this package's own; docs/health-rules.md describes all of it.
 *
 * @example
 * ```ts
 * import { assessHealth, checkRule } from 'live-object-status/health'
 * const rule = checkRule({
 *   for: ['example.com/Oven'],
 *   rules: [{ when: { cond: 'Hot', is: 'True' }, status: 'Healthy' }],
 *   else: { status: 'Progressing', reason: 'HeatingUp', say: '{status.temperature} of {spec.temperature} degrees' },
 * })
 * const oven = { apiVersion: 'example.com/v1', kind: 'Oven', spec: { temperature: 200 }, status: { temperature: 180 } }
 * assessHealth(oven, { rules: [rule] }).message // => '180 of 200 degrees'
 * ```
 */
export const checkRule = (rule: HealthRule): KindRule => checkRuleAt(rule, 'rule')

/** {@link checkRule} for a rule that stands at a place of the caller's. */
export const checkRuleAt = (rule: HealthRule, place: string): KindRule => {
  if (typeof rule === 'object' && rule !== null && 'assess' in rule) {
    expect(place, aKindRule, rule)
    return rule
  }
  const known = typeof rule === 'object' && rule !== null ? compiled.get(rule) : undefined
  if (known !== undefined) return known
  expect(place, aDeclarativeRule, rule)
  const made = compileRule(rule)
  compiled.set(rule, made)
  return made
}

const aKindRule = (given: unknown): ReturnType<typeof misfit> | undefined => {
  const rule = given as KindRule
  if (!Array.isArray(rule.for) || typeof rule.assess !== 'function')
    return misfit('a list of kinds as `for` and a function as `assess`', rule)
  const inner = rule.objects === undefined ? undefined : anObjectScope(rule.objects)
  return inner === undefined ? undefined : { ...inner, at: `.objects${inner.at}` }
}
