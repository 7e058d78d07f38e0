import { refKey } from '../../model/identity.ts'
import type { ObjectAssessment } from '../object-assessment.ts'
import { keepOwnRef, ownRef } from '../shown/own-ref.ts'
import { isIll } from './list-starts.ts'

type IdsByKey = ReadonlyMap<string, readonly string[]>

/** The assessments with the ids of their incidents, below them too; what has none stays the same object. */
export const withIncidents = (objects: readonly ObjectAssessment[], idsByKey: IdsByKey): readonly ObjectAssessment[] =>
  idsByKey.size === 0 ? objects : objects.map(object => withIds(object, refKey(ownRef(object)), idsByKey))

/** One assessment with its ids; `earlier` is what was made of the same one before, and is given where it would be the same again. */
export const withIds = (object: ObjectAssessment, key: string, idsByKey: IdsByKey, earlier?: ObjectAssessment): ObjectAssessment => {
  const incidents = idsByKey.get(key)
  if (incidents === undefined && !isIll(object)) return object
  const children = object.children.map((child, index) => withIds(child, refKey(ownRef(child)), idsByKey, earlier?.children[index]))
  if (incidents === undefined && children.every((child, index) => child === object.children[index])) return object
  const made = keepOwnRef({ ...object, incidents: incidents ?? object.incidents, children }, ownRef(object))
  return earlier !== undefined && isAlike(earlier, made) ? earlier : made
}

const isAlike = (a: ObjectAssessment, b: ObjectAssessment): boolean =>
  a.incidents.join() === b.incidents.join() && a.children.every((child, index) => child === b.children[index])
