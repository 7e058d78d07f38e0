import type { HealthCheckExpr } from '../cel/index.ts'
import type { DeclarativeRule } from '../health/index.ts'
import type { ObjectSelector } from '../model/selectors/object-selector.ts'
import type { Thresholds } from '../model/thresholds.ts'
import type { ArgoIgnoreRule, FluxIgnoreRule } from '../sync/internal.ts'

/** The `apiVersion` of every document of this package. */
export const API_VERSION = 'live-object-status/v1'

/** The objects that an entry is about: kinds as `group/Kind`, selectors, or a list of them of which one has to fit. */
export type PolicyScope = string | ObjectSelector | readonly (string | ObjectSelector)[]

/** A user's policy file (`live-status.yaml`); docs/policy.md describes it. */
export interface PolicyDocument {
  readonly apiVersion: typeof API_VERSION
  readonly kind: 'Policy'
  /** How objects are judged, before all other rules: the first that speaks for an object decides. */
  readonly rules?: readonly PolicyRule[]
  /** Which differences do not count. */
  readonly ignore?: readonly PolicyIgnore[]
  /** Which objects hold nothing back. */
  readonly counting?: readonly PolicyCounting[]
  /** After how long a state counts as a problem, as `5m`; those that are absent stay as they are. */
  readonly thresholds?: { readonly [name in keyof Thresholds]?: string }
  /** How long a source that says nothing is believed, as `10m`. */
  readonly staleAfter?: string
  /** The order that decides the application's label. */
  readonly rollUp?: 'health-first' | 'health-only' | 'sync-first'
}

/** A health rule: as data, as an entry of Flux's `healthCheckExprs`, or as `kubectl wait --for` says it. */
export type PolicyRule = DataRule | HealthCheckExpr | WaitRule

/** The body of a rule as data, whatever it is about. */
export type RuleBody = Omit<DeclarativeRule, 'for' | 'objects' | 'name'>

/** A rule as data (docs/health-rules.md), for some objects. */
export interface DataRule extends RuleBody {
  readonly for: PolicyScope
}

/** Healthy once all conditions of `kubectl wait --for` are met, Progressing until then. */
export interface WaitRule {
  readonly for: PolicyScope
  /** `condition=Ready`, `jsonpath={.status.phase}=Running`, `create` or `delete`; of a list all have to be met. */
  readonly waitFor: string | readonly string[]
}

/** An ignore rule: our own, an entry of Argo CD's `ignoreDifferences`, or an entry of Flux's `ignore`. */
export type PolicyIgnore = OwnIgnoreRule | ArgoIgnoreRule | FluxIgnoreRule

/** One of `pointer` (RFC 6901), `path` (as differences print it, or in jq's language) and `manager`, for some objects or for all. */
export interface OwnIgnoreRule {
  readonly pointer?: string
  readonly path?: string
  readonly manager?: string
  readonly for?: PolicyScope
}

/** Objects that hold neither the application nor its gate back. */
export interface PolicyCounting {
  readonly for: PolicyScope
  readonly countsAs: 'nothing'
  /** Why, for people; answers repeat it. */
  readonly because?: string
}
