import { createCutEnds } from './cut-ends.ts'
import { createMatchers } from './matcher.ts'
import { createMasking, leafPlan, type Plan } from './masking.ts'
import { createPatternWriter, finishPool } from './pattern-pool.ts'
import type { RedactorOptions } from './redactor.ts'
import { squeezeClasses } from './squeeze.ts'
import { unitsOf } from './units.ts'
import { writeForms } from './value-forms.ts'
import { createWeakTokens, isWeak } from './weak-tokens.ts'

/** What a redactor may be asked to hide; more is an error when it is made, never a value left out. */
export const LIMITS: {
  readonly values: number
  readonly valueUnits: number
  readonly totalUnits: number
  readonly patterns: number
  readonly patternUnits: number
} = {
  values: 10_000,
  valueUnits: 65_536,
  totalUnits: 16 * 1024 * 1024,
  patterns: 1_000_000,
  patternUnits: 256 * 1024 * 1024,
}

/** A value and what to call it. */
export interface NamedValue {
  readonly name: string
  readonly value: string
}

/** Longer values do not become known by how often they occur. */
const GUESSABLE_BELOW = 16
/** A longer mask is not looked for in the texts. */
const LONGEST_OWN_MASK = 256

/** All that can be done before the first text: the patterns of all values and the tables to find them. */
export const createPlan = (values: readonly NamedValue[], options: RedactorOptions): { plan: Plan; weak: readonly string[] } => {
  const { mask = '********', minLength = 3, ignoreCase = false, linePrefix, truncated } = options
  const classes = squeezeClasses(linePrefix !== undefined)
  const writer = createPatternWriter(ignoreCase)
  const weakValues = new Set<string>()
  const weak = new Set<string>()
  const lengths: number[] = []
  const known = new Set<string>()
  for (const { name, value } of values) {
    const trimmed = value.trim()
    if (trimmed === '' || isWeak(trimmed, minLength)) weak.add(name)
    if (known.has(value) || trimmed === '') continue
    known.add(value)
    if (isWeak(trimmed, minLength)) weakValues.add(ignoreCase ? lowerAscii(trimmed) : trimmed)
    else writeForms(value, lengths.push(trimmed.length) - 1, writer, classes)
    if (writer.length > LIMITS.patternUnits)
      throw new RangeError(`createRedactor: values: their encoded forms exceed ${LIMITS.patternUnits} characters`)
  }
  const pool = finishPool(writer)
  if (pool.count > LIMITS.patterns) throw new RangeError(`createRedactor: values: more than ${LIMITS.patterns} encoded forms`)
  const plan: Plan = {
    mask,
    classes,
    matcher: createMatchers(pool),
    weak: createWeakTokens([...weakValues]),
    cutEnds: createCutEnds(pool),
    ignoreCase,
    linePrefix,
    cutAt: { start: truncated === 'start' || truncated === 'both', end: truncated === 'end' || truncated === 'both' },
    ownMask: undefined,
    guessable: owner => (lengths[owner] ?? GUESSABLE_BELOW) < GUESSABLE_BELOW,
  }
  return { plan: { ...plan, ownMask: ownMask(plan) }, weak: [...weak] }
}

/** The mask as units, where a value lies within it and does not fill it. */
const ownMask = (plan: Plan): Uint16Array | undefined => {
  const { mask } = plan
  if (mask.length > LONGEST_OWN_MASK) return undefined
  let hidden = 0
  const masking = createMasking(leafPlan(plan), (_, from, to, hide) => {
    if (hide) hidden += to - from
  })
  masking.push(mask)
  masking.end()
  if (hidden === 0 || hidden === mask.length) return undefined
  return unitsOf(mask, plan.ignoreCase)
}

const lowerAscii = (text: string): string => text.replaceAll(/[A-Z]+/g, letters => letters.toLowerCase())
