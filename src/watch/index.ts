export { createTracker } from './create-tracker.ts'
export type { IncidentChange, LabelChange, WatchScope, Tracker } from './tracker.ts'
export type { TrackerSnapshot } from './tracker-snapshot.ts'
