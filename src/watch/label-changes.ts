import { timestamp } from '../model/scalars/time.ts'
import type { ObjectAssessment } from '../status/index.ts'
import type { ManagedObjects } from '../status/internal.ts'
import type { LabelChange } from './tracker.ts'
import type { TrackerWork } from './tracker-state.ts'

interface Noted {
  readonly managed: ManagedObjects
  readonly objects: readonly ObjectAssessment[]
  readonly orphans: readonly ObjectAssessment[]
  /** The keys that were looked at; all where undefined. */
  readonly keys: ReadonlyMap<string, number> | undefined
}

/** Notes since when each object has its label; `timeOf` tells when what changed an object happened. */
export const noteLabels = (state: TrackerWork, { managed, objects, orphans, keys }: Noted, timeOf: (key: string) => number): void => {
  const note = (key: string, { ref, status, reason }: ObjectAssessment): void => {
    const before = state.labels.get(key)
    if (before?.status === status && before.reason === reason) return
    const since = before?.status === status ? before.since : timeOf(key)
    state.labels.set(key, { ref, status, reason, since, ...(before?.told === undefined ? undefined : { told: before.told }) })
  }
  for (const key of keys?.keys() ?? state.slots.keys()) {
    const place = state.slots.get(key)
    const assessment = place === undefined ? undefined : { objects, orphans }[place.list][place.index]
    if (assessment !== undefined) note(key, assessment)
  }
  if (keys !== undefined) return
  for (const [key, label] of state.labels) {
    if (managed.keys.has(key) || label.status === null) continue
    if (label.told === undefined) state.labels.delete(key)
    else state.labels.set(key, { ...label, status: null, reason: 'NotShown', since: timeOf(key) })
  }
}

/** What changed its label since the last call, in the order of the application's objects; what it does not show any more comes last. */
export const labelChanges = (state: TrackerWork): readonly LabelChange[] => {
  const keys = new Set([...state.slots.keys(), ...state.labels.keys()])
  return [...keys].flatMap(key => {
    const label = state.labels.get(key)
    if (label === undefined) return []
    const { ref, status, reason, since, told = null } = label
    if (status === null) state.labels.delete(key)
    else if (told !== status) state.labels.set(key, { ref, status, reason, since, told: status })
    return told === status ? [] : [{ ref, from: told, to: status, since: timestamp(since), reason }]
  })
}
