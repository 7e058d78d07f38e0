import { spend } from '../budget.ts'
import type { Budget } from '../budget.ts'
import { parsePattern } from './parse.ts'
import type { PatternState } from './parse.ts'

/** How many steps of one state over one character cost one step of the budget: they are much cheaper than a step of a filter. */
const STEPS = 64

/**
 * A regular expression as Go's RE2 reads it, made into a test whose time is at most the length of the text times that of the pattern:
 * all alternatives are followed side by side, so no text makes it go back. Undefined where the pattern is none, or uses what is left out
 * here (Unicode and POSIX classes, flags within the pattern but a leading `(?i)`). Flags are those of jq's `test`: `i` ignores case,
 * `g` and `n` change nothing, others are left out.
 */
export const linearPattern = (pattern: string, flags = ''): ((text: string, budget: Budget) => boolean) | undefined => {
  if (!/^[gin]*$/.test(flags)) return undefined
  const machine = parsePattern(pattern, flags.includes('i'))
  if (machine === undefined) return undefined
  return (text, budget) => {
    spend(budget, ((text.length + STEPS) * machine.size) / STEPS)
    return matches(machine.states, text)
  }
}

/** The last state is where every match begins; the first is where it ends. */
const matches = (states: readonly PatternState[], text: string): boolean => {
  const characters = Array.from(text, character => character.codePointAt(0) ?? 0)
  let current: number[] = []
  // A state is followed once a character, however many ways lead to it.
  const seen = new Int32Array(states.length).fill(-1)
  for (let at = 0; at <= characters.length; at++) {
    const next: number[] = []
    const [before, here] = [characters[at - 1], characters[at]]
    const ahead = [states.length - 1, ...current]
    for (let index = ahead.pop(); index !== undefined; index = ahead.pop()) {
      if (seen[index] === at) continue
      seen[index] = at
      const state = states[index]
      if (state === undefined || state.kind === 'end') return true
      if (state.kind === 'split') ahead.push(state.next, state.other)
      else if (state.kind === 'assert' ? state.holds(before, here) : here !== undefined && state.accepts(here))
        (state.kind === 'assert' ? ahead : next).push(state.next)
    }
    current = next
  }
  return false
}
