import {
  array,
  boolean,
  enum as oneOf,
  int,
  lazy,
  nullable as orNull,
  number as anyNumber,
  object as looseObject,
  optional as orAbsent,
} from 'zod/mini'
import {
  minLength,
  record,
  regex,
  registry,
  safeParse,
  strictObject,
  string,
  toJSONSchema,
  tuple as zodTuple,
  union,
  unknown,
} from 'zod/mini'
import type { ZodMiniType, core } from 'zod/mini'
import { type Misfit, aWord, misfit, unknownName } from '../../model/expect.ts'
import { isRecord } from '../../model/read.ts'
import type { JsonRecord } from '../../model/kube-object.ts'

/** Says of what type a value is, to the compiler as well as while it runs. */
export interface Schema<T> {
  readonly zod: ZodMiniType
  /** Never there. It makes the compiler refuse a schema of a wider type as well as one of a narrower. */
  readonly exactly?: (value: T) => T
}

/** A field that may be absent. */
export interface OptionalField<T> {
  readonly zod: ZodMiniType
  readonly isOptional: true
  readonly exactly?: (value: T) => T
}

// oxlint-disable-next-line typescript/no-generated-empty-object-type -- it tells optional fields from the others
type Nothing = Record<never, never>

/** A schema for each field of a type: the compiler tells of one that is forgotten, of one too many, and of one of another type. */
export type Fields<T> = {
  readonly [K in keyof Required<T>]: Nothing extends Pick<T, K> ? OptionalField<Required<T>[K]> : Schema<T[K]>
}

const schema = <T>(zod: ZodMiniType): Schema<T> => ({ zod })
/** Makes the message that says what was expected; the types of what came are told beside it, never the value. */
const saying = (expected: string): { readonly error: () => string } => ({ error: () => expected })

export const text: Schema<string> = /* @__PURE__ */ schema(/* @__PURE__ */ string(/* @__PURE__ */ saying('a string')))
export const number: Schema<number> = /* @__PURE__ */ schema(/* @__PURE__ */ anyNumber(/* @__PURE__ */ saying('a number')))
export const integer: Schema<number> = /* @__PURE__ */ schema(/* @__PURE__ */ int(/* @__PURE__ */ saying('a whole number')))
export const flag: Schema<boolean> = /* @__PURE__ */ schema(/* @__PURE__ */ boolean(/* @__PURE__ */ saying('a boolean')))
/** Any JSON. */
export const anything: Schema<unknown> = /* @__PURE__ */ schema(/* @__PURE__ */ unknown())

/** A text that is not empty. */
export const filled = (expected: string): Schema<string> => schema(string(saying(expected)).check(minLength(1, saying(expected))))

/** A text of a form. */
export const textLike = (expected: string, pattern: RegExp): Schema<string> =>
  schema(string(saying(expected)).check(regex(pattern, saying(expected))))

/** Words of a closed set. */
export const words = <const T extends string>(...all: readonly T[]): Schema<T> => schema(oneOf([...all]))

/** A field that may be absent; undefined counts as absent. */
export const optional = <T>({ zod }: Schema<T>): OptionalField<T> => ({ zod: orAbsent(zod), isOptional: true })

export const nullable = <T>({ zod }: Schema<T>): Schema<T | null> => schema(orNull(zod))

/** A schema that refers to itself, or to one further down. */
export const later = <T>(get: () => Schema<T>): Schema<T> => schema(lazy(() => get().zod))

/** An object with these fields. Others are let pass: whoever made it may know more than this version. */
export const object = <T>(fields: Fields<T>, expected = 'an object'): Schema<T> => schema(looseObject(makeShape(fields), saying(expected)))

/** An object that a person writes: a name that is no field of it is a slip. */
export const form = <T>(fields: Fields<T>, expected = 'an object'): Schema<T> => {
  const known = Object.keys(fields)
  // The message of an unknown name holds those that are known.
  const error = (issue: { readonly code?: string | undefined }): string => (issue.code === 'unrecognized_keys' ? known.join(' ') : expected)
  return schema(strictObject(makeShape(fields), { error }))
}

const makeShape = <T>(fields: Fields<T>): Record<string, ZodMiniType> =>
  Object.fromEntries(Object.entries<{ readonly zod: ZodMiniType }>(fields).map(([name, { zod }]) => [name, zod]))

/** More misfits tell nothing that these do not, and a hostile document could have millions. */
const MOST = 100

type Run = core.$ZodTypeInternals['run']

// oxlint-disable-next-line no-underscore-dangle -- the library's name for what other schemas call
const inside = (zod: ZodMiniType): ZodMiniType['_zod'] => zod._zod

/** Replaces how a schema looks at a value. */
const running = <T>(zod: ZodMiniType, run: Run): Schema<T> => {
  const inner = inside(zod)
  inner.parse = run
  inner.run = run
  return schema(zod)
}

/** Looks at one part of a value, and notes under its name what does not fit. */
const look = (
  part: ZodMiniType,
  value: unknown,
  name: string | number,
  payload: core.ParsePayload,
  context: core.ParseContextInternal,
): void => {
  const { issues } = inside(part).run({ value, issues: [] }, context) as core.ParsePayload
  for (const issue of issues) payload.issues.push({ ...issue, path: [name, ...(issue.path ?? [])] })
}

/** A list, looked at until a hundred things in it do not fit. */
export const list = <T>({ zod: item }: Schema<T>, expected = 'a list'): Schema<readonly T[]> => {
  const made = array(item, saying(expected))
  return running(made, (payload, context) => {
    const { value } = payload
    if (!Array.isArray(value)) payload.issues.push({ code: 'invalid_type', expected: 'array', input: value, inst: made })
    else
      for (let index = 0; index < value.length && payload.issues.length < MOST; index++) look(item, value[index], index, payload, context)
    return payload
  })
}

/** Stands in paths for a name that whoever wrote the document chose: it may be a secret. */
export const ANY_NAME = '…'

/** An object of any names, whose values are alike. */
export const map = <T>({ zod: item }: Schema<T>, expected = 'an object'): Schema<Readonly<Record<string, T>>> => {
  const made = record(string(), item, saying(expected))
  return running(made, (payload, context) => {
    const { value } = payload
    if (!isRecord(value)) payload.issues.push({ code: 'invalid_type', expected: 'record', input: value, inst: made })
    else for (const name of Object.keys(value)) if (payload.issues.length < MOST) look(item, value[name], ANY_NAME, payload, context)
    return payload
  })
}

/** Any JSON object. */
export const anyObject: Schema<JsonRecord> = /* @__PURE__ */ map(anything)

/** A list of so many items, each of its own type. */
export const tuple = <const S extends readonly { readonly zod: ZodMiniType }[]>(expected: string, ...items: S): Schema<TupleOf<S>> =>
  schema(zodTuple(items.map(({ zod }) => zod) as [ZodMiniType, ...ZodMiniType[]], saying(expected)))

type TupleOf<S> = { readonly [K in keyof S]: S[K] extends Schema<infer T> ? T : never }

/** One of several forms, and the sign by which it is known. */
interface Form {
  readonly when: (value: unknown) => boolean
  readonly is: { readonly zod: ZodMiniType }
}

/**
 * One of several forms. A value is looked at as the first form of which it bears the sign, and as no other: so a misfit is told of the form that
 * was meant, and forms within forms cost no more than one.
 */
export const choice = <const F extends readonly Form[]>(expected: string, ...forms: F): Schema<MeantBy<F[number]>> => {
  const made = union(forms.map(({ is }) => is.zod) as [ZodMiniType, ...ZodMiniType[]], saying(expected))
  return running(made, (payload, context) => {
    const meant = forms.find(({ when }) => when(payload.value))
    if (meant !== undefined) return inside(meant.is.zod).run(payload, context)
    payload.issues.push({ code: 'invalid_union', errors: [], input: payload.value, inst: made })
    return payload
  })
}

type MeantBy<F> = F extends { readonly is: Schema<infer T> } ? T : never

export const isText = (value: unknown): boolean => typeof value === 'string'
export const isList = (value: unknown): boolean => Array.isArray(value)
export const isObject = (value: unknown): boolean => isRecord(value)
/** The sign of a form that has one of these fields. */
export const hasOne =
  (...names: readonly string[]) =>
  (value: unknown): boolean =>
    isRecord(value) && names.some(name => Object.hasOwn(value, name))

/** The misfits, and their places: names of fields and indexes of lists. */
export interface PlacedMisfit extends Omit<Misfit, 'at'> {
  readonly path: readonly (string | number)[]
  /** True where the name at the end of the path is what does not fit. */
  readonly isName?: true
}

/** Looks at a value, and says without quoting it what does not fit; at most a hundred misfits. */
export const findMisfits = ({ zod }: { readonly zod: ZodMiniType }, value: unknown): readonly PlacedMisfit[] => {
  // Neither needs to make code from text, which many pages forbid, nor may the options of another copy of the library change a message.
  const result = safeParse(zod, value, { reportInput: true, jitless: true })
  return result.success ? [] : result.error.issues.flatMap(placedMisfits).slice(0, MOST)
}

/** The schemas that have a name of their own in JSON Schema. */
const names = /* @__PURE__ */ registry<{ readonly id: string }>()

/** The same schema under a name, which a JSON Schema defines once. */
export const named = <T>(id: string, it: Schema<T>): Schema<T> => {
  names.add(it.zod, { id })
  return it
}

/** The schema as JSON Schema, draft 2020-12, of what is read. */
export const toJsonSchema = ({ zod }: { readonly zod: ZodMiniType }): Readonly<Record<string, unknown>> =>
  toJSONSchema(zod, { metadata: names, io: 'input', target: 'draft-2020-12' }) as Readonly<Record<string, unknown>>

const placedMisfits = (issue: core.$ZodIssue): readonly PlacedMisfit[] => {
  const path = issue.path.map(step => (typeof step === 'number' ? step : String(step)))
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split(' ')
    return issue.keys.map(key => ({ ...unknownName(`only ${known.join(', ')}`, key, known), path: [...path, key], isName: true }))
  }
  const told = issue.code === 'invalid_value' ? aWord(...issue.values.map(String))(issue.input) : undefined
  const { expected, got } = told ?? misfit(issue.message, issue.input)
  return [{ path, expected, got }]
}
