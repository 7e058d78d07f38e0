import type { JsonRecord } from '../../model/kube-object.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { HealthStatus } from '../../model/statuses.ts'
import type { Incident, IncidentReason, Step } from '../incident.ts'

export type Root = Incident['root']

/** The place of a text: quotes are read from it when they are shown, so that they can be read from a redacted copy. */
export interface Quoted {
  readonly object: JsonRecord
  readonly path: readonly (string | number)[]
}

/** A text of the cluster with its place and, where a controller wrote that, the time from which it holds. */
export interface PlacedText {
  readonly text: string
  readonly field: string
  readonly quote: Quoted
  readonly since?: number | undefined
}

/** One step towards a cause, before it is shown. */
export interface Link {
  readonly from: ObjectRef
  readonly to: Root
  readonly by: Step['by']
  readonly field: string
  readonly quote?: Quoted | undefined
}

/** Why something is a root, if nothing further is to blame for it. */
export interface Fault {
  readonly reason: IncidentReason
  /** False where it is an object that is not there. */
  readonly exists?: false
  readonly quote?: Quoted | undefined
  /** A second place whose text belongs to it. */
  readonly detail?: Quoted | undefined
  readonly since?: number | undefined
  /** True where nothing particular is known to be wrong with it: it counts only where no other trouble of the object leads anywhere. */
  readonly vague?: true
  /** True of a pod that was made from a template that has been changed since: it stays as it is until somebody deletes it. */
  readonly outdated?: true
  /** How many more are at fault in the same way and are not named. */
  readonly more?: number
}

/** How certain a step is: words or owners, references with a guard, or only a likeness. */
export type Certainty = 'stated' | 'linked' | 'likely'

/** Something without which an object cannot be well. */
export interface Blame {
  /** Who is to blame: the end of the links; and its key. */
  readonly target: Root
  readonly key: string
  /** One step, or more where what lies between has no trouble of its own (a claim's volume). */
  readonly links: readonly [Link, ...Link[]]
  readonly sure: Certainty
  /** A fault of the target. Without it the blame counts only where the target is in trouble itself. */
  readonly fault?: Fault | undefined
  /** The latest moment at which the trouble of the target may have begun for this one to come of it. */
  readonly latest?: number | undefined
}

/**
 * The kind of trouble that an object has, as far as edges tell it apart: a claim that is not bound can keep a pod from a node and from its volumes, and
 * cannot make its container crash.
 */
export type TroubleKind =
  | 'attach'
  | 'condition'
  | 'config'
  | 'crash'
  | 'draining'
  | 'evicted'
  | 'image'
  | 'missing'
  | 'mount'
  | 'network'
  | 'noBackend'
  | 'noEndpoints'
  | 'noMetrics'
  | 'noTarget'
  | 'notReady'
  | 'owned'
  | 'pending'
  | 'refused'
  | 'sandbox'
  | 'start'
  | 'terminating'
  | 'unavailable'
  | 'unready'
  | 'unreported'
  | 'unscheduled'

/** One thing that is wrong with an object, before anybody is blamed for it. */
export interface Trouble {
  readonly what: TroubleKind
  readonly words: readonly PlacedText[]
  /** Since when, where a controller wrote it. */
  readonly since?: number | undefined
  /** The object's own fault, where nobody is blamed. */
  readonly fault?: Fault | undefined
  /** The container that has it. */
  readonly container?: string | undefined
}

/** One trouble with those to blame for it. */
export interface Charge {
  readonly blames: readonly Blame[]
  /** The object's own fault, where nobody is blamed. */
  readonly fault?: Fault | undefined
  readonly since?: number | undefined
  /** True where it is somebody else's fault in any case, also where nobody in sight is to blame. */
  readonly elsewhere: boolean
  /** Kinds of which nothing is known and that would have told more. */
  readonly unseen: readonly string[]
}

/** All that is known of one object or absent object: what the ways to roots are made of. */
export interface ObjectFacts {
  readonly ref: ObjectRef
  readonly status: HealthStatus
  readonly settled: boolean
  readonly charges: readonly Charge[]
  /** The object that has to be changed where the fault is its own: the controller above it, or itself. */
  readonly top: ObjectRef
  /** When time alone may change this. */
  readonly until?: string | undefined
}
