export { createTracker } from './create-tracker.ts'
export type { LabelChange, WatchScope, Tracker } from './tracker.ts'
export type { TrackerSnapshot } from './tracker-snapshot.ts'
