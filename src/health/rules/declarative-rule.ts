import type { HealthStatus } from '../../model/statuses.ts'
import type { RuleScope } from '../verdict/kind-rule.ts'

/**
 * A health rule as data: rows in order, the first that fits decides. Total by construction: what is not there makes a test false, and
 * nothing in a rule can throw. docs/health-rules.md describes the format with examples.
 */
export interface DeclarativeRule extends RuleScope {
  /**
   * 'observed' (default): conditions whose `observedGeneration` is behind the object's generation count as absent, and Healthy or Degraded is
   * not said while all of them are behind, nor while `status.observedGeneration` is. 'conditions': the conditions alone, for controllers that
   * write `status.observedGeneration` only when they succeed. 'own': generations are not looked at, because the controller writes them otherwise.
   */
  readonly generation?: 'observed' | 'conditions' | 'own'
  readonly rules: readonly Row[]
  /**
   * Types of conditions and fields of the status that say nothing of how the object is, though by convention they would: without this, a failure that
   * convention sees in them makes an answer worse, whatever the rows say. `*` stands for anything.
   */
  readonly passOver?: readonly string[]
  /**
   * The outcome where no row fits. By default what convention says, as for kinds without a rule (but not Healthy, where a row says when the kind is), else
   * Progressing, 'NotReported'.
   */
  readonly else?: Outcome
}

/** The answer of a row that fits. */
export interface Outcome {
  readonly status: HealthStatus
  /** CamelCase; by default derived from the test: 'Ready', 'NotReady', 'ReadyUnknown'. */
  readonly reason?: string
  /**
   * A template: `{cond.message|cond.reason}`, `{status.phase}`, `{items.name}`; of several the first whose holes all have text. By default made
   * from the test.
   */
  readonly say?: string | readonly string[]
  /** True where waiting alone will not change it. */
  readonly settled?: boolean
  /** True where it should not hold an application back. */
  readonly advisory?: boolean
  /** Causes that explain it: one for each item of a list. */
  readonly causes?: CausesOf
}

/** Causes from the items of a list or the values of a map in the object; paths and templates start at the item. */
export interface CausesOf {
  readonly of: string
  readonly where?: Test
  /** Templates for the object that the item is about; by default the object itself. */
  readonly kind?: string
  readonly name?: string
  readonly reason?: string
  readonly say: string | readonly string[]
}

export type Row = WhenRow | WordsRow | WorstRow

/** All rows that fit, of which the worst decides: for objects of several parts that fail by themselves. */
export interface WorstRow {
  readonly worst: readonly (WhenRow | WordsRow)[]
}

export interface WhenRow extends Outcome {
  readonly when: Test
}

/** One field whose words are known: a status for each, the word itself as the reason. A word that ends in `*` is a prefix. */
export interface WordsRow {
  readonly field: string
  readonly words: { readonly [status in HealthStatus]?: readonly string[] }
  /** True: words that are not listed are read by convention, as for kinds without a rule (`Creating`, `UpdateFailed`, `Suspended`). */
  readonly conventional?: boolean
  readonly reason?: string
  readonly say?: string | readonly string[]
  readonly settled?: boolean
  readonly advisory?: boolean
}

/** A list means all of them. */
export type Test = ConditionTest | FieldTest | CompareTest | WalkTest | AndTest | OrTest | NotTest | readonly Test[]

/** True for a list of tests, all of which have to fit. */
export const isTestList = (test: Test): test is readonly Test[] => Array.isArray(test)

/** A condition of that type (or one of those; `*` is a wildcard) is there, and all else that is named here fits it. */
export interface ConditionTest {
  readonly cond: string | readonly string[]
  readonly is?: Words
  readonly isNot?: Words
  readonly reason?: Words
  readonly reasonNot?: Words
  readonly severity?: Words
  readonly severityNot?: Words
  /** A text within the message, whatever its case. */
  readonly message?: Words
  /** The path to the conditions; 'status.conditions' by default. Within a walk: from the item. */
  readonly in?: string
  /**
   * How long ago its `lastTransitionTime` is at least, as `90s`, `5m`, `2h`, `1d`. Without `now` it never is; with it the answer says when to
   * look again.
   */
  readonly after?: string
}

/** The value under a path; an absent one fits only `exists: false`, `empty: true`, `not`. A word that ends in `*` is a prefix. */
export interface FieldTest {
  readonly field: string
  readonly is?: Scalar | readonly Scalar[]
  readonly not?: Scalar | readonly Scalar[]
  readonly exists?: boolean
  /** Absent, null, '', [] or {}. */
  readonly empty?: boolean
  /** A text within the value, whatever its case. */
  readonly has?: Words
  /** The value is a time that is at least so long ago: `{ field: 'metadata.creationTimestamp', after: '10m' }`. */
  readonly after?: string
}

/** Two numbers (or two times, or with = and != any two scalars); false where one of them is absent. */
export interface CompareTest {
  readonly compare: readonly [Operand, '<' | '<=' | '=' | '!=' | '>=' | '>', Operand]
}

/** The items of a list or the values of a map; paths in `where` start at the item, with `^.` at the object. */
export type WalkTest =
  | { readonly any: string; readonly where: Test }
  | { readonly every: string; readonly where: Test }
  | { readonly none: string; readonly where: Test }
  | { readonly last: string; readonly where: Test }

export interface AndTest {
  readonly and: readonly Test[]
}

export interface OrTest {
  readonly or: readonly Test[]
}

export interface NotTest {
  readonly no: Test
}

/** A path, a number, or what is computed from them; `or` where the path leads nowhere. */
export type Operand =
  | string
  | number
  | { readonly path: string; readonly or: number }
  | { readonly count: string; readonly where?: Test }
  /** A part of a text such as `1/3`, as a number. */
  | { readonly split: string; readonly by: string; readonly part: number }
  | { readonly sum: string }
  | { readonly minus: readonly [Operand, Operand] }

export type Words = string | readonly string[]
export type Scalar = string | number | boolean
