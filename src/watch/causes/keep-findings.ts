import type { Findings } from '../../incidents/internal.ts'
import { sameJson } from '../../model/same-json.ts'

/** The new findings, in which all that is as before is the same object as before. */
export const keepFindings = (before: Findings | undefined, after: Findings): Findings => {
  if (before === undefined) return after
  const earlier = new Map(before.incidents.map(incident => [incident.id, incident]))
  const incidents = after.incidents.map(incident => {
    const known = earlier.get(incident.id)
    return known !== undefined && sameJson(known, incident) ? known : incident
  })
  const kept = {
    ...after,
    incidents: isSameList(before.incidents, incidents) ? before.incidents : incidents,
    suspects: sameJson(before.suspects, after.suspects) ? before.suspects : after.suspects,
    unseen: sameJson(before.unseen, after.unseen) ? before.unseen : after.unseen,
    idsByKey: sameJson([...before.idsByKey], [...after.idsByKey]) ? before.idsByKey : after.idsByKey,
  }
  return (Object.keys(kept) as (keyof Findings)[]).every(part => kept[part] === before[part]) ? before : kept
}

const isSameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index])
