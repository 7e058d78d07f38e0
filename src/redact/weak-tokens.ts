/**
 * Values that are too short or too common to be looked for inside words: `a` in `banana` is not the value, and masking it would
 * spell the value out by its gaps. They are hidden where they stand alone: between units that are neither letters, digits, `_` nor `-`.
 */
export interface WeakTokens {
  /** Reports those that begin in `[from, to)` of a text of `length` known units; what may go on beyond them is left for the next call. */
  find(text: Uint16Array, within: { from: number; length: number; final: boolean }, report: (start: number, end: number) => void): void
}

/** Words that stand in every log and manifest, whatever they are the value of. */
const COMMON = new Set('true false null yes no on off none default admin root test dev prod latest localhost http https'.split(' '))

/** Whether a value is hidden as a whole token only: shorter than `minLength`, a common word, or a number of up to four digits. */
export const isWeak = (value: string, minLength: number): boolean =>
  value.length < minLength || COMMON.has(value.toLowerCase()) || /^\d{1,4}$/.test(value)

const isWordUnit = (unit: number | undefined): boolean =>
  unit !== undefined &&
  ((unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || unit === 95 || unit === 45 || unit > 0xbf)

/** A search for these values, or undefined where there are none. */
export const createWeakTokens = (values: readonly string[]): WeakTokens | undefined => {
  if (values.length === 0) return undefined
  /** By first unit: the values of each length. */
  const starts = new Map<number, Map<number, Set<string>>>()
  for (const value of values) {
    const first = value.charCodeAt(0)
    const lengths = starts.get(first) ?? new Map<number, Set<string>>()
    starts.set(first, lengths)
    lengths.set(value.length, (lengths.get(value.length) ?? new Set()).add(value))
  }
  return {
    find(text, { from, length, final }, report) {
      for (let at = from; at < length; at++) {
        const lengths = starts.get(text[at] ?? 0)
        if (lengths === undefined || (at > 0 && isWordUnit(text[at - 1]))) continue
        for (const [size, set] of lengths) {
          const end = at + size
          if (end > length || (end === length && !final) || (end < length && isWordUnit(text[end]))) continue
          if (set.has(String.fromCharCode(...text.subarray(at, end)))) report(at, end)
        }
      }
    },
  }
}
