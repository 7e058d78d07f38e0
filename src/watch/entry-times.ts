import type { JsonRecord } from '../model/kube-object.ts'
import { at, isRecord, recordsOf, textOf } from '../model/read.ts'
import { timestamp } from '../model/scalars/time.ts'

/**
 * The object with a time in every managedFields entry. The API server writes the entry of a subresource that converts (scale) without
 * one; the frame that first shows such an entry, or another value of one of its fields, says since when at the latest.
 *
 * @param earlier how the object was before, with the times that this function gave it.
 * @returns `object` itself where nothing is missing, else a copy that shares everything but the entries.
 */
export const withEntryTimes = (object: JsonRecord, earlier: JsonRecord | undefined, seen: number): JsonRecord => {
  const metadata = object['metadata']
  const entries = recordsOf(at(metadata, 'managedFields'))
  if (!isRecord(metadata) || entries.every(isTimed)) return object
  const before = recordsOf(at(earlier, 'metadata', 'managedFields'))
  const managedFields = entries.map(entry =>
    isTimed(entry) ? entry : timed(entry, since(entry, before, object, earlier) ?? timestamp(seen)),
  )
  return { ...object, metadata: { ...metadata, managedFields } }
}

const isTimed = (entry: JsonRecord): boolean => entry['time'] !== undefined && entry['time'] !== null

const timed = (entry: JsonRecord, time: string): JsonRecord => {
  const copy: Record<string, unknown> = { ...entry }
  copy['time'] = time
  return copy
}

const since = (
  entry: JsonRecord,
  before: readonly JsonRecord[],
  object: JsonRecord,
  earlier: JsonRecord | undefined,
): string | undefined => {
  const same = before.find(other => IDENTITY.every(key => other[key] === entry[key]))
  const known = textOf(same?.['time'])
  return known !== undefined && unchanged(entry['fieldsV1'], object, earlier) ? known : undefined
}

/** The parts that make two entries one manager's: the API server keeps one entry for each combination. */
const IDENTITY = ['manager', 'operation', 'subresource', 'apiVersion'] as const

/** True where every field that the entry owns has the value that it had. Items of lists are compared with their whole list. */
const unchanged = (fields: unknown, now: unknown, then: unknown): boolean => {
  if (!isRecord(fields)) return true
  const names = Object.keys(fields).filter(key => key.startsWith('f:'))
  if (names.length === 0) return JSON.stringify(now) === JSON.stringify(then)
  return names.every(key => {
    const name = key.slice(2)
    return unchanged(fields[key], isRecord(now) ? now[name] : undefined, isRecord(then) ? then[name] : undefined)
  })
}
