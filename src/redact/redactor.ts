import { type Check, fitting } from '../model/expect.ts'
import type { KubeObjectLike } from '../model/kube-object.ts'
import { isRecord } from '../model/read.ts'
import type { Redacted } from '../model/safe-content.ts'
import type { LinePrefix } from './mask/line-prefix.ts'

/** One line of a log. */
export interface LogLine {
  /** RFC 3339, where the line had a timestamp. */
  readonly at?: string
  readonly text: string
  readonly pod?: string
  readonly container?: string
}

/** How values are looked for and hidden. */
export interface RedactorOptions {
  /** What stands for everything hidden; default `'********'`. It never depends on what it hides. */
  readonly mask?: string
  /** Shorter values (in UTF-16 code units, default 3) are hidden only where they stand alone, not inside words. */
  readonly minLength?: number
  /** ASCII letters match in either case; default false. */
  readonly ignoreCase?: boolean
  /** What stands before every line of a log, so that a value of several lines is found across them: see docs/redaction.md. */
  readonly linePrefix?: LinePrefix
  /** Where a text was cut off: four or more characters of a value are hidden there. */
  readonly truncated?: 'start' | 'end' | 'both'
  /** Short or common values are hidden as whole tokens and named in `weak` (default), or nothing is shown. */
  readonly onWeak?: 'mask' | 'withhold'
}

/** The stepping form of a stream. Both functions throw a WithheldError where nothing more may be shown. */
export interface RedactionSteps {
  /** Takes more text, gives what can no longer change: all but at most the last 1,024 characters. */
  push(chunk: string): string
  /** Gives the rest. */
  end(): string
}

/** Hides a set of values in whatever is shown. */
export interface Redactor {
  text(text: string): Redacted<string>
  /** Each line stays a line; values that go over several lines of the same pod and container are found. */
  lines(lines: readonly LogLine[]): Redacted<readonly LogLine[]>
  /** Secrets lose their values wherever they are nested; then every text and every key is redacted. A copy; the input stays as it is. */
  object<T>(object: T): Redacted<T>
  event<T extends KubeObjectLike>(event: T): Redacted<T>
  /** Errors with a WithheldError where text() would withhold; released text cannot be called back, so whole-text guards do not apply. */
  stream(): TransformStream<string, string>
  /** What stream() does, for those who have no streams. One for each stream of text. */
  steps(): RedactionSteps
}

/** What `createRedactor` made, or what answers as it does. */
export const aRedactor: Check = /* @__PURE__ */ fitting(
  'a redactor (createRedactor makes one)',
  value => isRecord(value) && typeof value['object'] === 'function' && typeof value['text'] === 'function',
)
