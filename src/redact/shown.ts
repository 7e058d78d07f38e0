import { anObject, type Check, expect, fitting } from '../model/expect.ts'
import { isRecord } from '../model/read.ts'
import { aRedactor, type Redactor } from './redactor.ts'

/** Under which an answer carries the redactor that it passed: the same in every copy of the package. JSON and structuredClone lose it. */
const mark: unique symbol = Symbol.for('live-object-status.shown')

/** The fields of an answer that hold further answers. */
type AnswerParts = 'objects' | 'orphans' | 'children'

/**
 * An answer as people may see it: every name, text and value in it has passed a redactor, which it carries; a comparison has no `patch`, which is
 * raw by nature. Presenters take nothing else. Where the redactor withholds, labels, counts and axes stay, texts, values and names are gone, and
 * `withheld` says why.
 */
export type Shown<Answer> = {
  readonly [Field in keyof Answer as Field extends 'patch' ? never : Field]: Field extends AnswerParts
    ? Answer[Field] extends readonly (infer Part)[]
      ? readonly Shown<Part>[]
      : Answer[Field]
    : Field extends 'comparison'
      ? Shown<NonNullable<Answer[Field]>> | Extract<Answer[Field], undefined>
      : Answer[Field]
} & { readonly [mark]: Redactor }

/** Marks an answer of which every part has just passed the redactor. */
export const markShown = <Answer extends object>(answer: Answer, redactor: Redactor): Shown<Answer> =>
  ({ ...answer, [mark]: redactor }) as unknown as Shown<Answer>

/** The redactor that an answer carries; undefined for a raw one. */
export const carriedRedactor = (answer: unknown): Redactor | undefined => {
  const redactor = isRecord(answer) ? (answer as { readonly [mark]?: unknown })[mark] : undefined
  return aRedactor(redactor) === undefined ? (redactor as Redactor) : undefined
}

/** An answer that was made with a redactor and still carries it. */
export const aShown = (expected: string): Check => fitting(expected, value => carriedRedactor(value) !== undefined)

/**
 * Marks an answer again as one that people may see, after it crossed a wire: JSON and structuredClone lose the mark. Whoever calls it vouches
 * that the answer was made with a redactor; nothing is redacted here.
 *
 * @param answer what `assessApplication`, `assessObject`, `compareObject` or a tracker gave with a redactor, as it came back from JSON.
 * @param redactor what presenters use for what is shown beside it (live objects, events, logs); it knows the same values as the first one.
 * @returns the same answer, marked in all its parts, without patches.
 * @throws TypeError where `answer` is no object, or `redactor` is not what `createRedactor` makes.
 *
 * Source: this package's own; the mark is the symbol `live-object-status.shown` of the global registry.
 *
 * @example
 * ```ts
 * import { createRedactor, trustAsShown } from 'live-object-status/redact'
 * import { renderTable } from 'live-object-status/report'
 * import { assessApplication } from 'live-object-status/status'
 *
 * const redactor = createRedactor([])
 * const answer = assessApplication({ desired: [], live: [] }, { redactor })
 * const received: typeof answer = JSON.parse(JSON.stringify(answer))
 * const table = renderTable(trustAsShown(received, redactor))
 * table.visible && table.value // => 'No status  The latest deployment applied nothing that can be monitored\n'
 * ```
 */
export const trustAsShown = <Answer extends object>(answer: Answer, redactor: Redactor): Shown<Answer> => {
  expect('answer', anObject, answer)
  expect('redactor', aRedactor, redactor)
  return trusted(answer, redactor) as Shown<Answer>
}

const PARTS: readonly AnswerParts[] = ['objects', 'orphans', 'children']

/** Owners own owners a few levels down; a deeper answer was not made here. */
const DEEPEST = 64

const trusted = (answer: object, redactor: Redactor, depth = 0): unknown => {
  const { patch: _, ...fields } = answer as Record<string, unknown>
  const part = (value: unknown): unknown => (isRecord(value) && depth < DEEPEST ? trusted(value, redactor, depth + 1) : value)
  for (const name of PARTS) {
    const items = fields[name]
    if (Array.isArray(items)) fields[name] = items.map(part)
  }
  if (isRecord(fields['comparison'])) fields['comparison'] = part(fields['comparison'])
  return markShown(fields, redactor)
}
