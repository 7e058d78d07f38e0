import type { KubeObjectLike } from '../model/kube-object.ts'
import type { HealthStatus } from '../model/statuses.ts'
import type { Time } from '../model/scalars/time.ts'
import type { SchemaSet } from '../schema/index.ts'
import type { RelatedIndex } from '../tree/index.ts'
import type { Cause } from './verdict/cause.ts'
import type { HealthReason } from './health-reason.generated.ts'
import type { HealthRule } from './rules/health-rule.ts'
import type { Thresholds } from '../model/thresholds.ts'

/** The answer of `assessHealth` for one live object. */
export interface Health {
  readonly status: HealthStatus
  /** CamelCase: one of the rules' own words, or what a custom resource says itself (the reason of a condition, the word of a phase). */
  readonly reason: HealthReason | (string & Record<never, never>)
  /** One sentence, the worst cause first; '' only where there is nothing to say. */
  readonly message: string
  readonly causes: readonly Cause[]
  /** True when waiting alone will not change it (a failed Job is Degraded and settled). */
  readonly settled: boolean
  /** True for answers that should not hold an application back (CronJob's last run, a disruption budget). */
  readonly advisory?: boolean
  /** When time alone could change the answer. */
  readonly reassessAt?: string
  /** Which rule spoke: 'apps/Deployment', 'cert-manager.io/Certificate', 'generic', 'custom:…', 'none'. */
  readonly rule: string
}

/** Further knowledge for `assessHealth`; everything is optional, and more of it never makes an answer better. */
export interface HealthContext {
  /** Children by ownerReferences, and what the object refers to; an index may be prepared with `indexRelated` and reused. */
  readonly related?: readonly KubeObjectLike[] | RelatedIndex
  /**
   * Kinds ('group/Kind', 'Pod') of which `related` holds every object, or every one in a namespace ('Pod@shop'): only then does absence mean anything.
   */
  readonly complete?: readonly string[]
  /** Without it no time rule fires. */
  readonly now?: Time
  /** Callers' own rules, which come first. */
  readonly rules?: readonly HealthRule[]
  readonly thresholds?: Partial<Thresholds>
  readonly schemas?: SchemaSet
}
