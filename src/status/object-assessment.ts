import type { Health } from '../health/index.ts'
import type { ObjectRef } from '../model/identity.ts'
import type { ObjectStatus, SyncStatus } from '../model/statuses.ts'
import type { Comparison } from '../sync/index.ts'
import type { AppliedCounting } from './policy/counting.ts'
import type { Unmended } from './recorded/recorded-application.ts'

/** Why nothing up to date is known of an object. */
export type UnknownReason =
  /** Its source has not finished the first listing of the kind. */
  | 'NotObserved'
  /** Its source gave no sign of life for longer than `staleAfter`. */
  | 'Stale'
  | 'NamespaceNotWatched'
  | 'ClusterScopedNotWatched'
  | 'KindNotWatched'
  | 'Forbidden'
  | 'DiscoveryUnhealthy'

/** The assessment of one object: its label, both axes beside it, and why. */
export interface ObjectAssessment {
  readonly ref: ObjectRef
  /** The label, by the table of `objectStatus`. */
  readonly status: ObjectStatus
  /** CamelCase, of the axis that decided the label. */
  readonly reason: string
  /** One sentence for people, of the axis that decided the label. */
  readonly message: string
  readonly health: Health
  readonly sync: { readonly status: SyncStatus; readonly reason: string; readonly message: string }
  /** Absent where nothing was compared: children, orphans, missing and unknown objects. */
  readonly comparison?: Comparison
  /** Reasons why whoever deployed it will not mend that it differs or is missing. */
  readonly unmended?: readonly Unmended[]
  /** An earlier release applied it and the latest successful one did not; left out of the roll-up. */
  readonly orphaned?: boolean
  /** Present where it holds nothing back, with the rule that says so: it is left out of the roll-up and the gate. */
  readonly counting?: AppliedCounting
  /** The ids of the incidents that explain it: none, one, or several where it needs more than one root to be changed. */
  readonly incidents: readonly string[]
  /** Why texts of it are not shown; only in a `Shown` answer. `weak` names the values at fault. */
  readonly withheld?: string
  readonly weak?: readonly string[]
  /** The objects that this one owns, by owner references, down to the last level; sorted by kind and name. */
  readonly children: readonly ObjectAssessment[]
  /** When time alone could change this answer or one of its children's. */
  readonly reassessAt?: string
}
