import { sizeCost, spend } from '../budget.ts'
import type { Budget } from '../budget.ts'
import { compareJson } from './order.ts'
import { LOST, placeBelow, placesWithin, placeSlice } from './jq-path.ts'
import type { JqPath } from './jq-path.ts'

/** Shared by filters in one run: the work that may still be done, and the variables in force. */
interface JqScope {
  readonly budget: Budget
  readonly variables: ReadonlyMap<string, unknown>
}

/** The values that a filter gave, in order, and whether it then failed (jq's errors, which `?` catches). */
export interface JqOutcome {
  readonly places: readonly JqPath[]
  readonly failed: boolean
}

/** A jq filter made ready. */
export interface Filter {
  /** False where all it can give is computed values, so that it is no path expression. */
  readonly selects: boolean
  readonly run: (place: JqPath, scope: JqScope) => JqOutcome
}

const FAILED: JqOutcome = { places: [], failed: true }
const given = (...places: readonly JqPath[]): JqOutcome => ({ places, failed: false })
const givenOrFailed = (place: JqPath | undefined): JqOutcome => (place === undefined ? FAILED : given(place))
const isTrue = ({ value }: JqPath): boolean => (value ?? false) !== false

/** Every run costs, so the work is bounded whatever the expression. */
const filter = (selects: boolean, run: Filter['run']): Filter => ({
  selects,
  run: (place, scope) => {
    spend(scope.budget, 1)
    return run(place, scope)
  },
})

/** A computed value: in a path its place is lost. */
const computed = (place: JqPath, value: unknown): JqOutcome => given({ value, spot: place.spot && LOST })

/** A filter run for its values alone, as conditions and arguments are. */
const values = (inner: Filter, place: JqPath, scope: JqScope): JqOutcome => inner.run({ value: place.value }, scope)

/** For each place in order, what `next` gives; a failure ends it. */
const chain = (outcome: JqOutcome, next: (place: JqPath) => JqOutcome): JqOutcome => {
  const places: JqPath[] = []
  for (const place of outcome.places) {
    const after = next(place)
    for (const found of after.places) places.push(found)
    if (after.failed) return { places, failed: true }
  }
  return { places, failed: outcome.failed }
}

/** `.` */
export const identity: Filter = filter(true, place => given(place))

/** `empty` */
export const nothing: Filter = filter(true, () => given())

/** A literal. */
export const literal = (value: unknown): Filter => filter(false, place => computed(place, value))

/** `$name` */
export const variable = (name: string): Filter => filter(false, (place, { variables }) => computed(place, variables.get(name)))

/** With a `?` a failed access gives nothing, while a failure of what it is applied to stays one. */
const unlessOptional = (outcome: JqOutcome, isOptional: boolean): JqOutcome =>
  isOptional ? { places: outcome.places, failed: false } : outcome

/** `of[key]`, `of.key`; the key is computed from what the whole is applied to. */
export const index = (of: Filter, key: Filter, isOptional = false): Filter =>
  filter(of.selects, (place, scope) =>
    chain(unlessOptional(values(key, place, scope), isOptional), ({ value }) =>
      chain(of.run(place, scope), target => unlessOptional(givenOrFailed(placeBelow(target, value, scope.budget)), isOptional)),
    ),
  )

/** `of[start:end]`; null is an open end. */
export const slice = (of: Filter, [start, end]: readonly [Filter, Filter], isOptional = false): Filter =>
  filter(of.selects, (place, scope) =>
    chain(unlessOptional(values(start, place, scope), isOptional), from =>
      chain(unlessOptional(values(end, place, scope), isOptional), to =>
        chain(of.run(place, scope), target =>
          unlessOptional(givenOrFailed(placeSlice(target, [from.value, to.value], scope.budget)), isOptional),
        ),
      ),
    ),
  )

/** `of[]` */
export const each = (of: Filter, isOptional = false): Filter =>
  filter(of.selects, (place, scope) =>
    chain(of.run(place, scope), target => {
      const places = placesWithin(target, scope.budget)
      return places === undefined ? unlessOptional(FAILED, isOptional) : { places, failed: false }
    }),
  )

/** `..`: the value and everything below it, each before what is within it. */
export const descend: Filter = filter(true, (place, { budget }) => {
  const places: JqPath[] = []
  const ahead = [place]
  for (let here = ahead.pop(); here !== undefined; here = ahead.pop()) {
    spend(budget, 1)
    places.push(here)
    for (const within of placesWithin(here, budget)?.toReversed() ?? []) ahead.push(within)
  }
  return { places, failed: false }
})

/** `left | right` */
export const pipe = (left: Filter, right: Filter): Filter =>
  filter(left.selects && right.selects, (place, scope) => chain(left.run(place, scope), found => right.run(found, scope)))

/** `left, right` */
export const both = (left: Filter, right: Filter): Filter =>
  filter(left.selects || right.selects, (place, scope) => {
    const first = left.run(place, scope)
    if (first.failed) return first
    const second = right.run(place, scope)
    return { places: [...first.places, ...second.places], failed: second.failed }
  })

/** `(inner)?` and `try inner`: what it gives before it fails. */
export const attempt = (inner: Filter): Filter => filter(inner.selects, (place, scope) => unlessOptional(inner.run(place, scope), true))

/** `left // right`: what is neither null nor false of the left, else the right. A failure of the left stays one. */
export const alternative = (left: Filter, right: Filter): Filter =>
  filter(left.selects || right.selects, (place, scope) => {
    const { places, failed } = left.run(place, scope)
    const found = places.filter(isTrue)
    return found.length > 0 || failed ? { places: found, failed } : right.run(place, scope)
  })

/** `if condition then yes else no end` */
export const choice = (condition: Filter, yes: Filter, no: Filter): Filter =>
  filter(yes.selects || no.selects, (place, scope) =>
    chain(values(condition, place, scope), found => (isTrue(found) ? yes : no).run(place, scope)),
  )

/** `source as $name | body` */
export const bind = (source: Filter, name: string, body: Filter): Filter =>
  filter(body.selects, (place, scope) =>
    chain(values(source, place, scope), ({ value }) => body.run(place, { ...scope, variables: new Map(scope.variables).set(name, value) })),
  )

/** `first(inner)` */
export const firstOf = (inner: Filter): Filter =>
  filter(inner.selects, (place, scope) => {
    const outcome = inner.run(place, scope)
    const [found] = outcome.places
    return found === undefined ? outcome : given(found)
  })

/** `getpath(path)` */
export const pathOf = (path: Filter): Filter =>
  filter(true, (place, scope) =>
    chain(values(path, place, scope), ({ value: keys }) => {
      if (!Array.isArray(keys)) return FAILED
      let here: JqPath | undefined = place
      for (const key of keys) {
        here = placeBelow(here, key, scope.budget)
        if (here === undefined) return FAILED
      }
      return given(here)
    }),
  )

/** `any(source; condition)`; a failure after the first that holds does not count. */
export const anyOf = (source: Filter, condition: Filter): Filter => {
  const tried = pipe(source, condition)
  return filter(false, (place, scope) => {
    const outcome = values(tried, place, scope)
    const holds = outcome.places.some(isTrue)
    return outcome.failed && !holds ? FAILED : computed(place, holds)
  })
}

/** `[inner]` */
export const list = (inner: Filter): Filter =>
  filter(false, (place, scope) => {
    const { places, failed } = values(inner, place, scope)
    return failed
      ? FAILED
      : computed(
          place,
          places.map(({ value }) => value),
        )
  })

/** A function of the value and of arguments, once for each combination of what the arguments give; undefined is jq's error. */
export const call = (compute: (input: unknown, args: readonly unknown[], budget: Budget) => unknown, args: readonly Filter[]): Filter => {
  const combine = (place: JqPath, scope: JqScope, known: readonly unknown[], open: readonly Filter[]): JqOutcome => {
    const arg = open.at(-1)
    if (arg !== undefined)
      return chain(values(arg, place, scope), ({ value }) => combine(place, scope, [value, ...known], open.slice(0, -1)))
    spend(scope.budget, sizeCost(place.value))
    const value = compute(place.value, known, scope.budget)
    return value === undefined ? FAILED : computed(place, value)
  }
  return filter(false, (place, scope) => combine(place, scope, [], args))
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '==': order => order === 0,
  '!=': order => order !== 0,
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
}

/** `left == right` and the other comparisons, by jq's order over all types. */
export const compare = (symbol: string, left: Filter, right: Filter): Filter =>
  call((_, [a, b], budget) => COMPARISONS[symbol]?.(compareJson(a, b, budget)), [left, right])
