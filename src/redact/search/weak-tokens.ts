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
const LONGEST_COMMON = 9

/** Whether a value is hidden as a whole token only: shorter than `minLength`, a common word, or a number of up to four digits. */
export const isWeak = (value: string, minLength: number): boolean =>
  value.length < minLength || (value.length <= LONGEST_COMMON && (COMMON.has(value.toLowerCase()) || /^\d{1,4}$/.test(value)))

const isWordUnit = (unit = 0): boolean => /[\w\u00c0-\uffff-]/.test(String.fromCharCode(unit))

/** A search for these values, or undefined where there are none. */
export const createWeakTokens = (values: readonly string[]): WeakTokens | undefined => {
  if (values.length === 0) return undefined
  const known = new Set(values)
  const firsts = new Set(values.map(value => value.charCodeAt(0)))
  const sizes = new Set(values.map(value => value.length))
  return {
    find(text, { from, length, final }, report) {
      for (let at = from; at < length; at++) {
        if (!firsts.has(text[at] ?? 0) || isWordUnit(text[at - 1])) continue
        for (const size of sizes) {
          const end = at + size
          if (end > length || (end === length && !final) || (end < length && isWordUnit(text[end]))) continue
          if (known.has(String.fromCharCode(...text.subarray(at, end)))) report(at, end)
        }
      }
    },
  }
}
