import { isRecord } from '../model/read.ts'
import { type Redacted, shown, withheld } from '../model/redacted.ts'
import { linePrefixes } from './line-prefix.ts'
import { createMasking, type Plan } from './masking.ts'
import { createPlan, LIMITS, type NamedValue } from './plan.ts'
import { redactLines } from './redact-lines.ts'
import { redactEvent, redactObject } from './redact-object.ts'
import { createWriter, redactText } from './redact-text.ts'
import type { RedactionSteps, Redactor, RedactorOptions } from './redactor.ts'
import { WithheldError } from './withheld-error.ts'

/** A longer text is withheld: whoever has one streams it. */
const LONGEST_TEXT = 16 * 1024 * 1024

/**
 * Makes a redactor that hides a set of values, and every form in which they are commonly printed (docs/redaction.md lists them), in texts,
 * logs, objects, events and streams. Every result is either visible and safe or withheld with a reason; nothing is shown by mistake.
 *
 * Making one takes up to half a second for 10,000 values; it is used for any number of contents after that, and never changes.
 *
 * @param values what to hide, with names by which results may call them; or why the set is not known: `'unknown'`, `'incomplete'` or
 * `'stale'` (older than the content). Then everything is withheld, with that reason. At most 10,000 values of at most 65,536 characters,
 * 16 Mi characters in all. Order and repetitions do not matter.
 * @returns reasons of what it withholds: the three above, `weak-values`, `low-entropy-secret`, `too-large`, `too-deep`,
 * `unknown-payload`, `final-check`, `not-readable`.
 * @throws TypeError or RangeError for wrong arguments; they never hold a value.
 * @example
 * ```ts
 * import { createRedactor } from 'live-object-status/redact'
 *
 * const redactor = createRedactor([{ name: 'DB_PASSWORD', value: 'correct-horse' }])
 * redactor.text('dsn=postgres://shop:correct-horse@db/shop') // => { visible: true, value: 'dsn=postgres://shop:********@db/shop' }
 * redactor.text('Basic c2hvcDpjb3JyZWN0LWhvcnNl') // => { visible: true, value: 'Basic c2hvcD********' }
 * createRedactor('stale').text('anything') // => { visible: false, reason: 'stale' }
 * ```
 */
export const createRedactor = (
  values: readonly (string | NamedValue)[] | 'unknown' | 'incomplete' | 'stale',
  options: RedactorOptions = {},
): Redactor => {
  checkOptions(options)
  if (values === 'unknown' || values === 'incomplete' || values === 'stale') return withholding(values)
  const { plan, weak } = createPlan(namedValues(values), options)
  if (weak.length > 0 && options.onWeak === 'withhold') return withholding('weak-values')
  const leaf: Plan = { ...plan, linePrefix: undefined, cutAt: { start: false, end: false } }
  const safely = <T>(compute: () => T): Redacted<T> => {
    try {
      return shown(compute(), weak)
    } catch (error) {
      return withheld(error instanceof WithheldError ? error.reason : 'not-readable')
    }
  }
  return {
    text: text => safely(() => redactText(plan, checkedText(text))),
    lines: lines => safely(() => redactLines(plan, lines, LONGEST_TEXT)),
    object: object => safely(() => redactObject(leaf, object)),
    event: event => safely(() => redactEvent({ ...leaf, cutAt: plan.cutAt }, event)),
    stream: () => streamOf(stepsOf(plan)),
    steps: () => stepsOf(plan),
  }
}

const checkedText = (text: unknown): string => {
  if (typeof text !== 'string') throw new WithheldError('unknown-payload')
  if (text.length > LONGEST_TEXT) throw new WithheldError('too-large')
  return text
}

/** A redactor without a set to redact by shows nothing. */
const withholding = (reason: string): Redactor => {
  const steps: RedactionSteps = {
    push() {
      throw new WithheldError(reason)
    },
    end() {
      throw new WithheldError(reason)
    },
  }
  return {
    text: () => withheld(reason),
    lines: () => withheld(reason),
    object: () => withheld(reason),
    event: () => withheld(reason),
    stream: () => streamOf(steps),
    steps: () => steps,
  }
}

/** After an error nothing more comes out. */
const stepsOf = (plan: Plan): RedactionSteps => {
  const writer = createWriter(plan)
  const masking = createMasking(plan, (piece, _from, _to, hidden) => {
    writer.take(piece, hidden)
  })
  let failed: WithheldError | undefined
  const guarded = (step: () => string): string => {
    if (failed !== undefined) throw failed
    try {
      return step()
    } catch (error) {
      failed = error instanceof WithheldError ? error : new WithheldError('not-readable')
      throw failed
    }
  }
  return {
    push: chunk =>
      guarded(() => {
        if (typeof chunk !== 'string') throw new WithheldError('unknown-payload')
        let output = ''
        masking.push(chunk, () => {
          output += writer.flush()
        })
        return output
      }),
    end: () =>
      guarded(() => {
        masking.end()
        return writer.flush()
      }),
  }
}

const streamOf = (steps: RedactionSteps): TransformStream<string, string> =>
  new TransformStream<string, string>({
    transform(chunk, controller) {
      const output = steps.push(chunk)
      if (output !== '') controller.enqueue(output)
    },
    flush(controller) {
      const output = steps.end()
      if (output !== '') controller.enqueue(output)
    },
  })

const namedValues = (values: unknown): readonly NamedValue[] => {
  if (!Array.isArray(values))
    throw new TypeError(`createRedactor: values: expected a list, 'unknown', 'incomplete' or 'stale', got ${typeof values}`)
  if (values.length > LIMITS.values) throw new RangeError(`createRedactor: values: more than ${LIMITS.values}`)
  const named = Array.from(values, namedValue)
  if (named.reduce((total, { value }) => total + value.length, 0) > LIMITS.totalUnits)
    throw new RangeError(`createRedactor: values: more than ${LIMITS.totalUnits} characters in all`)
  return named
}

const namedValue = (item: unknown, index: number): NamedValue => {
  const { name, value } = typeof item === 'string' ? { name: `values[${index}]`, value: item } : isRecord(item) ? item : {}
  if (typeof value !== 'string' || typeof name !== 'string')
    throw new TypeError(`createRedactor: values[${index}]: expected a string, or a name and a value as strings, got ${typeof item}`)
  if (value.length > LIMITS.valueUnits)
    throw new RangeError(`createRedactor: values[${index}]: longer than ${LIMITS.valueUnits} characters`)
  return { name, value }
}

/** Checked by hand: a redaction-only import carries no validator. */
const checkOptions = (options: unknown): void => {
  if (!isRecord(options))
    throw new TypeError(`createRedactor: options: expected an object, got ${options === null ? 'null' : typeof options}`)
  const { mask, minLength, ignoreCase, linePrefix, truncated, onWeak } = options
  expectType('mask', mask, 'string')
  expectType('ignoreCase', ignoreCase, 'boolean')
  expectType('minLength', minLength, 'number')
  if (typeof minLength === 'number' && !(Number.isInteger(minLength) && minLength >= 1 && minLength <= 64))
    throw new RangeError('createRedactor: options.minLength: expected a whole number from 1 to 64')
  expectOne('linePrefix', linePrefix, linePrefixes)
  expectOne('truncated', truncated, ['start', 'end', 'both'])
  expectOne('onWeak', onWeak, ['mask', 'withhold'])
}

const expectType = (name: string, value: unknown, type: string): void => {
  if (value !== undefined && typeof value !== type)
    throw new TypeError(`createRedactor: options.${name}: expected a ${type}, got ${typeof value}`)
}

const expectOne = (name: string, value: unknown, allowed: readonly string[]): void => {
  if (value !== undefined && !allowed.some(word => word === value))
    throw new TypeError(`createRedactor: options.${name}: expected one of ${allowed.join(', ')}, got ${typeof value}`)
}
