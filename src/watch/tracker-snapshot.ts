import type { Incident } from '../incidents/internal.ts'
import type { ObjectRef } from '../model/identity.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import type { ApplicationStatus, ObjectStatus } from '../model/statuses.ts'
import type { ApplicationReason, Deployment, Gate, Source } from '../status/index.ts'
import type { History } from '../status/internal.ts'
import type { DependencyState } from './dependency-cache.ts'

/**
 * The whole state of a tracker as plain JSON, to be kept anywhere and handed to `createTracker`, which goes on exactly where this one
 * stood. It shares the objects that were observed and copies none. Only `version` is for others to read.
 */
export interface TrackerSnapshot {
  readonly version: number
  readonly state?: TrackerState
}

/** Version 1 of what is inside. */
export interface TrackerState {
  readonly deployments: readonly Deployment[]
  /** The ids of deployments that are part of `history`. */
  readonly finished: readonly string[]
  readonly history: History
  readonly sources: Readonly<Record<string, SourceState>>
  readonly labels: Readonly<Record<string, LabelState>>
  /** Absent before the first assessment. */
  readonly application?: ApplicationState
  /** By id. */
  readonly incidents: Readonly<Record<string, IncidentState>>
  readonly cache: DependencyState
  /** When it was last assessed, and the sources that were stale then. */
  readonly assessedAt?: number
  readonly stale: readonly string[]
  /** True where what to expect has changed since, and when it did. */
  readonly replan: boolean
  readonly plannedAt?: number
  /** The time of the latest frame since it was last assessed. */
  readonly touchedAt?: number
}

/** The part of one source that is kept. */
export interface SourceState {
  readonly declared: Source
  readonly lastSeenAt?: number
  /** The listings that have ended ('group/Kind' or 'group/Kind@namespace') and their resourceVersion, where it can be compared. */
  readonly listed: Readonly<Record<string, string>>
  readonly objects: readonly JsonRecord[]
  /** Objects that are gone: the resourceVersion at which they went, so that a late frame does not bring them back. */
  readonly gone: Readonly<Record<string, { readonly version: string; readonly at: number }>>
  /** Jobs that were complete when they went. */
  readonly done: Readonly<Record<string, JsonRecord>>
  /** The objects of each kind that were ADDED and not DELETED since its last listing: a stream that may turn out to be another one. */
  readonly streamedKeys: Readonly<Record<string, readonly string[]>>
  /** The pages that have come of lists in pieces, by listing; without keys once the last has. */
  readonly pages: Readonly<Record<string, { readonly version: string; readonly keys?: readonly string[] }>>
  /** The uids of objects that frames brought without a kind and nothing has shown with one. */
  readonly untyped: readonly string[]
  /** The listings whose watch broke off: the next list is believed whatever its resourceVersion. */
  readonly brokenScopes: readonly string[]
}

/** Since when a label holds, and what was told of it. */
export interface LabelState {
  readonly ref: ObjectRef
  /** Null where the application does not show the object any more. */
  readonly status: ObjectStatus | null
  readonly reason: string
  readonly since: number
  /** Since when somebody should look at it, whatever its label has been meanwhile; absent where it is well. */
  readonly illSince?: number
  /** The label at the last call of `changes`; absent before the first. */
  readonly told?: ObjectStatus
  /** {@link illSince} as it was told; absent where it was told as well. */
  readonly toldIllSince?: number
  /** Kept of an object that differs from what was deployed. */
  readonly drift?: DriftState
}

/** Since when an object differs as it does, and what was told of it. */
export interface DriftState {
  /** A digest of what differs. */
  readonly sign: string
  readonly since: number
  readonly told?: string
}

/** Since when the application is as it is, and what was told of it. */
export interface ApplicationState extends ApplicationLabel {
  readonly since: number
  readonly told?: ApplicationLabel
  readonly illSince?: number
  readonly toldIllSince?: number
}

/** The parts of an application that are news where they change. */
export interface ApplicationLabel {
  readonly status: ApplicationStatus | null
  readonly reason: ApplicationReason
  readonly gate: Gate
}

/** Since when an incident is as it is, and what was told of it. */
export interface IncidentState {
  /** Absent where it has closed. */
  readonly now?: IncidentSummary
  readonly since: number
  readonly opened: number
  /** As it was at the last call of `changes`; absent before the first. */
  readonly told?: IncidentSummary
}

/** The parts of an incident that count as news where they change. */
export interface IncidentSummary extends Pick<Incident, 'root' | 'reason' | 'message' | 'settled'> {
  /** The application's objects that it explains. */
  readonly objects: readonly ObjectRef[]
}
