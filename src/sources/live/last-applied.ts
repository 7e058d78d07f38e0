import { LAST_APPLIED } from '../../model/annotations.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, hasOwn, isRecord, own, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { total } from '../../model/total.ts'
import type { SurveyedObject } from './survey.ts'

/** Who wrote a field. */
export interface FieldOwner {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  /** When, as written; '' where it is not. */
  readonly time: string
}

/** The manifest in an annotation, and who wrote it there. */
export interface AppliedCopy {
  readonly manifest: JsonRecord
  /** Undefined where managedFields do not tell. */
  readonly owner: FieldOwner | undefined
}

/** Annotations are 256 KiB together at most (TotalAnnotationSizeLimitB of apimachinery); what is longer no server served. */
const LONGEST = 256 * 1024

/** The manifest that an annotation keeps; undefined where there is none of this very object. */
export const readAppliedCopy = (live: SurveyedObject, annotation: string = LAST_APPLIED): AppliedCopy | undefined => {
  const text = textOf(own(live.annotations, annotation))
  if (text === undefined || text.length > LONGEST) return undefined
  const manifest = parseRecord(text)
  if (manifest === undefined || !isCopyFor(manifest, live)) return undefined
  return { manifest: withoutNoAnnotations(manifest), owner: findMarkOwner(live.object, 'annotations', annotation) }
}

/** The JSON object that a text holds. */
export const parseRecord = (text: string): JsonRecord | undefined => {
  const value: unknown = total(
    () => JSON.parse(text) as unknown,
    () => undefined,
  )
  return isRecord(value) ? value : undefined
}

/** kubectl empties the annotations for the copy and keeps the map (GetModifiedConfiguration of k8s.io/kubectl); nobody sent an empty one. */
const withoutNoAnnotations = (manifest: JsonRecord): JsonRecord => {
  const { annotations, ...metadata } = recordOf(manifest['metadata'])
  return isRecord(annotations) && Object.keys(annotations).length === 0 ? { ...manifest, metadata } : manifest
}

/** An annotation that was copied from another object (by a person, by a controller to what it makes) says nothing of this one. */
const isCopyFor = (manifest: JsonRecord, { ref }: SurveyedObject): boolean =>
  textOf(manifest['kind']) === ref.kind &&
  textOf(at(manifest, 'metadata', 'name')) === ref.name &&
  (textOf(at(manifest, 'metadata', 'namespace')) ?? ref.namespace) === ref.namespace

/** Who owns a label or annotation by managedFields: who owns the mark is the applier. */
export const findMarkOwner = (object: JsonRecord, field: 'labels' | 'annotations', key: string): FieldOwner | undefined => {
  for (const entry of readEntries(object)) {
    const marks = recordOf(at(entry, 'fieldsV1', 'f:metadata', `f:${field}`))
    if (hasOwn(marks, `f:${key}`)) return readOwner(entry)
  }
  return undefined
}

/** The entry of what a manager applied server-side. */
export const findApply = (object: JsonRecord, manager: string): FieldOwner | undefined => {
  const found = readEntries(object).find(entry => entry['manager'] === manager && entry['operation'] === 'Apply')
  return found === undefined ? undefined : readOwner(found)
}

const readEntries = (object: JsonRecord): readonly JsonRecord[] =>
  recordsOf(at(object, 'metadata', 'managedFields')).filter(entry => (textOf(entry['subresource']) ?? '') === '')

const readOwner = (entry: JsonRecord): FieldOwner => ({
  manager: textOf(entry['manager']) ?? '',
  operation: entry['operation'] === 'Apply' ? 'Apply' : 'Update',
  time: textOf(entry['time']) ?? '',
})
