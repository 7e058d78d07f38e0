import { safeParse } from 'zod/mini'
import type { ZodMiniType, core } from 'zod/mini'

/**
 * The one door of zod: schemas for what callers and files hand in at the edges, never for objects on the hot path. Names, not the namespace, since
 * whoever bundles from the sources would keep all that a re-exported namespace holds (measured: 432 kB for 16).
 */
export { array, minLength, optional, strictObject, string } from 'zod/mini'

/** Why a value does not fit a schema: where and what was expected, never the value. */
export interface SchemaMisfit {
  /** As people write it: `rules[2].when.cond`. */
  readonly path: string
  readonly message: string
}

/** Checks a value against a schema and says, without quoting the value, what does not fit. */
export const misfits = (schema: ZodMiniType, value: unknown): readonly SchemaMisfit[] => {
  const result = safeParse(schema, value, { reportInput: false })
  if (result.success) return []
  return result.error.issues.map(issue => ({ path: pathText(issue.path), message: expectation(issue) }))
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}${text === '' ? '' : '.'}${String(step)}`),
    '',
  )

const expectation = (issue: core.$ZodIssue): string => {
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`
  if (issue.code === 'unrecognized_keys') return 'has a key that is not known here'
  if (issue.code === 'invalid_value') return `expected one of ${issue.values.map(value => JSON.stringify(value)).join(', ')}`
  return issue.code === 'invalid_union' ? 'has none of the shapes that fit here' : 'does not fit'
}
