import { nearestName } from './nearest-name.ts'
import { hasOwn, isRecord } from './read.ts'
import { millisecondsOf } from './scalars/time.ts'

/** A misfit: its place within the value, what was expected there, and the type of what came. Never the value, which may be a secret. */
export interface Misfit {
  /** As code goes there: `.ignore[2].path`; empty for the value itself. */
  readonly at: string
  readonly expected: string
  readonly got: string
}

/** Looks at an argument, or a part of one: undefined where it fits, which costs nothing, for arguments are looked at with every call. */
export type Check = (value: unknown) => Misfit | undefined

/**
 * Refuses an argument that does not fit, by the one form that there is: a TypeError `<place>: expected <what>, got <type>`. Arguments are what a
 * programmer writes; what is wrong with data is an answer, and never comes through here.
 *
 * @param place the argument as the caller knows it: `options`, `deployment`.
 */
export const expect = (place: string, check: Check, value: unknown): void => {
  const misfit = check(value)
  if (misfit !== undefined) throw new TypeError(`${place}${misfit.at}: expected ${misfit.expected}, got ${misfit.got}`)
}

/** The same for an argument that may be left out. */
export const expectIfGiven = (place: string, check: Check, value: unknown): void => {
  if (value !== undefined) expect(place, check, value)
}

/** A misfit of the value itself. */
export const misfit = (expected: string, value: unknown): Misfit => ({ at: '', expected, got: typeName(value) })

const typeName = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

const within = (step: string, inner: Misfit | undefined): Misfit | undefined => inner && { ...inner, at: `${step}${inner.at}` }

/** A check by a test, with the words for what fits. */
export const fitting =
  (expected: string, fits: (value: unknown) => boolean): Check =>
  value =>
    fits(value) ? undefined : misfit(expected, value)

export const aString: Check = value => (typeof value === 'string' ? undefined : misfit('a string', value))
export const aBoolean: Check = value => (typeof value === 'boolean' ? undefined : misfit('a boolean', value))
export const aFunction: Check = value => (typeof value === 'function' ? undefined : misfit('a function', value))
export const anObject: Check = value => (isRecord(value) ? undefined : misfit('an object', value))
/** Data: any JSON, and nothing at all, are answered. */
export const anything: Check = () => undefined

/** A count, a size or a span from 0; without an end it is Infinity. */
export const aNumber = (unit: string): Check => fitting(`${unit} from 0`, value => typeof value === 'number' && value >= 0)

/** A moment in one of the forms of `Time`. */
export const aTime: Check = value =>
  millisecondsOf(value) === undefined ? otherText('RFC 3339 text, milliseconds or a Date', value) : undefined

/** One word of a closed set. A misspelt one is told its nearest, which quotes the set and not the value. */
export const aWord = (...words: readonly string[]): Check => {
  const expected = words
    .map(word => `'${word}'`)
    .join(', ')
    .replace(/, (?=[^,]*$)/, ' or ')
  return value => {
    if (typeof value !== 'string') return misfit(expected, value)
    return words.includes(value) ? undefined : otherText(expected, value, nearestName(value, words))
  }
}

/** A text where some other would fit. */
const otherText = (expected: string, value: unknown, nearest?: string): Misfit =>
  typeof value === 'string' ? { at: '', expected, got: `another string${hint(nearest)}` } : misfit(expected, value)

const hint = (nearest: string | undefined): string => (nearest === undefined ? '' : ` (did you mean '${nearest}'?)`)

/** A list, each item of which passes a check. */
export const aList =
  (expected = 'a list', item: Check = anything): Check =>
  value => {
    if (!Array.isArray(value)) return misfit(expected, value)
    if (item === anything) return undefined
    for (let index = 0; index < value.length; index++) {
      const inner = item(value[index])
      if (inner !== undefined) return within(`[${index}]`, inner)
    }
    return undefined
  }

/** A list, a Set or whatever else a loop goes over, but no text: that is what people hand in before they parse it. */
export const anIterable = (expected: string): Check =>
  fitting(expected, value => typeof value === 'object' && value !== null && Symbol.iterator in value)

/** One of several forms; `expected` says all of them. Where the value is an object, the last form says what is wrong inside of it. */
export const either =
  (expected: string, ...checks: readonly Check[]): Check =>
  value => {
    let last: Misfit | undefined
    for (const check of checks) {
      last = check(value)
      if (last === undefined) return undefined
    }
    return last?.at === '' ? { ...last, expected } : last
  }

/** Checks by name: one for each option or field that a type has, so that the compiler tells of one that was forgotten. */
export type Checks<T> = { readonly [K in keyof Required<T>]: Check }

/** Checks are made when they are first used, so that a bundle keeps only those of the functions in it, and loading the package makes none. */
export type MakeChecks<T> = () => Checks<T>

/** A check of a name that an object should not have; undefined where it may have it. */
type Unknown = (name: string, value: unknown, known: readonly string[]) => Misfit | undefined

const fields = <T>(expected: string, make: MakeChecks<T>, needed: readonly (keyof T & string)[], unknown: Unknown): Check => {
  let checks: ReadonlyMap<string, Check> | undefined
  return object => {
    if (!isRecord(object)) return misfit(expected, object)
    checks ??= new Map(Object.entries<Check>(make()))
    // A loop that allocates nothing: this is asked with every object of a cluster. What is inherited is no option.
    for (const name in object) {
      const value = object[name]
      if (value === undefined || !hasOwn(object, name)) continue
      const check = checks.get(name)
      const wrong = check === undefined ? unknown(name, value, [...checks.keys()]) : check(value)
      if (wrong !== undefined) return check === undefined ? wrong : within(`.${name}`, wrong)
    }
    for (const name of needed) if (object[name] === undefined) return within(`.${name}`, checks.get(name)?.(undefined))
    return undefined
  }
}

/**
 * The names of options that some function of the library takes. People share one object of options between functions, so each lets those of
 * the others pass; a name that none knows is a slip.
 */
const OPTION_NAMES =
  'acceptAdmission applier clusterVersion columns complete context counting deployer fieldManager force ignore ignoreCase lastUpdated lastingFor linePrefix live machineId mask maxBytes minLength namespace now onWeak paint placeOf policy previous recorded redactor related rollUp rules salt schemas scheme secrets snapshot source staleAfter strict theme thresholds tree truncated wide'

/** {@link OPTION_NAMES}, one by one. */
export const optionNames = (): readonly string[] => OPTION_NAMES.split(' ')

/** An object of options: every value that is there, and the names. An option that is undefined is absent. */
export const someOptions = <T>(make: MakeChecks<T>, needed: readonly (keyof T & string)[] = []): Check =>
  fields('an object', make, needed, (name, value, known) => {
    // Never let pass where they are not taken: who hands one to a function believes that something gets hidden there.
    if (name === 'redactor' || name === 'secrets') return within(`.${name}`, misfit('none here, where it would be ignored', value))
    const all = optionNames()
    return all.includes(name) ? undefined : unknownName('names of options', name, [...known, ...all])
  })

/** A misfit of a name that an object should not have; the name itself is not told. */
export const unknownName = (expected: string, name: string, known: readonly string[]): Misfit => ({
  at: '',
  expected,
  got: `a name that is none${hint(nearestName(name, known))}`,
})

/** A document (a deployment, a step, a source). It may carry fields of its owner's, so only a name that is one or two letters from a known one is a slip. */
export const aDocument = <T>(expected: string, make: MakeChecks<T>, needed: readonly (keyof T & string)[] = []): Check =>
  fields(expected, make, needed, (name, _, known) =>
    nearestName(name, known) === undefined ? undefined : unknownName('names of its fields', name, known),
  )

/** An object of these fields and no others. */
export const exactly = <T>(expected: string, make: MakeChecks<T>, needed: readonly (keyof T & string)[] = []): Check =>
  fields(expected, make, needed, (name, _, known) => unknownName(`only ${known.join(', ')}`, name, known))

/** An object that has one document for each name. The names are the caller's and are not told. */
export const aMap =
  (expected: string, item: Check): Check =>
  value => {
    if (!isRecord(value)) return misfit(expected, value)
    for (const name of Object.keys(value)) {
      const inner = value[name] === undefined ? undefined : item(value[name])
      if (inner !== undefined) return within('[…]', inner)
    }
    return undefined
  }
