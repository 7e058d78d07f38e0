import { AFTER, BEFORE, createPatternWriter, finishPool } from '../../src/redact/search/pattern-pool.ts'
import { stripClasses } from '../../src/redact/mask/stripped-view.ts'
import { writeForms } from '../../src/redact/forms/value-forms.ts'
import { isWeak } from '../../src/redact/search/weak-tokens.ts'
import { type Cell, byteListsOf, decodedCells, strippedCells } from './naive-views.ts'

/**
 * What redaction is, written down as simply as possible: every position that any match in any view covers is hidden. No automaton, no tables, no
 * blocks, no stretches; only the list of forms is the library's own. For texts without declared prefixes.
 */
export const bruteForce = (values: readonly string[], text: string, mask: string): string => {
  const hidden = new Uint8Array(text.length)
  const raw = Array.from({ length: text.length }, (_, at): Cell => ({ char: text.charAt(at), start: at, end: at + 1, decided: at }))
  const { patterns, tokens } = formsOf(values)
  const levels = (below: readonly Cell[], families: string, strip: boolean, left = 3): (readonly Cell[])[] => {
    if (left === 0) return []
    const decoded = decodedCells(below, families)
    const view = strip ? strippedCells(decoded) : decoded
    return [view, ...levels(view, families, strip, left - 1)]
  }
  const stripped = strippedCells(raw)
  for (const view of [raw, ...['\\%&', '%&', '\\'].flatMap(families => levels(raw, families, false))]) {
    for (const pattern of patterns) hideAdjacent(hidden, view, pattern)
    for (const token of tokens) hideToken(hidden, view, token, false)
  }
  for (const view of [stripped, ...levels(stripped, '\\%&', true)]) {
    for (const pattern of patterns) if (pattern.text.length >= 12) hideApart(hidden, text, view, pattern)
    for (const token of tokens) hideToken(hidden, view, token, true)
  }
  for (const view of byteListsOf(text)) for (const { text: pattern } of patterns) hideAdjacent(hidden, view, { text: pattern, flags: 0 })
  let output = ''
  for (let at = 0; at < text.length; at++) {
    if (hidden[at] === 0) output += text.charAt(at)
    else if (at === 0 || hidden[at - 1] === 0) output += mask
  }
  return output
}

interface Form {
  readonly text: string
  readonly flags: number
}

const formsOf = (values: readonly string[]): { patterns: readonly Form[]; tokens: ReadonlySet<string> } => {
  const writer = { patterns: createPatternWriter(false), classes: stripClasses(false), shortest: 3, tokens: new Set<string>() }
  for (const value of values.filter(value => value.trim() !== ''))
    if (isWeak(value.trim(), 3)) writer.tokens.add(value.trim())
    else writeForms(value, 0, writer)
  const pool = finishPool(writer.patterns)
  const patterns = Array.from({ length: pool.count }, (_, id) => ({
    text: Array.from(pool.units.subarray(pool.starts[id], pool.starts[id + 1]), unit => String.fromCharCode(unit)).join(''),
    flags: pool.flags[id] ?? 0,
  }))
  return { patterns, tokens: writer.tokens }
}

type Match = readonly [start: number, end: number, edges: number]

const matches = (text: string, pattern: string): readonly Match[] => {
  const found: Match[] = []
  const last = Math.max(0, pattern.length - 64)
  for (let from = 0; from <= last; from++) {
    const piece = pattern.slice(from, from + 64)
    const edges = (from === 0 ? BEFORE : 0) | (from === last ? AFTER : 0)
    for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) found.push([at, at + piece.length, edges])
  }
  return found
}

const textOf = (view: readonly Cell[]): string => view.map(({ char }) => char).join('')
const BASE64 = /^[A-Za-z0-9+/_-]$/

const hideAdjacent = (hidden: Uint8Array, view: readonly Cell[], { text, flags }: Form): void => {
  for (const [start, end, edges] of matches(textOf(view), text)) {
    const before = (flags & edges & BEFORE) > 0 && BASE64.test(view[start - 1]?.char ?? '') ? 1 : 0
    const after = (flags & edges & AFTER) > 0 && BASE64.test(view[end]?.char ?? '') ? 1 : 0
    // What stands in the text as it is was hidden there, with its neighbours there.
    hidden.fill(1, view[start - before]?.start, view[end - 1 + after]?.end)
  }
}

// oxlint-disable-next-line complexity -- as simple as it can be written down
const hideApart = (hidden: Uint8Array, text: string, view: readonly Cell[], { text: pattern, flags }: Form): void => {
  const near = (from: number, to: number): boolean => (view[to - 1]?.decided ?? 0) - (view[from]?.start ?? 0) < 1024
  for (const [start, end, edges] of matches(textOf(view), pattern)) {
    if (!near(start, end)) continue
    const before = (flags & edges & BEFORE) > 0 && start > 0 && BASE64.test(view[start - 1]?.char ?? '') && near(start - 1, end) ? 1 : 0
    const after = (flags & edges & AFTER) > 0 && BASE64.test(view[end]?.char ?? '') && near(start, end + 1) ? 1 : 0
    for (let index = start - before; index < end + after; index++) {
      const cell = view[index]
      hidden.fill(1, cell?.start, cell?.end)
      const gap = index > start - before ? view[index - 1]?.end : cell?.start
      if (!text.slice(gap, cell?.start).includes('\n')) hidden.fill(1, gap, cell?.start)
    }
  }
}

const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char)

// oxlint-disable-next-line complexity -- as simple as it can be written down
const hideToken = (hidden: Uint8Array, view: readonly Cell[], token: string, gaps: boolean): void => {
  const text = textOf(view)
  const isGap = (index: number): boolean => gaps && view[index - 1]?.end !== view[index]?.start
  for (let start = text.indexOf(token); start >= 0; start = text.indexOf(token, start + 1)) {
    const end = start + token.length
    const inner = Array.from({ length: token.length - 1 }, (_, index) => start + 1 + index)
    if (inner.some(isGap)) continue
    if (start > 0 && !isGap(start) && isWord(Array.from(text.slice(0, start)).at(-1))) continue
    if (end < text.length && !isGap(end) && isWord(Array.from(text.slice(end))[0])) continue
    const before = text[start - 1] === '-' && !isGap(start) && !isGap(start - 1) && isWord(Array.from(text.slice(0, start - 1)).at(-1))
    const behind = text[end] === '-' && !isGap(end) && !isGap(end + 1) && isWord(Array.from(text.slice(end + 1))[0])
    if (/^[a-z]{2,10}$/i.test(token) && isWeak(token, 1) && (before || behind)) continue
    hidden.fill(1, view[start]?.start, view[end - 1]?.end)
  }
}
