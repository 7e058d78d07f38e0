import type { ObjectAssessment } from '../../status/index.ts'
import { withIds } from '../../status/internal.ts'
import type { ManagedObject } from '../../status/internal.ts'
import type { Causes } from './causes.ts'

interface NewAnswers {
  readonly managed: readonly ManagedObject[]
  readonly objects: readonly ObjectAssessment[]
  /** Those that may be shown otherwise than before; all where undefined. */
  readonly changed: readonly number[] | undefined
}

/** The objects with the ids of their incidents; those of which nothing differs are the ones that were shown before, and so is their list. */
export const showObjects = (
  { plain, shown }: Causes,
  { managed, objects, changed }: NewAnswers,
  idsByKey: ReadonlyMap<string, readonly string[]>,
): readonly ObjectAssessment[] => {
  const show = (object: ObjectAssessment, index: number): ObjectAssessment =>
    withIds(object, managed[index]?.key ?? '', idsByKey, object === plain[index] ? shown[index] : undefined)
  if (changed === undefined) {
    const all = objects.map(show)
    return all.length === shown.length && all.every((object, index) => object === shown[index]) ? shown : all
  }
  let list = shown
  for (const index of changed) {
    const object = objects[index]
    const made = object === undefined ? undefined : show(object, index)
    if (made !== undefined && made !== list[index]) list = list.with(index, made)
  }
  return list
}
