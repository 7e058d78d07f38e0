import type { PresentedEvent } from '../../activity/index.ts'
import type { Cause } from '../../health/index.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { Problem } from '../../model/problem.ts'
import type { ApplicationStatus, HealthStatus, ObjectStatus, SyncStatus } from '../../model/statuses.ts'
import type { LogLine } from '../../redact/index.ts'
import type { DeploymentState, Incident, NotMonitored } from '../../status/index.ts'
import type { Difference } from '../../sync/index.ts'

/** Everything that a page shows, as plain JSON. Objects that stay the same from one moment to the next are held once. */
export interface PageData {
  /** The name of the application; '' where it has none. */
  readonly title: string
  /** Oldest first, at least one; the page opens at the last. More than one makes the timeline. */
  readonly moments: readonly PageMoment[]
  /** Every state of every object; the numbers in moments and children point here. */
  readonly objects: readonly PageObject[]
  /** Details that are shown of an object once it is opened, which objects point into. */
  readonly details: readonly PageDetails[]
  /** Manifests, live and applied, which details point into: the same text is held once. */
  readonly manifests: readonly string[]
  /** Lists of thresholds, which details point into as well. */
  readonly thresholds: readonly (readonly { readonly label: string; readonly value: string }[])[]
  /** Every state of every incident; the numbers in moments point here. */
  readonly incidents: readonly PageIncident[]
  /** Everything that happened, oldest first. */
  readonly marks: readonly PageMark[]
}

/** One application of a page that shows several: what the list says of it, as of its last moment. */
export interface PageEntry {
  /** The name; '' where it has none. */
  readonly title: string
  readonly status: ApplicationStatus | null
  readonly headline: string
  readonly at: string
  /** In which clusters its objects are; none where nothing says so. */
  readonly sources: readonly string[]
  /** How many objects it has, and how many of them ask for a look. */
  readonly objects: number
  readonly ill: number
  /** The beginning of the ids of its pieces. */
  readonly prefix: string
  /** Why nothing of it is shown. */
  readonly withheld?: string
}

/** The application at one time. */
export interface PageMoment {
  readonly at: string
  readonly status: ApplicationStatus | null
  readonly health: HealthStatus
  readonly sync: SyncStatus
  readonly reason: string
  readonly message: string
  /** Why it has its label, as `renderTable` says it: how much there is to repair. */
  readonly headline: string
  /** One sentence on what the caller's policy silenced; absent where there is none. */
  readonly policy?: string
  readonly counts: Readonly<Record<ObjectStatus, number>>
  readonly objects: readonly number[]
  readonly orphans: readonly number[]
  /** Objects to look at, in the order of `renderTable`: what serves nothing first. The others are well. */
  readonly concerns: readonly PageConcern[]
  /** Causes, those that explain most first. */
  readonly incidents: readonly number[]
  readonly notMonitored: readonly NotMonitored[]
  readonly problems: readonly Problem[]
  readonly deployment?: PageDeployment
  /** The last sign of life of who observes it. */
  readonly observedAt?: string
}

/** One thing to look at: a cause with the objects that are ill because of it, or an object by itself. */
export interface PageConcern {
  /** A place among the incidents. */
  readonly cause?: number
  /** Places among the objects: the cause itself first, where it is one of them, then what hurts most. */
  readonly members: readonly number[]
}

/** The deployment that a moment is judged by. */
export interface PageDeployment {
  readonly id: string
  readonly name?: string
  readonly state: DeploymentState
  readonly at?: string
}

/** One object in one state. */
export interface PageObject {
  readonly ref: ObjectRef
  readonly status: ObjectStatus
  readonly reason: string
  readonly message: string
  readonly health: {
    readonly status: HealthStatus
    readonly reason: string
    readonly message: string
    readonly causes: readonly Cause[]
    readonly settled: boolean
    readonly advisory?: boolean
    readonly rule: string
  }
  readonly sync: { readonly status: SyncStatus; readonly reason: string; readonly message: string }
  readonly orphaned?: boolean
  readonly differences: readonly Difference[]
  readonly notes: readonly Difference[]
  readonly suppressed: readonly Difference[]
  readonly children: readonly number[]
  /** The ids of the incidents that explain it. */
  readonly incidents: readonly string[]
  readonly createdAt?: string
  readonly reassessAt?: string
  /** An index into the details. */
  readonly details: number
}

/** The details of an object, shown once it is opened. */
export interface PageDetails {
  readonly summary: readonly { readonly label: string; readonly value: string }[]
  /** Newest first, with times for ages: a page is read later than it is written. */
  readonly events: readonly Omit<PresentedEvent, 'age'>[]
  readonly logs: readonly LogLine[]
  /** Evidence for an object that is not well: what its containers wrote last and the newest Warning about it or what it owns, as the text reports choose them. */
  readonly said?: { readonly line?: LogLine & { readonly of: string }; readonly warning?: Omit<PresentedEvent, 'age'> }
  /** The live object, an index into the manifests; absent where there is none. */
  readonly manifest?: number
  /** The manifest as applied, with its keys in the order of the live object; an index into the manifests. */
  readonly applied?: number
  /** An index into the thresholds: after how long which state changes the answer. */
  readonly thresholds?: number
  /** Why summary, events, logs and manifest are not shown; absent where they are. */
  readonly withheld?: string
}

/** One cause, what it explains, and what else may be behind it. */
export interface PageIncident extends Incident {
  /** Sentences on what is only likely to be the cause of it. */
  readonly suspects?: readonly string[]
}

/** Something that someone did: a deployment, or anything else that explains what is seen after it. */
export interface PageMark {
  readonly at: string
  readonly kind: 'deployment' | 'edit'
  readonly title: string
}
