import type { MaskingPlan } from './mask/masking-plan.ts'
import { WithheldError } from './withheld-error.ts'

/** From this length on a text gives enough gaps to guess a value by. */
export const GUESSED_FROM = 4096
/** One mask of the same value in so many characters, or a fifth of the text, and the gaps spell the value. */
const UNITS_PER_MASK = 64
const SHARE = 0.2
/** Longer values do not become known by how often they occur. */
const GUESSABLE_BELOW = 16

/** Counts the masks of each short value over a whole text, or over all texts of an object. */
export interface GapCheck {
  /** A match, counted from where the text under way begins. */
  readonly count: (owner: number, start: number, end: number) => void
  /** A text, or a part of one, has passed. */
  readonly pass: (length: number) => void
  /** Throws a WithheldError where the gaps would spell a value; it says which. */
  readonly judge: () => void
}

export const createGapCheck = (plan: MaskingPlan): GapCheck => {
  const seen = new Map<number, number[]>()
  let passed = 0
  return {
    count(owner, start, end) {
      // A short part of a long value can be guessed as well.
      if (end - start >= GUESSABLE_BELOW && (plan.owners[owner]?.length ?? 0) >= GUESSABLE_BELOW) return
      const matches = seen.get(owner) ?? []
      seen.set(owner, matches)
      const [first, last] = [passed + start, matches.at(-1)]
      // Matches mostly come in order; what overlaps or touches is one mask.
      if (last !== undefined && first <= last && first >= (matches.at(-2) ?? 0)) matches[matches.length - 1] = Math.max(last, passed + end)
      else matches.push(first, passed + end)
    },
    pass(length) {
      passed += length
    },
    judge() {
      if (passed < GUESSED_FROM) return
      const names = Array.from(seen).flatMap(([owner, matches]) => (isSpelled(matches, passed) ? [plan.owners[owner]?.name ?? ''] : []))
      if (names.length > 0) throw new WithheldError('low-entropy-secret', names)
    },
  }
}

/** Views find the same match each: what overlaps counts once. */
const isSpelled = (matches: readonly number[], length: number): boolean => {
  const pairs = Array.from({ length: matches.length / 2 }, (_, index) => [matches[index * 2] ?? 0, matches[index * 2 + 1] ?? 0] as const)
  let [masks, hidden, end] = [0, 0, -1]
  for (const [start, to] of pairs.toSorted((a, b) => a[0] - b[0])) {
    if (start > end) masks++
    hidden += Math.max(0, to - Math.max(start, end))
    end = Math.max(end, to)
  }
  return masks > length / UNITS_PER_MASK || hidden > length * SHARE
}
