import { AFTER, BEFORE, createPatternWriter, finishPool } from '../../src/redact/search/pattern-pool.ts'
import { squeezeClasses } from '../../src/redact/mask/stripped-view.ts'
import { writeForms } from '../../src/redact/forms/value-forms.ts'
import { isWeak } from '../../src/redact/search/weak-tokens.ts'

/**
 * What redaction is, written down as simply as possible: every position that any match covers is hidden. No automaton, no tables, no
 * blocks; only the list of encoded forms is the library's own. For texts without declared prefixes.
 */
export const bruteForce = (values: readonly string[], text: string, mask: string): string => {
  const hidden = new Uint8Array(text.length)
  const raw = text
  const places = squeezedPlaces(raw)
  const view = places.map(({ place }) => raw.charAt(place)).join('')
  const { patterns, tokens } = formsOf(values)
  for (const { text: pattern, flags } of patterns) {
    for (const [start, end, edges] of matches(raw, pattern, 1)) cover(hidden, raw, start, end, flags & edges)
    for (const [start, end, edges] of matches(view, pattern, 12))
      coverSqueezed(hidden, raw, view, places, { start, end, flags: flags & edges })
  }
  for (const token of tokens)
    for (let at = raw.indexOf(token); at >= 0; at = raw.indexOf(token, at + 1))
      if (!/[\w\u00c0-\uffff-]/.test(raw.charAt(at - 1)) && !/[\w\u00c0-\uffff-]/.test(raw.charAt(at + token.length)))
        hidden.fill(1, at, at + token.length)
  let output = ''
  for (let at = 0; at < raw.length; at++) {
    if (hidden[at] === 0) output += raw.charAt(at)
    else if (at === 0 || hidden[at - 1] === 0) output += mask
  }
  return output
}

const formsOf = (values: readonly string[]): { patterns: readonly { text: string; flags: number }[]; tokens: ReadonlySet<string> } => {
  const writer = { patterns: createPatternWriter(false), classes: squeezeClasses(false), shortest: 3, tokens: new Set<string>() }
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

const matches = (text: string, pattern: string, shortest: number): readonly Match[] => {
  if (pattern.length < shortest) return []
  const found: Match[] = []
  const last = Math.max(0, pattern.length - 64)
  for (let from = 0; from <= last; from++) {
    const piece = pattern.slice(from, from + 64)
    const edges = (from === 0 ? BEFORE : 0) | (from === last ? AFTER : 0)
    for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) found.push([at, at + piece.length, edges])
  }
  return found
}

const BASE64 = /^[A-Za-z0-9+/_-]$/
const cover = (hidden: Uint8Array, text: string, start: number, end: number, flags: number): void => {
  hidden.fill(1, start, end)
  if ((flags & BEFORE) > 0 && BASE64.test(text.charAt(start - 1))) hidden[start - 1] = 1
  if ((flags & AFTER) > 0 && BASE64.test(text.charAt(end))) hidden[end] = 1
}

interface Place {
  readonly place: number
  /** The position that decides that the unit stays. */
  readonly decided: number
}

const coverSqueezed = (
  hidden: Uint8Array,
  text: string,
  view: string,
  places: readonly Place[],
  match: { start: number; end: number; flags: number },
): void => {
  const reach = (from: number, to: number): number => (places[to - 1]?.decided ?? 0) - (places[from]?.place ?? 0) + 1
  let { start, end } = match
  if (reach(start, end) > 1024) return
  if ((match.flags & BEFORE) > 0 && start > 0 && BASE64.test(view.charAt(start - 1)) && reach(start - 1, end) <= 1024) start--
  if ((match.flags & AFTER) > 0 && BASE64.test(view.charAt(end)) && reach(match.start, end + 1) <= 1024) end++
  for (let index = start; index < end; index++) {
    const place = places[index]?.place ?? 0
    hidden[place] = 1
    const before = index > start ? (places[index - 1]?.place ?? 0) : place
    if (!text.slice(before + 1, place).includes('\n')) hidden.fill(1, before, place)
  }
}

// oxlint-disable-next-line no-control-regex -- the escape character begins colour codes
const SKIPPED = /^(?:\u001b(?:\[[ -?]*[@-~]?)?|\\[nrt\r]|\\(?=\n)|\s)/

/** White space, escaped breaks and colour codes (CSI with a final letter) left out. */
const squeezedPlaces = (text: string): readonly Place[] => {
  const places: Place[] = []
  for (let at = 0; at < text.length; at++) {
    const rest = text.slice(at, at + 40)
    const skipped = SKIPPED.exec(rest)
    if (skipped !== null) at += skipped[0].length - 1
    else places.push({ place: at, decided: text.charAt(at) === '\\' ? at + 1 : at })
  }
  return places
}
