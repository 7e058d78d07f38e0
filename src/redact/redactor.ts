import { type Check, fitting } from '../model/expect.ts'
import type { KubeObjectLike } from '../model/kube-object.ts'
import { isRecord } from '../model/read.ts'
import type { Redacted } from '../model/safe-content.ts'
import type { HashInfo, SecretScheme, ValueContext } from '../secrets/index.ts'
import type { LinePrefix } from './mask/line-prefix.ts'
import type { ShownCopies } from './shown-copy.ts'

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
  /** The text in place of everything hidden; default `'********'`. It never depends on what it hides. */
  readonly mask?: string
  /** Shorter values (in UTF-16 code units, default 3) are hidden only where they stand alone, not inside words. */
  readonly minLength?: number
  /** ASCII letters match in either case; default false. */
  readonly ignoreCase?: boolean
  /** The form of what stands before every line of a log, so that a value of several lines is found across them: see docs/redaction.md. */
  readonly linePrefix?: LinePrefix
  /** The ends at which texts were cut off: four or more characters of a value are hidden there, also before dots, quotes and line breaks. */
  readonly truncated?: 'start' | 'end' | 'both'
  /** Short or common values are hidden as whole tokens and named in `weak` (default), or nothing is shown. */
  readonly onWeak?: 'mask' | 'withhold'
  /**
   * With a salt the values of Secrets show as hashes, by which a change can be seen; without one they are masked or left out. The scheme is
   * `'sha256'` (default, the product's format) or `'hmac-sha256'`, which needs a salt of at least 16 bytes.
   */
  readonly secrets?: { readonly salt: string; readonly scheme?: SecretScheme }
}

/** The stepping form of a stream. Both functions throw a WithheldError where nothing more may be shown. */
export interface RedactionSteps {
  /** Takes more text, gives what can no longer change: mostly all but the last 1,100 characters. */
  push(chunk: string): string
  /** Gives the rest. */
  end(): string
}

const inside: unique symbol = Symbol.for('live-object-status.redactor')

/** Hides a set of values in whatever is shown. It consists of functions, so that printing it shows no value. */
export interface Redactor {
  text(text: string): Redacted<string>
  /** Each line stays a line; values that go over several lines of the same pod and container are found. */
  lines(lines: readonly LogLine[]): Redacted<readonly LogLine[]>
  /** Secrets lose their values wherever they are nested; then every text and every key is redacted. A copy; the input stays as it is. */
  object<T>(object: T): Redacted<T>
  event<T extends KubeObjectLike>(event: T): Redacted<T>
  /** Errors with a WithheldError where text() would withhold; released text cannot be called back, so whole-text guards do not apply. */
  stream(): TransformStream<string, string>
  /** The same as stream(), for those who have no streams. One for each stream of text. */
  steps(): RedactionSteps
  /** The part of it that the rest of the package asks: only `createRedactor` makes one. */
  readonly [inside]: () => unknown
}

/** The same for the folders above, which make answers that may be shown. */
export interface RedactorInside {
  /** Why nothing is shown at all, and which values are at fault; undefined where something is. */
  readonly refusal: { readonly reason: string; readonly weak: readonly string[] } | undefined
  /** The values that are hidden only where they stand alone. */
  readonly weak: readonly string[]
  readonly createCopies: () => ShownCopies
  /** How values of Secrets are hashed; undefined without a salt. */
  readonly hashing: SecretHashing | undefined
}

/** Hashing by a salt that nobody can ask for. */
export interface SecretHashing {
  readonly info: HashInfo
  readonly hashText: (value: string, context: ValueContext) => string
  /** A Secret whose values are hashes; undefined where it cannot be read. */
  readonly hashSecret: (secret: KubeObjectLike) => KubeObjectLike | undefined
}

/** Puts a redactor together. */
export const assembleRedactor = (functions: Omit<Redactor, typeof inside>, within: RedactorInside): Redactor => ({
  ...functions,
  [inside]: () => within,
})

/** The inner part of a redactor that was checked. */
export const insideOf = (redactor: Redactor): RedactorInside => redactor[inside]() as RedactorInside

/** A redactor that `createRedactor` made. */
export const aRedactor: Check = /* @__PURE__ */ fitting(
  'a redactor (createRedactor makes one)',
  value =>
    isRecord(value) && typeof value['object'] === 'function' && typeof (value as { readonly [inside]?: unknown })[inside] === 'function',
)
