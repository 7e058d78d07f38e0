import type { Incident, Suspect } from '../incidents/internal.ts'
import type { ObjectRef } from '../model/identity.ts'
import type { Problem } from '../model/problem.ts'
import type { ApplicationStatus, HealthStatus, ObjectStatus, SyncStatus } from '../model/statuses.ts'
import type { ObjectAssessment } from './object-assessment.ts'
import type { PolicyEffect } from './policy/policy-effect.ts'

/** The assessment of an application. */
export interface ApplicationAssessment {
  /** The label; null where there is nothing to monitor, and `reason` says why. */
  readonly status: ApplicationStatus | null
  /** The two axes by themselves, as newer versions of the product show them. */
  readonly health: HealthStatus
  readonly sync: SyncStatus
  readonly reason: ApplicationReason
  /** One sentence for people. */
  readonly message: string
  /** For deploy gates: pass, wait (it may still come right by itself) or fail. */
  readonly gate: Gate
  /** How many of the objects that count have each label. */
  readonly counts: Readonly<Record<ObjectStatus, number>>
  /** The desired objects, in the order in which they were deployed. */
  readonly objects: readonly ObjectAssessment[]
  /** Objects that an earlier release applied, the latest successful one did not, and that are still there; left out of the roll-up. */
  readonly orphans: readonly ObjectAssessment[]
  /** Objects that the last deployment holds and nobody expects in the cluster. */
  readonly notMonitored: readonly NotMonitored[]
  /** Causes, those that explain most first: each the object that has to be changed, with the objects that are ill because of it. */
  readonly incidents: readonly Incident[]
  /** Objects that are only likely to be the cause of an incident. */
  readonly suspects: readonly Suspect[]
  /** Kinds ('group/Kind') of which nothing is known here and that would have told more of the causes. */
  readonly unseen: readonly string[]
  /** Everything that the caller's policy silenced; present where there is one. */
  readonly policy?: PolicyEffect
  readonly problems: readonly Problem[]
  /** Why nothing but labels and counts is shown; only in a `Shown` answer. */
  readonly withheld?: string
  /** The names of the values that are hidden only where they stand alone, or of those because of which something is withheld. */
  readonly weak?: readonly string[]
  /** The first moment at which time alone could change anything here. */
  readonly reassessAt?: string
}

/** Why an application has its label: what the deployment says, what was seen, or which objects decide. */
export type ApplicationReason =
  | 'DeploymentQueued'
  | 'DeploymentWaiting'
  | 'DeploymentRunning'
  | 'DeploymentCancelling'
  | 'DeploymentFailed'
  | 'DeploymentCancelled'
  | 'DeploymentTimedOut'
  | 'NoDeployment'
  | 'NothingToMonitor'
  | 'NeverObserved'
  | 'Stale'
  | 'ObjectsUnknown'
  | 'KindsNotLookedAt'
  | 'ObjectsDegraded'
  | 'ObjectsMissing'
  | 'ObjectsProgressing'
  | 'ObjectsOutOfSync'
  | 'AllHealthy'

/** For deploy gates: pass, wait (it may still come right by itself) or fail. */
export type Gate = 'pass' | 'wait' | 'fail'

/** A step, or some of its objects, of which there is no live status. */
export interface NotMonitored {
  /** The id of the step; '' where the deployment has none. */
  readonly step: string
  /** The step's state, or why nobody expects the objects. */
  readonly reason: 'Skipped' | 'Excluded' | 'Disabled' | 'Failed' | 'NoManifests' | 'SelfDeletingHook' | 'HookNotRun' | 'GenerateName'
  readonly objects: readonly ObjectRef[]
}
