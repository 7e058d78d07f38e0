import { numberOfValue } from './forms/number-forms.ts'
import { createCutEnds } from './mask/cut-ends.ts'
import { createMasking } from './mask/masking.ts'
import { type MaskingPlan, wholePlan } from './mask/masking-plan.ts'
import { createMatchers } from './search/matcher.ts'
import { createPatternWriter, finishPool } from './search/pattern-pool.ts'
import type { RedactorOptions } from './redactor.ts'
import { stripClasses } from './mask/stripped-view.ts'
import { unitsOf } from './search/units.ts'
import { writeForms } from './forms/value-forms.ts'
import { createWeakTokens, isWeak } from './search/weak-tokens.ts'

/** The most that a redactor may be asked to hide: values, characters of one and of all, their encoded forms, characters of these. */
export const MOST_VALUES = 10_000
export const MOST_UNITS = 65_536
export const MOST_UNITS_IN_ALL: number = 16 * 1024 * 1024
const MOST_FORMS = 1_000_000
const MOST_FORM_UNITS = 256 * 1024 * 1024

/** More is an error when a redactor is made, never a value left out. */
export const checkBudget = (where: string, count: number, most: number, what = 'characters'): void => {
  if (count > most) throw new RangeError(`${where}: expected at most ${most} ${what}, got more`)
}

/** A value and what to call it. */
export interface NamedValue {
  readonly name: string
  readonly value: string
}

/** A shorter form of a value of any length is a token. */
const SHORTEST_PATTERN = 3
/** A longer mask is not looked for in the texts. */
const LONGEST_OWN_MASK = 256

/** All that can be done before the first text: the patterns of all values and the tables to find them. */
export const createPlan = (values: readonly NamedValue[], options: RedactorOptions): { plan: MaskingPlan; weak: readonly string[] } => {
  const { mask = '********', minLength = 3, ignoreCase = false, linePrefix, truncated } = options
  const classes = stripClasses(linePrefix !== undefined)
  const patterns = createPatternWriter(ignoreCase)
  const writer = { patterns, classes, shortest: Math.min(minLength, SHORTEST_PATTERN), tokens: new Set<string>() }
  const weak = new Set<string>()
  const owners: { readonly name: string; readonly length: number }[] = []
  const numbers = new Set<number>()
  const known = new Set<string>()
  for (const { name, value } of values) {
    const trimmed = value.trim()
    const short = isWeak(trimmed, minLength)
    if (short) weak.add(name)
    if (known.has(value) || trimmed === '') continue
    known.add(value)
    const number = numberOfValue(trimmed)
    if (number !== undefined) numbers.add(number)
    if (short) writer.tokens.add(trimmed)
    else writeForms(value, owners.push({ name, length: trimmed.length }) - 1, writer)
    checkBudget('values', patterns.length, MOST_FORM_UNITS, 'characters of forms')
  }
  const pool = finishPool(patterns)
  checkBudget('values', pool.count, MOST_FORMS, 'forms')
  const plan: MaskingPlan = {
    mask,
    classes,
    matcher: createMatchers(pool),
    weak: createWeakTokens(Array.from(writer.tokens, token => String.fromCharCode(...unitsOf(token, ignoreCase)))),
    cutEnds: createCutEnds(pool),
    ignoreCase,
    linePrefix,
    cutAt: { start: truncated === 'start' || truncated === 'both', end: truncated === 'end' || truncated === 'both' },
    ownMask: undefined,
    owners,
    numbers,
  }
  return { plan: { ...plan, ownMask: ownMask(plan) }, weak: [...weak] }
}

/** The mask as units, where a value lies within it and does not fill it. */
const ownMask = (plan: MaskingPlan): Uint16Array | undefined => {
  const { mask } = plan
  if (mask.length > LONGEST_OWN_MASK) return undefined
  let hidden = 0
  const masking = createMasking(wholePlan(plan), (_, from, to, hide) => {
    if (hide) hidden += to - from
  })
  masking.push(mask)
  masking.end()
  if (hidden === 0 || hidden === mask.length) return undefined
  return unitsOf(mask, plan.ignoreCase)
}
