import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordsOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'

/** When somebody last changed the spec, by managedFields; else the creation. A change through the scale subresource carries no time. */
export const specSince = (live: JsonRecord): number | undefined => {
  const changed = latest(live, undefined)
  const created = createdAt(live)
  return changed === undefined || (created !== undefined && created > changed) ? created : changed
}

/**
 * The time of the last change of the status, by managedFields; else the creation. A kind without conditions has no better word for how
 * long it has been so: it cannot have been so for longer, unless the status is written without need.
 */
export const statusSince = (live: JsonRecord): number | undefined => statusWritten(live) ?? createdAt(live)

/** The same where managedFields have it, for states that an object of any age may have been in for a moment only. */
export const statusWritten = (live: JsonRecord): number | undefined => latest(live, 'status')

/** When anything but its status was last written, by managedFields. */
export const lastWritten = (live: JsonRecord): number | undefined => latest(live, undefined)

/** When the data of a ConfigMap or Secret were last changed, by the managers that own them; else the creation. Undefined where nothing is known. */
export const dataSince = (live: JsonRecord | undefined): number | undefined => {
  if (live === undefined) return undefined
  const times = recordsOf(at(live, 'metadata', 'managedFields')).flatMap(entry =>
    DATA.some(field => at(entry, 'fieldsV1', field) !== undefined) ? (millisecondsOf(entry['time']) ?? []) : [],
  )
  return times.length === 0 ? createdAt(live) : Math.max(...times)
}
const DATA = ['f:data', 'f:binaryData', 'f:stringData']

/** When the object was created, in milliseconds. */
export const createdAt = (live: JsonRecord): number | undefined => millisecondsOf(at(live, 'metadata', 'creationTimestamp'))

const latest = (live: JsonRecord, subresource: string | undefined): number | undefined => {
  let latest: number | undefined
  for (const entry of recordsOf(at(live, 'metadata', 'managedFields'))) {
    const time = entry['subresource'] === subresource ? millisecondsOf(entry['time']) : undefined
    if (time !== undefined && (latest === undefined || time > latest)) latest = time
  }
  return latest
}
