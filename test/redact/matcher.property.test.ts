import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildAutomaton } from '../../src/redact/search/automaton.ts'
import { buildGramTables, WINDOW } from '../../src/redact/search/gram-index.ts'
import { scanGrams, type OnMatch, type Search } from '../../src/redact/search/gram-scan.ts'
import { createMatchers } from '../../src/redact/search/matcher.ts'
import {
  AFTER,
  BEFORE,
  createPatternWriter,
  endPattern,
  finishPool,
  writeBytes,
  writeText,
  type PatternPool,
} from '../../src/redact/search/pattern-pool.ts'
import { unitsOf } from '../../src/redact/search/units.ts'
import { buildWindowHash } from '../../src/redact/search/window-hash.ts'
import { runs } from '../support/runs.ts'

/**
 * What every way of searching promises, against a search that only counts: all occurrences of all patterns, of those longer than a window
 * every piece of at least a window, and the neighbours that a pattern hides beside them.
 */
interface Pattern {
  readonly text: string
  readonly flag: number
}
/** True where that is all; false where it gave up before. */
type Find = (search: Search, report: OnMatch) => boolean

const poolOf = (patterns: readonly Pattern[]): PatternPool => {
  const writer = createPatternWriter(false)
  for (const [owner, { text, flag }] of patterns.entries()) {
    if (owner % 2 === 0 || /[^\0-\u00ff]/.test(text)) writeText(writer, text)
    else
      writeBytes(
        writer,
        Uint8Array.from(text, unit => unit.charCodeAt(0)),
      )
    endPattern(writer, owner, flag)
  }
  return finishPool(writer)
}

/** Position by position what a search has to report: 1 for what matches, 2 for what is hidden beside a match. */
const naive = (patterns: readonly Pattern[], text: string, { from, to, shortest }: Search): number[] => {
  const marks = Array.from({ length: text.length }, () => 0)
  const mark = (start: number, end: number, flag: number): void => {
    for (let at = start; at < end; at++) marks[at] = (marks[at] ?? 0) | 1
    if ((flag & BEFORE) !== 0 && start > from) marks[start - 1] = (marks[start - 1] ?? 0) | 2
    if ((flag & AFTER) !== 0 && end < to) marks[end] = (marks[end] ?? 0) | 2
  }
  for (const { text: pattern, flag } of patterns) {
    if (pattern.length < shortest) continue
    const size = Math.min(pattern.length, WINDOW)
    for (let piece = 0; piece + size <= pattern.length; piece++) {
      const edges = (piece === 0 ? BEFORE : 0) | (piece + size === pattern.length ? AFTER : 0)
      const wanted = pattern.slice(piece, piece + size)
      for (let at = text.indexOf(wanted, from); at >= 0 && at + size <= to; at = text.indexOf(wanted, at + 1))
        mark(at, at + size, flag & edges)
    }
  }
  return marks
}

/** The same from reports, each of which has to be a piece of a pattern of the owner that it names. */
const reported = (patterns: readonly Pattern[], text: string, search: Search, find: Find): { hidden: string; complete: boolean } => {
  const marks = Array.from({ length: text.length }, () => 0)
  const complete = find(search, (start, end, owner, flags) => {
    expect(start).toBeGreaterThanOrEqual(search.from)
    expect(end).toBeLessThanOrEqual(search.to)
    expect(patterns[owner]?.text).toContain(text.slice(start, end))
    for (let at = start; at < end; at++) marks[at] = (marks[at] ?? 0) | 1
    if ((flags & BEFORE) !== 0 && start > search.from) marks[start - 1] = (marks[start - 1] ?? 0) | 2
    if ((flags & AFTER) !== 0 && end < search.to) marks[end] = (marks[end] ?? 0) | 2
  })
  return { hidden: hidden(marks), complete }
}

/** What shows and what does not: a neighbour that lies within another match is hidden already. */
const hidden = (marks: readonly number[]): string => marks.map(mark => (mark === 0 ? '.' : '#')).join('')

const ALPHABETS = ['ab', 'abc', 'aé', 'abcdefgh', 'a\u0101', 'aa\ud83d']
const flag = fc.constantFrom(0, 0, BEFORE, AFTER, BEFORE | AFTER)
const cases = fc.record({ alphabet: fc.constantFrom(...ALPHABETS), unit: fc.nat({ max: 3 }) }).chain(({ alphabet, unit }) => {
  const letters = fc.constantFrom(...alphabet.split(''))
  const short = fc.array(letters, { minLength: 1, maxLength: 12 }).map(units => units.join(''))
  const long = fc.array(letters, { minLength: 13, maxLength: 150 }).map(units => units.join(''))
  // Periodic ones, which meet themselves everywhere.
  const periodic = fc.tuple(short, fc.integer({ min: 2, max: 30 })).map(([text, times]) => text.slice(0, unit + 1).repeat(times))
  const pattern = fc.record({ text: fc.oneof(short, long, periodic), flag })
  return fc.record({
    patterns: fc.array(pattern, { minLength: 1, maxLength: 6 }),
    pieces: fc.array(fc.record({ of: fc.nat(), from: fc.nat({ max: 80 }), cut: fc.nat({ max: 40 }), filler: short }), { maxLength: 6 }),
    margin: fc.record({ from: fc.nat({ max: 5 }), to: fc.nat({ max: 5 }), shortest: fc.constantFrom(1, 1, 3, 9, 64) }),
  })
})

/** Whole patterns and pieces of them, with something between. */
const textOf = (patterns: readonly Pattern[], pieces: readonly { of: number; from: number; cut: number; filler: string }[]): string =>
  pieces
    .map(({ of, from, cut, filler }) => {
      const { text = '' } = patterns[of % patterns.length] ?? {}
      return (of % 3 === 0 ? text : of % 3 === 1 ? text.slice(from) : text.slice(0, text.length - cut)) + (of % 5 === 0 ? '' : filler)
    })
    .join('')

const ways: Readonly<Record<string, (pool: PatternPool) => Find>> = {
  'the probes': pool => {
    const tables = buildGramTables(pool)
    return (search, report) => scanGrams({ pool, tables, candidates: { places: new Int32Array(0) } }, search, report)
  },
  'the automaton and the windows': pool => {
    const [automaton, windows] = [buildAutomaton(pool), buildWindowHash(pool)]
    return (search, report) => {
      automaton.find(search, report)
      windows.find(search, report)
      return true
    }
  },
  'a matcher': pool => {
    const matcher = createMatchers(pool)()
    return (search, report) => {
      matcher.find(search, report)
      return true
    }
  },
}

describe.each(Object.entries(ways))('%s', (_, way) => {
  test('find what a search that only counts finds, and nothing else', () => {
    fc.assert(
      fc.property(cases, ({ patterns, pieces, margin }) => {
        const text = textOf(patterns, pieces)
        const view = unitsOf(text, false)
        const from = Math.min(margin.from, text.length)
        const search = { view, from, to: Math.max(from, text.length - margin.to), shortest: margin.shortest }
        const find = way(poolOf(patterns))
        const expected = hidden(naive(patterns, text, search))
        // What was searched before changes nothing.
        for (let turn = 0; turn < 2; turn++) {
          const found = reported(patterns, text, search, find)
          // What gave up has missed something, and is right as far as it went.
          const wrong = found.hidden.split('').filter((mark, at) => mark !== expected[at] && (found.complete || mark === '#'))
          expect(wrong, `${expected}\n${found.hidden}`).toEqual([])
        }
      }),
      { numRuns: runs(300, 100) },
    )
  })

  test('find each of thousands of patterns, and none in a text that only comes near', () => {
    const numbered = (index: number): string => `token-${((index * 7919) % 20_011).toString(36)}-${index.toString(16)}-end`
    const patterns = Array.from({ length: 12_000 }, (_, index) => ({ text: numbered(index), flag: index % 4 }))
    const find = way(poolOf(patterns))
    for (let index = 0; index < 12_000; index += 997) {
      const text = `x${numbered(index)}y ${numbered(index).slice(0, -1)} ${numbered(index).slice(1)}`
      const search = { view: unitsOf(text, false), from: 0, to: text.length, shortest: 1 }
      const { length } = numbered(index)
      const expected = `${((index % 4) & BEFORE) === 0 ? '.' : '#'}${'#'.repeat(length)}${((index % 4) & AFTER) === 0 ? '.' : '#'}`
      expect(reported(patterns, text, search, find)).toEqual({ hidden: expected.padEnd(text.length, '.'), complete: true })
    }
  })
})

test('a text that takes the probes too many comparisons is handed to the automaton, and nothing of it is missed', () => {
  const patterns = Array.from({ length: 40 }, (_, index) => ({ text: `${'a'.repeat(index + 10)}b`, flag: 0 }))
  const pool = poolOf(patterns)
  const text = `${'a'.repeat(3000)}b${'a'.repeat(30)}`
  const search = { view: unitsOf(text, false), from: 0, to: text.length, shortest: 1 }
  expect(scanGrams({ pool, tables: buildGramTables(pool), candidates: { places: new Int32Array(0) } }, search, () => undefined)).toBe(false)
  const matcher = createMatchers(pool)()
  const expected = { hidden: hidden(naive(patterns, text, search)), complete: true }
  const find: Find = (asked, report) => {
    matcher.find(asked, report)
    return true
  }
  for (let turn = 0; turn < 4; turn++) expect(reported(patterns, text, search, find)).toEqual(expected)
})
