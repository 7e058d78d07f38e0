import { isRecord } from '../model/read.ts'
import type { Measured } from './expression-cost.ts'

/** Deeper than any status, and far from the end of the stack. */
const DEEPEST = 100

/**
 * A JSON value as CEL sees it: whole numbers are ints (BigInt), others doubles, as when Go reads an object. Also how large it is, which bounds what
 * an expression over it can cost.
 */
export const celValue = (value: unknown): { readonly value: unknown; readonly measured: Measured } => {
  const measured = { items: 1, characters: 1, total: 0 }
  const convert = (from: unknown, depth: number): unknown => {
    measured.total++
    if (typeof from === 'number') return Number.isSafeInteger(from) ? BigInt(from) : from
    if (typeof from === 'string') {
      measured.characters = Math.max(measured.characters, from.length)
      return from
    }
    if (from instanceof Date) return from.toISOString()
    if (depth > DEEPEST) throw new RangeError(`nested deeper than ${DEEPEST}`)
    if (Array.isArray(from)) {
      measured.items = Math.max(measured.items, from.length)
      return from.map(item => convert(item, depth + 1))
    }
    return isRecord(from) ? record(from, depth) : from
  }
  const record = (from: Readonly<Record<string, unknown>>, depth: number): Record<string, unknown> => {
    const entries = Object.entries(from).filter(([key, inner]) => inner !== undefined && !(depth === 1 && key === 'managedFields'))
    measured.items = Math.max(measured.items, entries.length)
    return Object.fromEntries(entries.map(([key, inner]) => [key, convert(inner, depth + 1)]))
  }
  return { value: convert(value, 0), measured }
}
