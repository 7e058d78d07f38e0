import type { Incident } from '../../incidents/internal.ts'
import type { ObjectAssessment } from '../object-assessment.ts'

/** More than these nobody reads in a sentence. */
const MOST = 3

/** Those that say more than the objects do by themselves: of which an object of the application is ill that is not the root itself. */
export const listNews = (incidents: readonly Incident[], objects: readonly Pick<ObjectAssessment, 'incidents'>[]): readonly Incident[] => {
  const counts = countObjects(objects)
  // The application's own objects come first, and only the root itself has no way to it.
  return incidents.filter(({ id, explains }) => explains.slice(0, counts.get(id) ?? 0).some(({ via }) => via.length > 0))
}

const countObjects = (objects: readonly Pick<ObjectAssessment, 'incidents'>[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { incidents } of objects) for (const id of incidents) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

/** Joins a count and its details; one that is withheld leaves no gap. */
const withDetails = (count: string, texts: readonly string[]): string => {
  const told = texts.filter(text => text !== '')
  return told.length === 0 ? count : `${count}: ${told.join('; ')}`
}

/** `1 cause, 3 objects: Node node-a2 has not reported since …`, `2 causes: …; …`. Empty where none of the incidents is news. */
export const causesText = (incidents: readonly Incident[], objects: readonly ObjectAssessment[]): string => {
  if (listNews(incidents, objects).length === 0) return ''
  const [first] = incidents
  if (incidents.length === 1 && first !== undefined) {
    const count = countObjects(objects).get(first.id) ?? 0
    return withDetails(`1 cause, ${count} ${count === 1 ? 'object' : 'objects'}`, [first.message])
  }
  const told = incidents.slice(0, MOST).map(({ message }) => message)
  const more = incidents.length > MOST ? [`and ${incidents.length - MOST} more`] : []
  return withDetails(`${incidents.length} causes`, [...told, ...more])
}
