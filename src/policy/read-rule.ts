import type { HealthCheckExpr } from '../cel/index.ts'
import type { ReadHealthCheck } from '../cel/internal.ts'
import type { HealthRule, RuleScope } from '../health/index.ts'
import type { ObjectSelector } from '../model/selectors/object-selector.ts'
import type { ProblemCode } from '../model/problem.ts'
import { isRecord } from '../model/read.ts'
import type { DataRule, PolicyRule, PolicyScope, WaitRule } from './policy-document.ts'
import { type EntryFault, readScope } from './read-scope.ts'
import { parseWaitCondition } from './wait/wait-condition.ts'
import { waitRule } from './wait/wait-rule.ts'

/** A rule of a policy made ready, and what is wrong with it. Without a rule it cannot be used. */
export interface TakenRule {
  readonly rule?: HealthRule
  readonly faults: readonly (EntryFault & { readonly code?: ProblemCode })[]
}

/** How entries of `healthCheckExprs` are read. */
export type ReadChecks = (check: HealthCheckExpr) => ReadHealthCheck

/** Reads one entry of `rules`, whose form has been looked at; `name` is what answers call it. */
export const readPolicyRule = (entry: PolicyRule, name: string, readChecks: ReadChecks): TakenRule => {
  if ('waitFor' in entry) return readWaitRule(entry, name)
  return 'for' in entry ? readDataRule(entry, name) : readExpressions(readChecks(entry), name)
}

const readExpressions = ({ rule, faults }: ReadHealthCheck, name: string): TakenRule => {
  return {
    ...(rule === undefined ? undefined : { rule: { ...rule, name } }),
    faults: faults.map(({ code, field, message }) => ({ code, path: [field], message })),
  }
}

const readWaitRule = ({ for: about, waitFor }: WaitRule, name: string): TakenRule => {
  const { scope, faults: scopeFaults } = ruleScope(about, name)
  const texts = typeof waitFor === 'string' ? [waitFor] : waitFor
  const conditions = texts.map(parseWaitCondition)
  const place = (index: number): readonly (string | number)[] => (typeof waitFor === 'string' ? ['waitFor'] : ['waitFor', index])
  const faults = [
    ...scopeFaults,
    ...conditions.flatMap((condition, index) => (condition === undefined ? [{ path: place(index), message: NO_CONDITION }] : [])),
    ...(texts.length === 0 ? [{ path: ['waitFor'], message: 'waits for nothing' }] : []),
    ...(texts.length > 1 && conditions.some(condition => condition?.kind === 'delete')
      ? [{ path: ['waitFor'], message: 'what waits to be deleted can wait for nothing else' }]
      : []),
  ]
  const readable = conditions.filter(condition => condition !== undefined)
  return faults.length > 0 ? { faults } : { rule: waitRule(scope, readable), faults }
}

const NO_CONDITION = 'is no condition of kubectl wait --for (condition=NAME[=VALUE], jsonpath={PATH}[=VALUE], create or delete)'

/** Tests within tests; `checkRule` refuses as many too, and what it lets pass is never deeper. */
const DEEPEST = 32

const readDataRule = ({ for: about, ...body }: DataRule, name: string): TakenRule => {
  const { scope, faults } = ruleScope(about, name)
  const all = depth(body) > DEEPEST ? [...faults, { path: [], message: `is nested deeper than ${DEEPEST} levels` }] : faults
  return all.length > 0 ? { faults: all } : { rule: { ...scope, ...body }, faults }
}

const depth = (value: unknown, level = 0): number => {
  if (level > DEEPEST || typeof value !== 'object' || value === null) return level
  return Object.values(value).reduce((deepest: number, inner) => Math.max(deepest, depth(inner, level + 1)), level)
}

/** The kinds choose the rule, as they do for every rule; what else is said of the objects limits it. */
const ruleScope = (about: PolicyScope, name: string): { readonly scope: RuleScope; readonly faults: readonly EntryFault[] } => {
  const { selectors, faults } = readScope(about)
  const placed = faults.map(fault => ({ ...fault, path: ['for', ...fault.path] }))
  const kinds = selectors.map(({ kind = '*' }) => kind)
  return { scope: { for: kinds, name, ...(selectors.every(isKindAlone) ? undefined : { objects: selectors }) }, faults: placed }
}

const isKindAlone = (selector: ObjectSelector): boolean => isRecord(selector) && Object.keys(selector).every(field => field === 'kind')
