import type { JsonRecord } from '../../model/kube-object.ts'
import { pointerOf } from '../../model/field-path.ts'
import type { Problem } from '../../model/problem.ts'
import { isRecord } from '../../model/read.ts'

/** Why the server would refuse an apply: a closed set, docs/differences.md says what each is about. */
export type RejectionCode =
  | 'conflict'
  | 'duplicate'
  | 'duplicate-key'
  | 'immutable'
  | 'invalid'
  | 'managed-fields'
  | 'missing-key'
  | 'required'
  | 'schema-mismatch'
  | 'selector-mismatch'
  | 'stale-object'
  | 'union-conflict'
  | 'unknown-field'

/** Notes a problem at a place below the struct that a rule looks at. */
export type Report = (code: RejectionCode, message: string, ...tokens: readonly (string | number)[]) => void

/** A rule for a struct that a merge made or changed, by its type. */
export type StructRule = (struct: JsonRecord, report: Report) => void

/** Collects what rules report below the place that `at` leads to when they do. */
export const reportAt =
  (problems: Problem[], at: readonly (string | number)[]): Report =>
  (code, message, ...tokens) => {
    problems.push({ code, message, pointer: pointerOf([...at, ...tokens]) })
  }

/** Reports what a check finds of a value and does not find of the value before it, which the server took. */
export const reportNew = (
  check: (value: JsonRecord, report: Report) => void,
  { value, before, report }: { value: JsonRecord; before: unknown; report: Report },
): void => {
  let known: Set<string> | undefined
  const note: Report = (code, message, ...tokens) => void (known ??= new Set()).add(keyed(code, message, tokens))
  if (isRecord(before)) check(before, note)
  check(value, (code, message, ...tokens) => {
    if (known?.has(keyed(code, message, tokens)) !== true) report(code, message, ...tokens)
  })
}

const keyed = (code: RejectionCode, message: string, tokens: readonly (string | number)[]): string =>
  `${code} ${message} ${tokens.join('/')}`
