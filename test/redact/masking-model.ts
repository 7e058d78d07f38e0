import { createCutEnds } from '../../src/redact/mask/cut-ends.ts'
import type { LinePrefix } from '../../src/redact/mask/line-prefix.ts'
import type { MaskingPlan } from '../../src/redact/mask/masking-plan.ts'
import { createMatchers } from '../../src/redact/search/matcher.ts'
import { AFTER, BEFORE, createPatternWriter, endPattern, finishPool, writeText } from '../../src/redact/search/pattern-pool.ts'
import { stripClasses } from '../../src/redact/mask/stripped-view.ts'
import { unitsOf } from '../../src/redact/search/units.ts'
import { createWeakTokens } from '../../src/redact/search/weak-tokens.ts'
import { type Place, strippedPlaces } from './naive-stripped-view.ts'

/**
 * What a masking promises, position by position, against a search that only counts: the union of all matches in the text as it is and in its squeezed
 * view, their neighbours in base64, short words that stand alone, and what is left of values at cut ends; but nothing in a mask that the text has.
 */
export interface Given {
  readonly patterns: readonly { readonly text: string; readonly flag: number }[]
  readonly tokens: readonly string[]
  readonly mask: string
  /** Whether a value lies within the mask, which then is looked for in the text. */
  readonly own: boolean
  readonly ignoreCase: boolean
  readonly prefix: LinePrefix | undefined
  readonly cut: 'start' | 'end' | 'both' | undefined
}

const WINDOW = 64
export const SPAN = 1024

export const planOf = ({ patterns, tokens, mask, own, ignoreCase, prefix, cut }: Given): MaskingPlan => {
  const writer = createPatternWriter(ignoreCase)
  for (const [owner, { text, flag }] of patterns.entries()) {
    writeText(writer, text)
    endPattern(writer, owner, flag)
  }
  const pool = finishPool(writer)
  return {
    mask,
    classes: stripClasses(prefix !== undefined),
    matcher: createMatchers(pool),
    weak: createWeakTokens(tokens.map(token => (ignoreCase ? token.toLowerCase() : token))),
    cutEnds: createCutEnds(pool),
    ignoreCase,
    linePrefix: prefix,
    cutAt: { start: cut === 'start' || cut === 'both', end: cut === 'end' || cut === 'both' },
    ownMask: own ? unitsOf(mask, ignoreCase) : undefined,
    owners: patterns.map(({ text }) => ({ name: '', length: text.length })),
    numbers: new Set(),
  }
}

interface Match {
  readonly start: number
  readonly end: number
  readonly edges: number
}

/** Every occurrence of a pattern, or of each piece of a window of it. */
export const matchesOf = (text: string, pattern: string): readonly Match[] => {
  const found: Match[] = []
  const size = Math.min(pattern.length, WINDOW)
  for (let from = 0; from + size <= pattern.length; from++) {
    const edges = (from === 0 ? BEFORE : 0) | (from + size === pattern.length ? AFTER : 0)
    const piece = pattern.slice(from, from + size)
    for (let start = text.indexOf(piece); start >= 0; start = text.indexOf(piece, start + 1))
      found.push({ start, end: start + size, edges })
  }
  return found
}

export const liesInMask = (text: string, mask: string, start: number, end: number): boolean => {
  if (end - start >= mask.length) return false
  for (let at = text.indexOf(mask); at >= 0; at = text.indexOf(mask, at + 1)) if (at <= start && end <= at + mask.length) return true
  return false
}

const BASE64 = /^[A-Za-z0-9+/_-]$/
const WORD = /^[\p{L}\p{N}]$/u
export const lower = (text: string): string => text.replaceAll(/[A-Z]/g, letter => letter.toLowerCase())

interface Seen {
  /** The text as it is searched, its stripped view and where that stands in the text. */
  readonly text: string
  readonly view: string
  readonly places: readonly Place[]
  readonly hidden: Uint8Array
}

/** Hides a stretch of the stripped view and what was left out in it, but no real line break nor what is around it. */
const hideStripped = ({ text, places, hidden }: Seen, start: number, end: number): void => {
  for (let index = start; index < end; index++) {
    const place = places[index]?.place ?? 0
    const before = index > start ? (places[index - 1]?.place ?? 0) : place
    hidden[place] = 1
    if (!text.slice(before + 1, place).includes('\n')) hidden.fill(1, before, place)
  }
}

/** Whether a match lies in a mask that the text has. */
type IsMasked = (start: number, end: number) => boolean
type Pattern = Given['patterns'][number]

const hideMatches = ({ text, hidden }: Seen, { text: pattern, flag }: Pattern, isMasked: IsMasked): void => {
  for (const { start, end, edges } of matchesOf(text, pattern)) {
    if (isMasked(start, end)) continue
    hidden.fill(1, start, end)
    if ((flag & edges & BEFORE) > 0 && BASE64.test(text.charAt(start - 1))) hidden[start - 1] = 1
    if ((flag & edges & AFTER) > 0 && BASE64.test(text.charAt(end))) hidden[end] = 1
  }
}

const hideStrippedMatches = (seen: Seen, { text: pattern, flag }: Pattern, isMasked: IsMasked): void => {
  const { view, places } = seen
  const isNear = (from: number, to: number): boolean => (places[to - 1]?.decided ?? 0) - (places[from]?.place ?? 0) < SPAN
  for (const { start, end, edges } of pattern.length < 12 ? [] : matchesOf(view, pattern)) {
    if (!isNear(start, end) || isMasked(places[start]?.place ?? 0, (places[end - 1]?.place ?? 0) + 1)) continue
    const before = (flag & edges & BEFORE) > 0 && BASE64.test(view.charAt(start - 1)) && isNear(start - 1, end)
    const after = (flag & edges & AFTER) > 0 && BASE64.test(view.charAt(end)) && isNear(start, end + 1)
    hideStripped(seen, before ? start - 1 : start, after ? end + 1 : end)
  }
}

const hideToken = ({ text, hidden }: Seen, token: string, isMasked: IsMasked): void => {
  for (let start = text.indexOf(token); start >= 0; start = text.indexOf(token, start + 1)) {
    const end = start + token.length
    if (!WORD.test(text.charAt(start - 1)) && !WORD.test(text.charAt(end)) && !isMasked(start, end)) hidden.fill(1, start, end)
  }
}

export const expectedOf = (given: Given, whole: string): Uint8Array => {
  const folded = (text: string): string => (given.ignoreCase ? lower(text) : text)
  const text = folded(whole)
  const places = strippedPlaces(text, given.prefix)
  const view = places.map(({ place }) => text.charAt(place)).join('')
  const seen: Seen = { text, view, places, hidden: new Uint8Array(text.length) }
  const isMasked: IsMasked = (start, end) => given.own && liesInMask(text, folded(given.mask), start, end)
  const patterns = given.patterns.map(({ text, flag }) => ({ text: folded(text), flag }))
  for (const pattern of patterns) {
    hideMatches(seen, pattern, isMasked)
    hideStrippedMatches(seen, pattern, isMasked)
  }
  for (const token of given.tokens) hideToken(seen, folded(token), isMasked)
  hideCuts(given, patterns.map(pattern => pattern.text), seen) // prettier-ignore
  return seen.hidden
}

/** What is left of a value at the ends, as far as a match may span. */
const hideCuts = ({ cut }: Given, patterns: readonly string[], seen: Seen): void => {
  const { text, view, places, hidden } = seen
  const longest = (known: number, shortest: number, fits: (pattern: string, size: number) => boolean): number => {
    let size = Math.min(WINDOW - 1, known)
    while (size >= 4 && !patterns.some(pattern => pattern.length > size && pattern.length >= shortest && fits(pattern, size))) size--
    return size < 4 ? 0 : size
  }
  if (cut === 'start' || cut === 'both') {
    const known = Math.min(text.length, SPAN - 1)
    hidden.fill(
      1,
      0,
      longest(known, 1, (pattern, size) => pattern.endsWith(text.slice(0, size))),
    )
    const settled = places.findIndex(({ decided }) => decided >= SPAN - 1)
    const size = longest(settled < 0 ? places.length : settled, 12, (pattern, size) => pattern.endsWith(view.slice(0, size)))
    hideStripped(seen, 0, size)
  }
  if (cut === 'end' || cut === 'both') {
    const known = Math.min(text.length, SPAN - 1)
    hidden.fill(1, text.length - longest(known, 1, (pattern, size) => pattern.startsWith(text.slice(text.length - size))), text.length)
    const near = places.filter(({ place }) => place > text.length - SPAN).length
    const size = longest(near, 12, (pattern, size) => pattern.startsWith(view.slice(view.length - size)))
    hideStripped(seen, view.length - size, view.length)
  }
}

export const asMarks = (hidden: Uint8Array): string => Array.from(hidden, mark => (mark === 0 ? '.' : '#')).join('')
