import { type Automaton, buildAutomaton } from './automaton.ts'
import { buildGramTables } from './gram-index.ts'
import { type OnMatch, scanGrams, type Search } from './gram-scan.ts'
import type { PatternPool } from './pattern-pool.ts'
import { buildWindowHash, type WindowHash } from './window-hash.ts'

/** Finds all occurrences of all patterns, of those longer than 64 units every piece of at least 64. */
export interface Matcher {
  find(search: Search, report: OnMatch): void
}

/** After a text that the probes could not take, so many searches go to the automaton at once; twice as many each time. */
const MOST_PATIENCE = 64

/** A way of searching a pool: probes, and where they take too long the automaton, which is built when first needed. */
export const createMatchers = (pool: PatternPool): (() => Matcher) => {
  const tables = buildGramTables(pool)
  let slow: { readonly automaton: Automaton; readonly windows: WindowHash } | undefined
  const findSlowly = (search: Search, report: OnMatch): void => {
    slow ??= { automaton: buildAutomaton(pool), windows: buildWindowHash(pool) }
    slow.automaton.find(search, report)
    slow.windows.find(search, report)
  }
  // One per text: how often the probes gave up is a fact of the text.
  return () => {
    let patience = 0
    let next = 1
    const candidates = { places: new Int32Array(0) }
    return {
      find(search, report) {
        if (patience > 0) patience--
        else if (scanGrams({ pool, tables, candidates }, search, report)) {
          next = 1
          return
        } else {
          patience = next
          next = Math.min(next * 2, MOST_PATIENCE)
        }
        findSlowly(search, report)
      },
    }
  }
}
