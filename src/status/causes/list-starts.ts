import { isQuiet } from '../../incidents/internal.ts'
import { kindKey, refKey } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { ObjectAssessment } from '../object-assessment.ts'
import { ownRef } from '../shown/own-ref.ts'

const ILL: ReadonlySet<string> = new Set(['Degraded', 'Progressing', 'Missing'])

/** True for an object that is not well. */
export const isIll = ({ health }: ObjectAssessment): boolean => ILL.has(health.status)

/** True where looking for causes begins: at what is ill, and at the kinds that do not show it. */
export const isStart = (object: ObjectAssessment): boolean => {
  if (isIll(object)) return true
  const { group, kind } = ownRef(object)
  return isQuiet(kindKey(group, kind)) && object.health.status !== 'Unknown'
}

/** The objects at which looking for causes begins, by key. */
export const listStarts = (objects: readonly ObjectAssessment[], desired: { has(key: string): boolean }): Map<string, ObjectRef> => {
  const starts = new Map<string, ObjectRef>()
  for (const object of objects) {
    const ref = ownRef(object)
    const key = refKey(ref)
    if (isStart(object) && desired.has(key)) starts.set(key, ref)
  }
  return starts
}
