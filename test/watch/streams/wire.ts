import type { Deployment, Source } from '../../../src/index.ts'
import type { Tracker, TrackerSnapshot } from '../../../src/index.ts'

/** One message of the stream: something that happened to one application. */
export interface Message {
  readonly at: string
  readonly source?: string
  readonly deployment?: Deployment
  readonly sees?: Source
  readonly list?: { readonly items: readonly unknown[] }
  readonly frame?: { readonly type: string; readonly object: unknown }
}

/** What is kept of one application: its tracker, and up to where in the stream it knows. Written as one value, so that the two never part. */
export interface Checkpoint {
  readonly sequence: number
  /** How many messages went in; only to prove that none was lost or applied twice. */
  readonly applied: number
  readonly snapshot: TrackerSnapshot
}

export const STREAM = 'live-status'
export const PARTITIONS = 8
export const subjectOf = (application: string): string => `live-status.${partitionOf(application)}.${application}`

/** FNV-1a: any hash does, as long as all publishers use the same. */
const partitionOf = (application: string): number => {
  let hash = 2166136261
  for (const character of application) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619) >>> 0
  return hash % PARTITIONS
}

/** Applies one message. */
export const apply = (tracker: Tracker, { at, source, deployment, sees, list, frame }: Message): void => {
  if (deployment !== undefined) tracker.recordDeployment(deployment)
  if (sees !== undefined) tracker.describeSource(source ?? '', sees)
  if (list !== undefined) tracker.observeList(list, at, source)
  if (frame !== undefined) tracker.observeEvent(frame, at, source)
}
