/** The codes of what can be wrong with a text, or with an object of a client's class. */
export type TextProblemCode =
  | 'too-large'
  | 'too-deep'
  | 'too-many-problems'
  | 'invalid-yaml'
  | 'invalid-character'
  | 'invalid-directive'
  | 'invalid-separator'
  | 'invalid-key'
  | 'invalid-tag'
  | 'invalid-merge'
  | 'non-finite-number'
  | 'unknown-anchor'
  | 'recursive-anchor'
  | 'excessive-aliasing'
  | 'unread-document'
  | 'duplicate-key'
  | 'integer-precision'
  | 'not-a-kubernetes-object'
  | 'null-item'
  | 'typed-object'
  | 'unknown-class'
  | 'invalid-date'
  | 'unreadable-object'

/** Every code of a problem, a closed set; docs/problems.md says of those of texts what to do about each, docs/differences.md of the others. */
export type ProblemCode =
  | TextProblemCode
  | 'cel-vacuous-all'
  | 'conflict'
  | 'duplicate'
  | 'duplicate-object'
  | 'frame-without-kind'
  | 'gated-field'
  | 'generate-name'
  | 'ignore-rule-unreadable'
  | 'ignore-rule-unused'
  | 'immutable'
  | 'invalid'
  | 'invalid-document'
  | 'invalid-expression'
  | 'invalid-frame'
  | 'invalid-policy'
  | 'invalid-timeline'
  | 'managed-fields'
  | 'missing-key'
  | 'no-salt'
  | 'not-a-crd'
  | 'not-a-version'
  | 'not-openapi'
  | 'nothing-desired'
  | 'other-cluster'
  | 'policy-unused'
  | 'record-not-seen'
  | 'record-too-large'
  | 'record-unreadable'
  | 'release-pending'
  | 'required'
  | 'schema-mismatch'
  | 'selector-mismatch'
  | 'stale-object'
  | 'too-many-rules'
  | 'union-conflict'
  | 'unknown-field'
  | 'unknown-kind'
  | 'unreadable'
  | 'values-unreadable'
  | 'withheld'

/** Something wrong with data, returned instead of thrown. Never holds text of the data, which may be secret. */
export interface Problem {
  readonly code: ProblemCode
  /** One sentence for people. */
  readonly message: string
  /** The file or stream, as the caller named it. */
  readonly source?: string
  /** The document within the source, from 0. */
  readonly document?: number
  /** From 1. */
  readonly line?: number
  /** From 1. */
  readonly column?: number
  /** RFC 6901, into the object. */
  readonly pointer?: string
}
