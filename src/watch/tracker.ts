import type { Incident, IncidentReason } from '../incidents/internal.ts'
import type { Time } from '../model/scalars/time.ts'
import type { ObjectRef } from '../model/identity.ts'
import type { ObjectStatus } from '../model/statuses.ts'
import type { ApplicationAssessment, Deployment, Source } from '../status/index.ts'
import type { TrackerSnapshot } from './tracker-snapshot.ts'

/** One application, kept current while deployments and watch events come in. */
export interface Tracker {
  /** A deployment, or news of one: the same id updates, and absent `desired` and `steps` keep the earlier ones. */
  recordDeployment(deployment: Deployment): void
  /** What a source can see (namespaces, kinds, discovery, forbidden); replaces what was told of it before. */
  describeSource(name: string, what: Source): void
  /**
   * One watch frame: ADDED, MODIFIED, DELETED, BOOKMARK or ERROR. Each but an ERROR is a sign of life of its source; a BOOKMARK annotated
   * `k8s.io/initial-events-end` ends a listing of its kind: what was not ADDED since the last listing, or the last ERROR, is gone. So whoever
   * begins a streaming list anew, after a watch that ended without one, hands in an ERROR first. What is no frame changes nothing.
   *
   * @param scope of what the watch is, where a source has several. Only an ERROR, which does not say it, and such a bookmark ask for it.
   */
  observeEvent(frame: { readonly type: string; readonly object: unknown }, at: Time, source?: string, scope?: WatchScope): void
  /**
   * A list response: what is not in it, of that kind and scope, is gone. Also a sign of life, and the end of the first listing of that
   * kind and scope. Items of typed lists (`PodList`) need no kind and apiVersion. One with `metadata.continue` is a page: only the last
   * page makes anything gone.
   */
  observeList(
    list: { readonly apiVersion?: string; readonly kind?: string; readonly items: readonly unknown[] },
    at: Time,
    source?: string,
    scope?: Pick<WatchScope, 'namespace'>,
  ): void
  /** A sign of life: the source is connected, so quiet objects are fresh. */
  heartbeat(at: Time, source?: string): void
  /** The application now. Only what events or time could have changed is computed; what did not change is the same object as before. */
  assess(now: Time): ApplicationAssessment
  /**
   * What changed since the last call of `changes`: the objects and orphans with another label, and since when each has it; then the
   * incidents that opened, changed or closed, which have an `incident` where the others have none.
   */
  changes(now: Time): readonly (LabelChange | IncidentChange)[]
  /** Its whole state as plain JSON: `createTracker({ snapshot })` goes on exactly from here. */
  snapshot(): TrackerSnapshot
}

/** What a watch is of. */
export interface WatchScope {
  /** 'group/Kind', or 'Kind' for the core group. */
  readonly kind?: string
  /** Where it is of one namespace. */
  readonly namespace?: string
}

/** One object whose label changed. */
export interface LabelChange {
  /** Only an {@link IncidentChange} has one. */
  readonly incident?: undefined
  readonly ref: ObjectRef
  /** Null where it is new. */
  readonly from: ObjectStatus | null
  /** Null where the application does not show it any more. */
  readonly to: ObjectStatus | null
  /** The time of the frame, deployment or deadline that brought the label. */
  readonly since: string
  readonly reason: string
}

/** One incident that opened, changed (what it says, or which of the application's objects it explains) or closed. */
export interface IncidentChange {
  /** The id of the incident. */
  readonly incident: string
  readonly to: 'opened' | 'changed' | 'closed'
  readonly root: Incident['root']
  readonly reason: IncidentReason
  /** The sentence of the incident; of one that closed its last one. */
  readonly message: string
  /** True where waiting alone will not end it. */
  readonly settled: boolean
  /** The application's objects that it explains; of one that closed those of them that still have to recover. */
  readonly objects: readonly ObjectRef[]
  /** The time of the latest frame, deployment or deadline before the change was seen. */
  readonly since: string
}
