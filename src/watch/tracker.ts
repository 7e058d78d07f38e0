import type { Incident, IncidentReason } from '../incidents/internal.ts'
import type { Time } from '../model/scalars/time.ts'
import type { ObjectRef } from '../model/identity.ts'
import type { KubeObjectLike } from '../model/kube-object.ts'
import type { ApplicationStatus, ObjectStatus } from '../model/statuses.ts'
import type { Redactor, Shown } from '../redact/index.ts'
import type { ApplicationAssessment, ApplicationReason, Deployment, Gate, Source } from '../status/index.ts'
import type { RelatedIndex } from '../tree/index.ts'
import type { TrackerSnapshot } from './tracker-snapshot.ts'

/** One application, kept current while deployments and watch events come in; with a redactor its answers are `Shown`. */
export interface Tracker<Answer = ApplicationAssessment> {
  /** A deployment, or news of one: the same id updates, and absent `desired` and `steps` keep the earlier ones. */
  recordDeployment(deployment: Deployment): void
  /** Tells what a source can see (namespaces, kinds, discovery, forbidden); replaces what was told of it before. */
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
  assess(now: Time): Answer
  /**
   * Gives what changed since the last call of `changes`: the application's own label, reason or gate, which has `application` where the others have none; then the
   * objects and orphans with another label, or that differ from what was deployed in another way than before; then the incidents that opened, changed or
   * closed, which have an `incident` where the others have none.
   *
   * @param options `lastingFor`, in seconds: what is ill is told once it has been ill so long, and never where it is well before; what is well again, or
   * closes, is told at once. Nothing happens when that time is over: call it on a timer too.
   */
  changes(now: Time, options?: ChangesOptions): readonly (ApplicationChange | LabelChange | IncidentChange)[]
  /**
   * Gives what is held of an object, as `describeObject` takes it: the live object where there is one, the Events about it, and an index of all that its source
   * observed. References come from assessments; one without a `source` is looked for where there is only one.
   */
  observed(ref: ObjectRef): ObservedObject
  /**
   * Another redactor, for when other values are known to hide: whatever was shown is made anew. The first one may come this way too. It is no part of a
   * snapshot. Gives the same tracker, whose answers are `Shown`.
   */
  useRedactor(redactor: Redactor): Tracker<Shown<ApplicationAssessment>>
  /** Its whole state as plain JSON, raw, with the values of Secrets: `createTracker({ snapshot })` goes on exactly from here. */
  snapshot(): TrackerSnapshot
}

/** A change that `changes` tells of. */
export interface ChangesOptions {
  /** How many seconds an object, the application or an incident has to be ill before it is told. Default 0. */
  readonly lastingFor?: number
}

/** The kind and scope of a watch. */
export interface WatchScope {
  /** 'group/Kind', or 'Kind' for the core group. */
  readonly kind?: string
  /** The namespace, where it is of one alone. */
  readonly namespace?: string
}

/** An object as a tracker holds it. */
export interface ObservedObject {
  readonly live?: KubeObjectLike
  readonly related: RelatedIndex
  /** Those about it, in no order that matters. */
  readonly events: readonly KubeObjectLike[]
}

/** The application, where its label, its reason or its gate changed. */
export interface ApplicationChange {
  /** Only this change has it. */
  readonly application: true
  readonly incident?: undefined
  readonly ref?: undefined
  /** Null where nothing was to monitor before, or nothing was told. */
  readonly from: ApplicationStatus | null
  readonly to: ApplicationStatus | null
  readonly gate: Gate
  /** The time of the frame, deployment or deadline that brought it. */
  readonly since: string
  /** As that of a {@link LabelChange}. */
  readonly illSince?: string
  readonly reason: ApplicationReason
  readonly message: string
}

/** One object whose label changed, or its drift: then `from` and `to` are the same. */
export interface LabelChange {
  /** Only an {@link ApplicationChange} has it. */
  readonly application?: undefined
  /** Only an {@link IncidentChange} has one. */
  readonly incident?: undefined
  readonly ref: ObjectRef
  /** Null where it is new. */
  readonly from: ObjectStatus | null
  /** Null where the application does not show it any more. */
  readonly to: ObjectStatus | null
  /** The time of the frame, deployment or deadline that brought the label, or the drift. */
  readonly since: string
  /**
   * Since when somebody should look at it, whatever its label has been in the assessments since, as far as was told. Where it is well again, or not shown any
   * more, the same as in the change that told it was ill: the two pair by it, and its distance to `since` is how long it took. Absent where it is, and was, well.
   */
  readonly illSince?: string
  readonly reason: string
  /** The sentence of the assessment; '' where the application does not show the object any more. */
  readonly message: string
}

/** One incident that opened, changed (what it says, or which of the application's objects it explains) or closed. */
export interface IncidentChange {
  /** Only an {@link ApplicationChange} has it. */
  readonly application?: undefined
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
