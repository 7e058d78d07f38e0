import { pointerOf } from '../../../model/field-path.ts'
import { total } from '../../../model/total.ts'
import { type Budget, spend } from '../budget.ts'
import { parsePath } from './parse.ts'
import type { Filter } from './filters.ts'
import { IN_TEXT, LOST, ROOT, spotTokens } from './jq-path.ts'

/** Longer texts are no rule that a person wrote. */
const MAX_LENGTH = 4096

/**
 * Steps of one run: a condition of ten parts on each of 200,000 values, more than fit into an object that etcd takes (1.5 MiB).
 * Argo CD stops after a second, which depends on the machine.
 */
export const MAX_STEPS = 2_000_000

/**
 * Makes ready a path expression: the subset of jq's language that people use in Argo CD's `jqPathExpressions`, that is steps, slices,
 * `?`, `|`, `,`, `..`, `//`, `as`, `if`, `try`, comparisons, the literals, and the functions of path-builtins.ts and path-functions.ts.
 * The function that is returned gives the RFC 6901 pointers of what the expression selects in an object: what `del(expression)` would
 * take out, of what is there. It never throws. Where gojq, Argo CD's engine, fails (a name looked up in a list, without `?`), where the
 * object itself is selected and where the work gets too much, it selects nothing: Argo CD skips such a rule, and a rule must not hide
 * more than it says. Where gojq and jq differ (`"text"[0]`), it does as gojq. Work is taken off `budget`, which several may share.
 *
 * @returns undefined where the text is outside of the subset or gives computed values instead of paths (`.spec | length`).
 */
export const parsePathExpression = (text: string): ((object: unknown, budget?: Budget) => readonly string[]) | undefined => {
  const filter = total<Filter | undefined>(
    () => (text.length > MAX_LENGTH ? undefined : parsePath(text)),
    () => undefined,
  )
  if (filter?.selects !== true) return undefined
  return (object, budget = { left: MAX_STEPS }) =>
    total(
      () => selected(filter, object, budget),
      () => [],
    )
}

const selected = (filter: Filter, object: unknown, budget: Budget): readonly string[] => {
  const { places, failed } = filter.run({ value: object, spot: ROOT }, { budget, variables: new Map() })
  if (failed) return []
  const pointers = new Set<string>()
  for (const { spot } of places) {
    if (spot === undefined || spot === ROOT || spot === LOST || spot === IN_TEXT) return []
    for (const tokens of spotTokens(spot)) {
      spend(budget, tokens.length)
      pointers.add(pointerOf(tokens))
    }
  }
  return [...pointers]
}
