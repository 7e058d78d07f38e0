import type { JsonRecord } from '../model/kube-object.ts'
import { at, textOf } from '../model/read.ts'
import type { SchemaSet } from '../schema/index.ts'

/**
 * Whether the CRD of an object says that its kind has a status; undefined where the caller passed none. Read off the set rather than
 * asked of the schema feature, which would bring the facts of every built-in kind into what importing health costs.
 */
export const reportsStatus = (live: JsonRecord, schemas: SchemaSet): boolean | undefined => {
  const kinds = at(schemas, 'kinds')
  const kind: unknown = kinds instanceof Map ? kinds.get(`${textOf(live['apiVersion']) ?? ''}/${textOf(live['kind']) ?? ''}`) : undefined
  const status = at(kind, 'status')
  return typeof status === 'boolean' ? status : undefined
}
