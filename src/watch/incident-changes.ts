import type { Incident } from '../incidents/internal.ts'
import { refKey } from '../model/identity.ts'
import type { ObjectRef } from '../model/identity.ts'
import { sameJson } from '../model/same-json.ts'
import { timestamp } from '../model/scalars/time.ts'
import { mapTexts } from '../redact/internal.ts'
import type { ObjectAssessment } from '../status/index.ts'
import { createTexts, isIll, ownRef, shownRef } from '../status/internal.ts'
import type { IncidentChange } from './tracker.ts'
import type { IncidentState, IncidentSummary } from './tracker-snapshot.ts'
import type { TrackerWork } from './tracker-state.ts'

/** Notes since when each incident is as it is; `time` is when what changed them happened. */
export const noteIncidents = (
  { incidents, reworded }: Pick<TrackerWork, 'incidents' | 'reworded'>,
  { found, objects }: { readonly found: readonly Incident[]; readonly objects: readonly ObjectAssessment[] },
  time: number,
): void => {
  const explained = groupByIncident(objects)
  for (const { id, root, reason, message, settled } of found) {
    const known = incidents.get(id)
    const now = { root, reason, message, settled, objects: explained.get(id) ?? [] }
    const isReworded = reworded.delete(id) && isSaidOtherwise(known?.now, now)
    if (sameJson(known?.now, now)) continue
    incidents.set(id, nextState(known, { now, isReworded, time }))
  }
  const open = new Set(found.map(({ id }) => id))
  for (const [id, { now, told, opened }] of incidents) {
    if (open.has(id) || now === undefined) continue
    if (told === undefined) incidents.delete(id)
    else incidents.set(id, { since: time, opened, told })
  }
}

interface SeenIncident {
  readonly now: IncidentSummary
  readonly isReworded: boolean
  readonly time: number
}

/** One that closed and opens again before that was told has not been open all the time; one that only reads otherwise is as old, and as much told, as it was. */
const nextState = (known: IncidentState | undefined, { now, isReworded, time }: SeenIncident): IncidentState => {
  const told = isReworded && sameJson(known?.told, known?.now) ? now : known?.told
  return {
    now,
    since: (isReworded ? known?.since : undefined) ?? time,
    opened: known?.now === undefined ? time : known.opened,
    ...(told === undefined ? undefined : { told }),
  }
}

/** True where an incident differs only by what a redactor hides. */
const isSaidOtherwise = (before: IncidentSummary | undefined, now: IncidentSummary): boolean =>
  before?.reason === now.reason && before.settled === now.settled && before.objects.length === now.objects.length

const groupByIncident = (objects: readonly ObjectAssessment[]): ReadonlyMap<string, readonly ObjectRef[]> => {
  const groups = new Map<string, ObjectRef[]>()
  for (const object of objects)
    for (const id of object.incidents) {
      const group = groups.get(id)
      if (group === undefined) groups.set(id, [ownRef(object)])
      else group.push(ownRef(object))
    }
  return groups
}

/** Tells what opened, changed and closed since the last call: in the order of the answer, and what closed last. What has opened after `latest` waits. */
export const incidentChanges = (state: TrackerWork, latest: number): readonly IncidentChange[] => {
  const { incidents, last } = state
  const ids = new Set([...(last?.findings.incidents ?? []).map(({ id }) => id), ...incidents.keys()])
  return [...ids].flatMap(incident => {
    const { now, told, since, opened } = incidents.get(incident) ?? { since: 0, opened: 0 }
    const summary = now ?? told
    if (summary === undefined || sameJson(now, told) || (told === undefined && opened > latest)) return []
    if (now === undefined) incidents.delete(incident)
    else incidents.set(incident, { now, since, opened, told: now })
    const to = now === undefined ? 'closed' : told === undefined ? 'opened' : 'changed'
    return [tell(state, { incident, to, since: timestamp(since) }, summary)]
  })
}

const tell = (state: TrackerWork, change: Pick<IncidentChange, 'incident' | 'to' | 'since'>, summary: IncidentSummary): IncidentChange => ({
  ...change,
  ...asShown(state, {
    ...summary,
    ...(change.to === 'closed' ? { objects: summary.objects.filter(ref => isStillIll(state, ref)) } : undefined),
  }),
})

/** An incident may have been seen before there was a redactor, or under another one. */
const asShown = ({ showing }: TrackerWork, { root, message, objects, ...words }: IncidentSummary): IncidentSummary => {
  if (showing === undefined) return { root, message, objects, ...words }
  const { text } = createTexts(showing)
  return { ...words, root: mapTexts(root, text), message: text(message), objects: objects.map(ref => shownRef(ref, text)) }
}

const isStillIll = ({ slots, last }: TrackerWork, ref: ObjectRef): boolean => {
  const slot = slots.get(refKey(ref))
  const object = slot === undefined ? undefined : last?.[slot.list][slot.index]
  return object !== undefined && isIll(object)
}
