/**
 * Values that are too short or too common to be looked for inside words: `a` in `banana` is not the value, and masking it would
 * spell the value out by its gaps. They are hidden where they stand alone: between characters that are neither letters nor digits. A common
 * word is none either where hyphens join it to others: the `web` of `web-app` is a piece of a name, as nearly all names of Kubernetes have one.
 */
export interface WeakTokens {
  /** Reports those that begin in `[from, length)` of the known units; what may go on beyond them is left for the next call. */
  find(
    text: Uint16Array,
    within: { readonly from: number; readonly length: number; readonly final: boolean },
    report: (start: number, end: number) => void,
    /** True where something was left out between two units, which parts words. */
    isGap?: (index: number) => boolean,
  ): void
}

/** Words that stand in every log and manifest, whatever they are the value of. */
const COMMON = new Set(
  (
    'true false null nil none yes no on off default auto enabled disabled admin root user guest test dev staging prod production latest localhost http https ' +
    'trace debug info notice warn warning error fatal level msg message status code get post put patch head delete api app web db name kind type value data key path host port time'
  ).split(' '),
)
const LONGEST_COMMON = 10

/** True where a value is hidden as a whole token only: shorter than `minLength`, a common word, or a number of up to four digits. */
export const isWeak = (value: string, minLength: number): boolean =>
  value.length < minLength || (value.length <= LONGEST_COMMON && (COMMON.has(value.toLowerCase()) || /^\d{1,4}$/.test(value)))

const WORD = /[\p{L}\p{N}]/u
/** The first half of a character of two units, and the second one. */
const isHigh = (unit = 0): boolean => unit >= 0xd800 && unit < 0xdc00
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000

/** True where the character that begins at a place is a letter or a digit. */
const isWordAt = (text: Uint16Array, at: number, length: number): boolean => {
  const [unit = 0, next = 0] = [text[at], at + 1 < length ? text[at + 1] : 0]
  return WORD.test(isHigh(unit) && isLow(next) ? String.fromCharCode(unit, next) : String.fromCharCode(unit))
}

/** True where the one that ends before a place is. */
const isWordBefore = (text: Uint16Array, at: number, length: number): boolean => {
  const unit = text[at - 1] ?? 0
  return isWordAt(text, isLow(unit) && isHigh(text[at - 2]) ? at - 2 : at - 1, length)
}

const HYPHEN = 45

/** True where a hyphen joins a word to a letter or a digit on either side. */
const isJoined = (
  text: Uint16Array,
  { start, end, length }: { readonly start: number; readonly end: number; readonly length: number },
  isGap: (index: number) => boolean,
): boolean =>
  (start > 1 && text[start - 1] === HYPHEN && !isGap(start) && !isGap(start - 1) && isWordBefore(text, start - 1, length)) ||
  (end + 1 < length && text[end] === HYPHEN && !isGap(end) && !isGap(end + 1) && isWordAt(text, end + 1, length))

/** How many units behind a value tell whether it stands alone: both halves of a character, and a character behind a hyphen. */
const unitsBehind = (unit = 0): number => (unit === HYPHEN ? 3 : isHigh(unit) ? 2 : 1)

/** A search for these values, or undefined where there are none. */
export const createWeakTokens = (values: readonly string[]): WeakTokens | undefined => {
  if (values.length === 0) return undefined
  const known = new Map(values.map(value => [value, COMMON.has(value.toLowerCase())]))
  const firsts = new Uint8Array(65_536)
  for (const value of known.keys()) firsts[value.charCodeAt(0)] = 1
  const sizes = Array.from(new Set(values.map(value => value.length)))
  return {
    // oxlint-disable-next-line complexity -- one loop that every unit passes
    find(text, { from, length, final }, report, isGap = () => false) {
      for (let at = from; at < length; at++) {
        if (firsts[text[at] ?? 0] === 0) continue
        if (at > 0 && !isGap(at) && isWordBefore(text, at, length)) continue
        for (const size of sizes) {
          const end = at + size
          if (end > length || (!final && end + unitsBehind(text[end]) > length)) continue
          const isCommon = known.get(String.fromCharCode(...text.subarray(at, end)))
          if (isCommon === undefined) continue
          if (end < length && !isGap(end) && isWordAt(text, end, length)) continue
          if (isCommon && isJoined(text, { start: at, end, length }, isGap)) continue
          // A gap parts a value as well.
          let whole = true
          for (let index = at + 1; index < end; index++) if (isGap(index)) whole = false
          if (whole) report(at, end)
        }
      }
    },
  }
}
