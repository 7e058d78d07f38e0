import type { Problem } from '../model/problem.ts'
import type { Redactor } from '../redact/index.ts'
import type { Comparison, Difference } from './comparison.ts'

/**
 * Every text of an answer as it may be shown: names of fields, list items and managers can hold what values must not. The values have
 * passed the redactor before sentences were made of them, and `patch` is raw by nature.
 */
export const redactedComparison = (comparison: Comparison, redactor: Redactor): Comparison => {
  const text = (given: string): string => {
    const redacted = redactor.text(given)
    return redacted.visible ? redacted.value : ''
  }
  const differences = (given: readonly Difference[]): readonly Difference[] => given.map(difference => redactedDifference(difference, text))
  const problems = (given: readonly Problem[]): readonly Problem[] => given.map(problem => redactedProblem(problem, text))
  return {
    ...comparison,
    message: text(comparison.message),
    differences: differences(comparison.differences),
    notes: differences(comparison.notes),
    suppressed: differences(comparison.suppressed),
    rejections: problems(comparison.rejections),
    problems: problems(comparison.problems),
  }
}

type Text = (given: string) => string

const redactedProblem = (problem: Problem, text: Text): Problem => ({
  ...problem,
  message: text(problem.message),
  ...(problem.pointer === undefined ? undefined : { pointer: text(problem.pointer) }),
})

/** A rule with a mask in it would silence nothing, so it is left out. */
const redactedDifference = (difference: Difference, text: Text): Difference => {
  const { by, ignoredBy, ignoreRule, ...rest } = difference
  return {
    ...rest,
    path: text(difference.path),
    pointer: text(difference.pointer),
    message: text(difference.message),
    ...(by === undefined ? undefined : { by: { ...by, manager: text(by.manager) } }),
    ...(ignoredBy === undefined ? undefined : { ignoredBy: text(ignoredBy) }),
    ...(ignoreRule === undefined || !isSafe(ignoreRule, text) ? undefined : { ignoreRule }),
  }
}

/** Whether no text within a value has anything to hide. */
const isSafe = (value: unknown, text: Text): boolean =>
  typeof value === 'string'
    ? text(value) === value
    : typeof value !== 'object' || value === null || Object.values(value).every(inner => isSafe(inner, text))
