import { isRecord } from '../model/read.ts'

/** Deeper than any status, and far from the end of the stack. */
const DEEPEST = 100

/**
 * A JSON value as CEL sees it: whole numbers are ints (BigInt), others doubles, as when Go reads an object. Also how large its largest list, map or
 * text is, which bounds what an expression over it can cost.
 */
export const celValue = (value: unknown): { readonly value: unknown; readonly largest: number } => {
  let largest = 0
  const convert = (from: unknown, depth: number): unknown => {
    if (typeof from === 'number') return Number.isSafeInteger(from) ? BigInt(from) : from
    if (typeof from === 'string') {
      largest = Math.max(largest, from.length / CHARACTERS_PER_STEP)
      return from
    }
    if (from instanceof Date) return from.toISOString()
    if (depth > DEEPEST) throw new RangeError(`nested deeper than ${DEEPEST}`)
    if (Array.isArray(from)) {
      largest = Math.max(largest, from.length)
      return from.map(item => convert(item, depth + 1))
    }
    return isRecord(from) ? record(from, depth) : from
  }
  const record = (from: Readonly<Record<string, unknown>>, depth: number): Record<string, unknown> => {
    const entries = Object.entries(from).filter(([key, inner]) => inner !== undefined && !(depth === 1 && key === 'managedFields'))
    largest = Math.max(largest, entries.length)
    return Object.fromEntries(entries.map(([key, inner]) => [key, convert(inner, depth + 1)]))
  }
  return { value: convert(value, 0), largest }
}

/** Functions over texts are fast, but `split` makes lists of them. */
const CHARACTERS_PER_STEP = 16
