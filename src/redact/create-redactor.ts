import { aBoolean, aDocument, aList, aString, aWord, either, exactly, expect, fitting, someOptions } from '../model/expect.ts'
import { type Redacted, visible, withheld } from '../model/safe-content.ts'
import { expectKeyedSalt, secretChecks } from '../secrets/internal.ts'
import { linePrefixes } from './mask/line-prefix.ts'
import { createMasking } from './mask/masking.ts'
import { leafPlan, type MaskingPlan } from './mask/masking-plan.ts'
import { checkBudget, createPlan, MOST_UNITS, MOST_UNITS_IN_ALL, MOST_VALUES, type NamedValue } from './plan.ts'
import { redactLines } from './redact-lines.ts'
import { type ObjectPlan, redactObject } from './redact-object.ts'
import { createLooks, createWriter, redactText } from './redact-text.ts'
import { assembleRedactor, type RedactionSteps, type Redactor, type RedactorInside, type RedactorOptions } from './redactor.ts'
import { hashField, secretHashing } from './secret-hashing.ts'
import { createCopies, type ShownCopies } from './shown-copy.ts'
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
 * @param options see {@link RedactorOptions}; `createRedactor([])` hides what is structurally a Secret and nothing else.
 * @returns reasons of what it withholds: the three above, `weak-values`, `low-entropy-secret`, `too-large`, `too-deep`,
 * `unknown-payload`, `final-check`, `not-readable`.
 * @throws TypeError or RangeError for wrong arguments; they never hold a value.
 *
 * Source: the printed forms are those of shells, JSON and YAML emitters, URLs, base64 and log prefixes that docs/redaction.md lists one by one.
 *
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
  expect('values', someValues, values)
  expect('options', someRedactorOptions, options)
  if (options.secrets !== undefined) expectKeyedSalt('options.secrets.salt', options.secrets)
  if (values === 'unknown' || values === 'incomplete' || values === 'stale') return redactorBy({ reason: values, weak: [] }, [], options)
  const { plan, weak } = createPlan(namedValues(values), options)
  return redactorBy(weak.length > 0 && options.onWeak === 'withhold' ? { reason: 'weak-values', weak } : plan, weak, options)
}

/** Why there is no plan, and which values are at fault. */
type RedactorRefusal = NonNullable<RedactorInside['refusal']>
const isRefusal = (by: MaskingPlan | RedactorRefusal): by is RedactorRefusal => 'reason' in by

/** A redactor by a plan; without one it shows nothing. */
const redactorBy = (by: MaskingPlan | RedactorRefusal, weak: readonly string[], { secrets }: RedactorOptions): Redactor => {
  const refusal = isRefusal(by) ? by : undefined
  const plan = (): MaskingPlan => {
    if (isRefusal(by)) throw new WithheldError(by.reason, by.weak)
    return by
  }
  const hash = secrets === undefined ? undefined : hashField(secrets)
  // One for the life of the redactor: the same texts stand in object after object.
  let known: Omit<ObjectPlan, 'shares'> | undefined
  const createKnown = (leaves: MaskingPlan) => ({ plan: leaves, look: createLooks(leaves), clean: new Map<string, number>(), hash })
  const objectPlan = (shares: boolean): ObjectPlan => {
    known ??= createKnown(leafPlan(plan()))
    return { ...known, shares }
  }
  const safely = <T>(compute: () => T): Redacted<T> => {
    try {
      return visible(compute(), weak)
    } catch (error) {
      return error instanceof WithheldError ? withheld(error.reason, error.weak) : withheld('not-readable')
    }
  }
  const object = <T>(object: T): Redacted<T> => safely(() => redactObject(objectPlan(false), object).copy as T)
  return assembleRedactor(
    {
      text: text => safely(() => redactText(plan(), checkedText(text, LONGEST_TEXT))),
      lines: lines => safely(() => redactLines(plan(), lines, LONGEST_TEXT)),
      object,
      event: object,
      stream: () => makeStream(makeSteps(plan)),
      steps: () => makeSteps(plan),
    },
    {
      refusal,
      weak: refusal === undefined ? weak : [],
      createCopies: () => (refusal === undefined ? createCopies(objectPlan(true)) : refusingCopies(refusal)),
      hashing: secrets === undefined ? undefined : secretHashing(secrets),
    },
  )
}

const refusingCopies = ({ reason, weak }: RedactorRefusal): ShownCopies => {
  const refuse = (): never => {
    throw new WithheldError(reason, weak)
  }
  return { text: refuse, of: refuse }
}

const checkedText = (text: unknown, longest: number): string => {
  if (typeof text !== 'string') throw new WithheldError('unknown-payload')
  if (text.length > longest) throw new WithheldError('too-large')
  return text
}

/** After an error nothing more comes out. What a search needs is made with the first text, where an error is caught. */
const makeSteps = (plan: () => MaskingPlan): RedactionSteps => {
  let open: ReturnType<typeof openSteps> | undefined
  let failed: WithheldError | undefined
  const step = (chunk: string, final: boolean): string => {
    if (failed !== undefined) throw failed
    try {
      return (open ??= openSteps(plan()))(chunk, final)
    } catch (error) {
      failed = error instanceof WithheldError ? error : new WithheldError('not-readable')
      throw failed
    }
  }
  return { push: chunk => step(chunk, false), end: () => step('', true) }
}

/** The way of a text through its masking into a writer. */
const openSteps = (plan: MaskingPlan): ((chunk: string, final: boolean) => string) => {
  const writer = createWriter(plan)
  const masking = createMasking(plan, (piece, _from, _to, hidden) => writer.take(piece, hidden))
  return (chunk, final) => {
    let output = ''
    const flush = (): void => {
      output += writer.flush()
    }
    if (!masking.push(checkedText(chunk, Infinity), flush)) throw new WithheldError('too-large')
    if (final) masking.end()
    flush()
    return output
  }
}

const makeStream = (steps: RedactionSteps): TransformStream<string, string> => {
  const send = (output: string, controller: TransformStreamDefaultController<string>): void => {
    if (output !== '') controller.enqueue(output)
  }
  return new TransformStream<string, string>({
    transform(chunk, controller) {
      send(steps.push(chunk), controller)
    },
    flush(controller) {
      send(steps.end(), controller)
    },
  })
}

const namedValues = (values: readonly (string | NamedValue)[]): readonly NamedValue[] => {
  checkBudget('values', values.length, MOST_VALUES, 'values')
  const named = Array.from(values, namedValue)
  checkBudget(
    'values',
    named.reduce((total, { value }) => total + value.length, 0),
    MOST_UNITS_IN_ALL,
    'characters in all',
  )
  return named
}

const namedValue = (item: string | NamedValue, index: number): NamedValue => {
  const { name, value } = typeof item === 'string' ? { name: `values[${index}]`, value: item } : item
  checkBudget(`values[${index}]`, value.length, MOST_UNITS)
  return { name, value }
}

const someValues = /* @__PURE__ */ either(
  "a list of values, 'unknown', 'incomplete' or 'stale'",
  aWord('unknown', 'incomplete', 'stale'),
  aList(
    'a list of values',
    either(
      'a string, or a name and a value as strings',
      aString,
      aDocument<NamedValue>('a name and a value', () => ({ name: aString, value: aString }), ['name', 'value']),
    ),
  ),
)

const someRedactorOptions = /* @__PURE__ */ someOptions<RedactorOptions>(() => ({
  mask: aString,
  ignoreCase: aBoolean,
  minLength: fitting(
    'a whole number from 1 to 64',
    value => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 64,
  ),
  linePrefix: aWord(...linePrefixes),
  truncated: aWord('start', 'end', 'both'),
  onWeak: aWord('mask', 'withhold'),
  secrets: exactly('salt and scheme', secretChecks, ['salt']),
}))
