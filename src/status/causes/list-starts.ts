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

/**
 * The objects at which looking for causes begins, by key. One that is shown under another name than its own is none of them: what is looked for by that
 * name is not there.
 */
export const listStarts = (objects: readonly ObjectAssessment[], desired: { has(key: string): boolean }): Map<string, ObjectRef> => {
  const starts = new Map<string, ObjectRef>()
  for (const object of objects) {
    const key = refKey(object.ref)
    if (isStart(object) && desired.has(key)) starts.set(key, object.ref)
  }
  return starts
}
