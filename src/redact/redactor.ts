import type { KubeObject } from '../model/kube-object.ts'
import type { Redacted } from '../model/redacted.ts'

/** One line of a log. */
export interface LogLine {
  /** RFC 3339, where the line had a timestamp. */
  readonly at?: string
  readonly text: string
  readonly pod?: string
  readonly container?: string
}

/** Hides a set of values in whatever is shown. */
export interface Redactor {
  text(text: string): Redacted<string>
  lines(lines: readonly LogLine[]): Redacted<readonly LogLine[]>
  object<T>(object: T): Redacted<T>
  event(event: KubeObject): Redacted<KubeObject>
  /** Errors with a WithheldError where text() would withhold; released text cannot be called back, so whole-text guards do not apply. */
  stream(): TransformStream<string, string>
}
