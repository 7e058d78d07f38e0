import { needsLook } from '../../model/statuses.ts'
import type { TextCause, TextObject, TextReport } from './text-report.ts'

/** Objects with one cause; those without one, and those that are well, come last and have none. */
export interface CauseGroup<T> {
  readonly cause: TextCause | undefined
  readonly members: readonly T[]
}

/** Objects by the first of their causes, in the order of the causes; each object is in one group. */
export const groupByCause = <T extends TextObject>(
  objects: readonly T[],
  { causes }: Pick<TextReport, 'causes'>,
): readonly CauseGroup<T>[] => {
  const groups = new Map(causes.map(cause => [cause.id, { cause, members: [] as T[] }]))
  const others: T[] = []
  for (const object of objects) {
    const group = object.incidents.flatMap(id => groups.get(id) ?? [])[0]
    if (group !== undefined && needsLook(object)) group.members.push(object)
    else others.push(object)
  }
  const told: CauseGroup<T>[] = [...groups.values()].filter(({ members }) => members.length > 0)
  return others.length === 0 ? told : [...told, { cause: undefined, members: others }]
}
