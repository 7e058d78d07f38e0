import { foldCase } from './units.ts'

/** How a pattern hides more than itself: base64 that begins, or ends, inside a group leaves some bits in the neighbouring character. */
export const BEFORE = 1
export const AFTER = 2

/** Every text to look for, one after the other as UTF-16 code units, in one array: 10,000 values make 11 million of them. */
export interface PatternPool {
  /** Bytes as long as every unit fits one, which halves the memory of nearly all pools. */
  readonly units: Uint8Array | Uint16Array
  readonly length: number
  /** The beginning of each pattern, and at last the end of the pool. */
  readonly starts: Int32Array
  readonly count: number
  /** BEFORE, AFTER, both or none, per pattern. */
  readonly flags: Uint8Array
  /** Which value a pattern belongs to, per pattern. */
  readonly owners: Int32Array
}

/** Writes a pool. A pattern is what was written between two calls of `endPattern`. */
export interface PatternWriter {
  /** ASCII letters are written in lower case: the texts are searched in lower case too. */
  readonly fold: boolean
  units: Uint8Array | Uint16Array
  length: number
  readonly starts: number[]
  readonly flags: number[]
  readonly owners: number[]
}

/** An empty pool, to be filled. */
export const createPatternWriter = (fold: boolean): PatternWriter => ({
  fold,
  units: new Uint8Array(1 << 12),
  length: 0,
  starts: [0],
  flags: [],
  owners: [],
})

/** Makes room for so many more units, of two bytes each where one of them needs it. */
const reserve = (writer: PatternWriter, more: number, wide: boolean): void => {
  const { units, length } = writer
  const size = length + more > units.length ? (length + more) * 2 : units.length
  if (size === units.length && (!wide || units instanceof Uint16Array)) return
  writer.units = wide || units instanceof Uint16Array ? new Uint16Array(size) : new Uint8Array(size)
  writer.units.set(units.subarray(0, length))
}

/** Writes the units of a text. */
export const writeText = (writer: PatternWriter, text: string): void => {
  reserve(writer, text.length, /[^\0-\u00ff]/.test(text))
  const { units, length } = writer
  for (let i = 0; i < text.length; i++) units[length + i] = text.charCodeAt(i)
  advance(writer, text.length)
}

/** Writes units of one byte. */
export const writeBytes = (writer: PatternWriter, bytes: Uint8Array): void => {
  reserve(writer, bytes.length, false)
  writer.units.set(bytes, writer.length)
  advance(writer, bytes.length)
}

const advance = (writer: PatternWriter, size: number): void => {
  writer.length += size
  if (writer.fold) foldCase(writer.units, writer.length - size, writer.length)
}

/** Closes a pattern; an empty one is none. */
export const endPattern = ({ length, starts, flags, owners }: PatternWriter, owner: number, flag: number): void => {
  if (length === starts.at(-1)) return
  starts.push(length)
  owners.push(owner)
  flags.push(flag)
}

/** Closes the pool that was written. */
export const finishPool = ({ units, length, starts, flags, owners }: PatternWriter): PatternPool => ({
  units: units.slice(0, length),
  length,
  starts: Int32Array.from(starts),
  count: owners.length,
  flags: Uint8Array.from(flags),
  owners: Int32Array.from(owners),
})
