/** Text as its UTF-16 units, or bytes where each fits in one. */
export type Units = Uint8Array | Uint16Array

/** Texts as code units, in an array that grows as needed. */
export interface UnitBuffer {
  readonly units: Uint16Array<ArrayBuffer>
  /** Writes the units of `text` from `at` on. */
  load(text: string, at: number): void
}

const encoder = new TextEncoder()
const LEAST = 64

/**
 * An empty buffer. ASCII, which is nearly all of every log, goes through the platform's encoder: several times as fast as asking for each
 * unit. With `ignoreCase`, ASCII letters become lower case.
 */
export const createUnitBuffer = (ignoreCase: boolean): UnitBuffer => {
  let units = new Uint16Array(LEAST)
  let bytes = new Uint8Array(LEAST)
  return {
    get units() {
      return units
    },
    load(text, at) {
      const end = at + text.length
      if (end > units.length) {
        const larger = new Uint16Array(end * 2)
        larger.set(units.subarray(0, at))
        units = larger
      }
      if (text.length > bytes.length) bytes = new Uint8Array(text.length)
      const { read, written } = encoder.encodeInto(text, bytes)
      if (read === text.length && written === text.length) units.set(bytes.subarray(0, written), at)
      else writeUnits(units, text, at)
      if (ignoreCase) foldCase(units, at, end)
    },
  }
}

/** The units of one text. */
export const unitsOf = (text: string, ignoreCase: boolean): Uint16Array => {
  const buffer = createUnitBuffer(ignoreCase)
  buffer.load(text, 0)
  return buffer.units.subarray(0, text.length)
}

/** The text of some units. */
export const textOfUnits = (units: Units): string => {
  let text = ''
  // In pieces: there may be more units than a call takes arguments.
  for (let at = 0; at < units.length; at += 4096) text += String.fromCharCode.apply(null, units.subarray(at, at + 4096) as never)
  return text
}

const writeUnits = (units: Uint16Array, text: string, at: number): void => {
  for (let i = 0; i < text.length; i++) units[at + i] = text.charCodeAt(i)
}

/** Makes ASCII letters lower case. */
export const foldCase = (units: Uint8Array | Uint16Array, from: number, to: number): void => {
  for (let i = from; i < to; i++) {
    const unit = units[i] ?? 0
    if (unit >= 65 && unit <= 90) units[i] = unit + 32
  }
}
