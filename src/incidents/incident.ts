import type { ObjectRef } from '../model/identity.ts'
import type { HealthStatus } from '../model/statuses.ts'

/** A root that is no object of the cluster. */
export interface ExternalRoot {
  readonly external: 'registry' | 'image' | 'server' | 'repository' | 'capacity' | 'account'
  /** The host of a registry or server, an image as the pod names it, the name of a zone or of a quota of the cloud. */
  readonly name: string
}

/** One cause with what it explains: the object, or the thing outside of the cluster, that has to be changed. */
export interface Incident {
  /** Stays while symptoms come and go: made of the root and its reason, and never holds a name in the clear. */
  readonly id: string
  readonly root: ObjectRef | ExternalRoot
  /** False where the root is an object that is not there. */
  readonly exists: boolean
  /** CamelCase, from a closed set. */
  readonly reason: IncidentReason
  /** The weakest step of the ways that are folded: a controller's words, an owner or an inventory ('stated'), or a declared reference and a reason that it can produce ('linked'). */
  readonly sure: 'stated' | 'linked'
  /** The worst that it explains. */
  readonly status: HealthStatus
  /** One sentence: the root, since when, what it explains. */
  readonly message: string
  /** Only where a controller wrote it. */
  readonly since?: string
  /** The objects that it explains: the application's own first. */
  readonly explains: readonly Explained[]
  /** True where waiting alone will not end it. */
  readonly settled: boolean
  /** One sentence on what to do, where that follows from the facts. */
  readonly remedy?: string
  /** The command to type next, as arguments. */
  readonly command?: readonly string[]
}

/** One object that an incident explains. */
export interface Explained {
  readonly ref: ObjectRef
  /** False where another incident explains it too: it needs both roots. */
  readonly whole: boolean
  /** From the object to the root; empty for the root itself. */
  readonly via: readonly Step[]
}

/** One step of the way from a symptom to its root. */
export interface Step {
  readonly from: ObjectRef
  /** The next object, or the name of what is no object. */
  readonly to: ObjectRef | string
  readonly by: 'text' | 'reference' | 'owner' | 'selector' | 'inventory' | 'place'
  /** The field of `from` (or the Event about it) that says so. */
  readonly field: string
  /** The words in it, redacted. */
  readonly quote?: string
}

/** An object that is only likely to be the cause: nothing is folded by it. */
export interface Suspect {
  /** The id of the incident that it may explain; for an object without an incident, a text made like one. */
  readonly of: string
  readonly cause: ObjectRef
  /** One sentence that says "which may be why". */
  readonly message: string
}

/** Why something is at fault. */
export type IncidentReason =
  | 'ApiUnavailable'
  | 'BudgetForbidsEviction'
  | 'CapacityExhausted'
  | 'CertificateExpired'
  | 'ClassMissing'
  | 'Crashing'
  | 'Failing'
  | 'FinalizerRemains'
  | 'FitsNowhere'
  | 'ImageNotFound'
  | 'ImageRefused'
  | 'KeyMissing'
  | 'LimitExceeded'
  | 'Missing'
  | 'NodeCordoned'
  | 'NodeLost'
  | 'NodeNotReady'
  | 'NodePressure'
  | 'OutOfMemory'
  | 'PodSecurityForbids'
  | 'PolicyForbids'
  | 'PortTaken'
  | 'PortUnknown'
  | 'Preempting'
  | 'ProbeFailing'
  | 'ProducerFailing'
  | 'QuotaUsedUp'
  | 'ReferenceNotPermitted'
  | 'RegistryRefuses'
  | 'RequestMissing'
  | 'ScaledToZero'
  | 'SelectorMatchesNothing'
  | 'ServerUnreachable'
  | 'SourceFailing'
  | 'TaintNotTolerated'
  | 'ValueRefused'
  | 'VolumeHeld'
  | 'WebhookUnreachable'
  | 'ZoneLost'
