import type { KubeObjectLike, JsonRecord } from '../../model/kube-object.ts'
import type { ObjectScope } from '../../model/selectors/object-selector.ts'
import type { HealthStatus } from '../../model/statuses.ts'
import type { RelatedIndex } from '../../tree/index.ts'
import type { Cause } from './cause.ts'
import type { Thresholds } from '../../model/thresholds.ts'

/** The part that every rule has: the kinds that it speaks for, 'group/Kind' or 'Kind' for the core group, globs allowed. */
export interface RuleScope {
  readonly for: readonly string[]
  /** The objects of these kinds that it speaks for. Absent: all. */
  readonly objects?: ObjectScope
  /** The name that `Health.rule` gives it, after `custom:`. Absent: the pattern of its kind. */
  readonly name?: string
}

/** A rule as a value: one kind, one function from the live object to a verdict. Built-in kinds and CEL rules are of this form. */
export interface KindRule extends RuleScope {
  /** When an object of the kind is Healthy, to follow "well when": 'its condition Complete is True'. */
  readonly healthyWhen?: string
  /**
   * 'observed' (default): the ladder answers Progressing itself where `status.observedGeneration` is behind, before the rule is asked.
   * 'own': the rule looks at generations itself, and a comment says why.
   */
  readonly generation?: 'observed' | 'own'
  /**
   * 'observed' (default): the ladder answers for an object with a `deletionTimestamp` itself, before the rule is asked.
   * 'own': the rule says what holds the deletion up (a Namespace has conditions for that).
   */
  readonly deletion?: 'observed' | 'own'
  /**
   * True for a rule that passes on when the answers of other objects change, though its own may stay: the ladder then looks for the first such moment at
   * which it does not.
   */
  readonly borrowsMoments?: boolean
  /** The verdict on an object that is not in the cluster, where that is as it should be. Absent: Missing. */
  readonly absence?: Verdict
  /**
   * Suspended where the object itself asks for it. Asked before generations are looked at: a controller that skips what is paused leaves
   * `observedGeneration` behind for as long.
   */
  paused?(live: JsonRecord): Verdict | undefined
  assess(live: JsonRecord, context: RuleContext): Verdict
}

/** Everything that a rule may look at beside the live object. */
export interface RuleContext {
  /** Milliseconds since 1970; absent: no time rule fires. */
  readonly now: number | undefined
  readonly thresholds: Thresholds
  readonly related: RelatedIndex | undefined
  /** True where the caller says that `related` holds every object of that kind ('group/Kind'), or every one in that namespace. */
  readonly complete: (kind: string, namespace?: string) => boolean
  /** The verdict on a related object, by the same ladder and context; Unknown where objects refer to each other in a circle. */
  readonly assess: (object: KubeObjectLike) => Verdict
}

/** A rule's answer, from which the ladder makes a `Health`. */
export interface Verdict {
  readonly status: HealthStatus
  readonly reason: string
  readonly message: string
  readonly causes?: readonly Cause[]
  /** Default: true for Healthy, Suspended and NotApplicable, false otherwise. */
  readonly settled?: boolean
  readonly advisory?: boolean
  /** Milliseconds since 1970 at which time alone may change the answer. */
  readonly reassessAt?: number | undefined
}
