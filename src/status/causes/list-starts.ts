import { isQuiet } from '../../incidents/internal.ts'
import { kindKey, refKey } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { ObjectAssessment } from '../object-assessment.ts'

const ILL: ReadonlySet<string> = new Set(['Degraded', 'Progressing', 'Missing'])

/** True for an object that is not well. */
export const isIll = ({ health }: ObjectAssessment): boolean => ILL.has(health.status)

/** True where looking for causes begins: at what is ill, and at the kinds that do not show it. */
export const isStart = (object: ObjectAssessment): boolean =>
  isIll(object) || (isQuiet(kindKey(object.ref.group, object.ref.kind)) && object.health.status !== 'Unknown')

/** The objects at which looking for causes begins, by key. */
export const listStarts = (objects: readonly ObjectAssessment[]): Map<string, ObjectRef> => {
  const starts = new Map<string, ObjectRef>()
  for (const object of objects) if (isStart(object)) starts.set(refKey(object.ref), object.ref)
  return starts
}
