import type { PageConcern, PageIncident, PageMoment, PageObject } from '../../page-data.ts'
import type { PageSource } from '../parts/page-source.ts'
import { addedByOthers, keyOf, keyOfRef } from '../parts/words.ts'

/** One thing to mend: an object that is not well or a cause beside the application, with what is ill because of it. */
export interface ToMend {
  /** Absent where several objects share a cause and none of them stands between it and the others. */
  readonly head?: PageObject
  readonly incident?: PageIncident
  /** The consequences. */
  readonly members: readonly PageObject[]
}

/** The objects of a moment as people go through them. */
export interface Sorted {
  /** All of them: what is not well, what is remarkable, the rest. */
  readonly all: readonly PageObject[]
  readonly problems: readonly ToMend[]
  /** Objects that were left behind, that others edited, or that are suspended. */
  readonly remarkable: readonly PageObject[]
  readonly well: readonly PageObject[]
}

const known = new WeakMap<PageMoment, Sorted>()

/** True for the labels that ask for nothing and tell nothing. */
export const isWell = ({ status, orphaned }: PageObject): boolean => (status === 'Healthy' || status === 'In Sync') && orphaned !== true

/** In the order of importance that the data has; what was left behind comes after what is ill. */
export const sortObjects = (data: PageSource, moment: PageMoment): Sorted => {
  const found = known.get(moment)
  if (found !== undefined) return found
  const objectsAt = (places: readonly number[]): readonly PageObject[] => places.flatMap(place => data.objects[place] ?? [])
  const problems = moment.concerns.map(concern => toMend(data, concern, objectsAt(concern.members)))
  const look = moment.concerns.flatMap(({ members }) => objectsAt(members))
  const seen = new Set(moment.concerns.flatMap(({ members }) => members))
  const calm = objectsAt(moment.objects.filter(place => !seen.has(place)))
  const touched = calm.filter(object => addedByOthers(object).length > 0)
  const untouched = calm.filter(object => addedByOthers(object).length === 0)
  const well = untouched.filter(isWell)
  const remarkable = [...objectsAt(moment.orphans), ...touched, ...untouched.filter(object => !isWell(object))]
  const sorted = { all: [...look, ...remarkable, ...well], problems, remarkable, well }
  known.set(moment, sorted)
  return sorted
}

export const readIncidents = (data: PageSource, moment: PageMoment): readonly PageIncident[] =>
  moment.incidents.flatMap(place => data.incidents[place] ?? [])

/** The incidents that explain an object. */
export const incidentsAbout = (data: PageSource, moment: PageMoment, object: PageObject): readonly PageIncident[] =>
  object.incidents.length === 0 ? [] : readIncidents(data, moment).filter(({ id }) => object.incidents.includes(id))

const toMend = (data: PageSource, { cause }: PageConcern, objects: readonly PageObject[]): ToMend => {
  const incident = cause === undefined ? undefined : data.incidents[cause]
  const head = incident === undefined ? objects[0] : findHead(incident, objects)
  return {
    ...(head === undefined ? undefined : { head }),
    ...(incident === undefined ? undefined : { incident }),
    members: objects.filter(object => object !== head),
  }
}

/** The one through which the ways of all others lead to the cause. */
const findHead = ({ explains }: PageIncident, objects: readonly PageObject[]): PageObject | undefined => {
  if (objects.length < 2) return objects[0]
  const ways = new Map(explains.map(({ ref, via }) => [keyOfRef(ref), via]))
  const passes = (object: PageObject, by: string): boolean =>
    (ways.get(keyOf(object)) ?? []).some(({ to }) => typeof to !== 'string' && keyOfRef(to) === by)
  return objects.find(head => objects.every(object => object === head || passes(object, keyOf(head))))
}
