import { type Check, aDocument, aList, anObject, expect } from '../model/expect.ts'
import type { Problem } from '../model/problem.ts'
import { anAssessment } from '../model/statuses.ts'
import type { Shown } from '../redact/index.ts'
import type { ApplicationAssessment, ObjectAssessment } from '../status/index.ts'
import type { Policy, PolicyEntry } from './policy.ts'

/** How often a rule of a policy matched. */
export interface EntryUse extends PolicyEntry {
  /** Objects that a rule judged or that count as nothing; differences that an ignore rule covers. */
  readonly matches: number
}

/** A policy, and what is known of it once it was used. */
export interface PolicyLint {
  readonly entries: readonly EntryUse[]
  /** Everything wrong in the file, and every rule that never matched. */
  readonly problems: readonly Problem[]
}

/**
 * Tells of a policy what is wrong in it and what never matched, in applications that were assessed with it. A rule that silently does
 * nothing was outlived by what it was written for, or never meant what its author thought.
 *
 * @param policy what `readPolicy` gave.
 * @param assessments of applications that were assessed with `policy.options`; the more of them, the surer it is that a rule is of no use.
 * @returns how often each rule matched, and `problems`: those of the file and one for each rule that never did ('policy-unused').
 * @throws TypeError where an argument has the wrong type.
 *
 * Source: answers name the rule that covers a difference, judges an object, or says how it counts.
 *
 * @example
 * ```ts
 * import { lintPolicy, readPolicy } from 'live-object-status/policy'
 * import { assessApplication } from 'live-object-status/status'
 *
 * const policy = readPolicy(`
 * apiVersion: live-object-status/v1
 * kind: Policy
 * ignore:
 *   - { path: spec.replicas, for: apps/Deployment }
 * `)
 * const { problems } = lintPolicy(policy, [assessApplication({ desired: [], live: [] }, policy.options)])
 * problems.map(({ code, line }) => [code, line]) // => [['policy-unused', 5]]
 * ```
 */
export const lintPolicy = (policy: Policy, assessments: readonly (ApplicationAssessment | Shown<ApplicationAssessment>)[]): PolicyLint => {
  expect('policy', aPolicy, policy)
  expect('assessments', someAssessments, assessments)
  const uses = new Map<string, number>()
  for (const { objects, orphans } of assessments) for (const object of [...objects, ...orphans]) countUses(object, uses)
  const entries = policy.entries.map(entry => ({ ...entry, matches: uses.get(`${entry.list} ${entry.name}`) ?? 0 }))
  return { entries, problems: [...policy.problems, ...entries.flatMap(tellUnused)] }
}

const aPolicy: Check = /* @__PURE__ */ aDocument<Policy>(
  'what readPolicy returns',
  () => ({ options: anObject, problems: aList('a list of problems'), entries: aList('a list of entries') }),
  ['options', 'problems', 'entries'],
)
const someAssessments: Check = /* @__PURE__ */ aList('a list of assessments', anAssessment)

const countUses = (
  { health, counting, comparison, children }: ObjectAssessment | Shown<ObjectAssessment>,
  uses: Map<string, number>,
): void => {
  const count = (key: string): void => void uses.set(key, (uses.get(key) ?? 0) + 1)
  if (health.rule.startsWith('custom:')) count(`rules ${health.rule.slice('custom:'.length)}`)
  if (counting !== undefined) count(`counting ${counting.by}`)
  for (const { ignoredBy } of comparison?.suppressed ?? []) if (ignoredBy !== undefined) count(`ignore ${ignoredBy}`)
  for (const child of children) countUses(child, uses)
}

const tellUnused = ({ name, list, line, column, matches }: EntryUse): readonly Problem[] => {
  if (matches > 0) return []
  const source = name.slice(0, name.length - `:${line}:${column}`.length)
  return [{ code: 'policy-unused', message: `The entry of ${list} matched nothing`, source, line, column }]
}
