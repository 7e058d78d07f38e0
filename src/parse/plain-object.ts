import { pointerOf } from '../model/field-path.ts'
import type { JsonRecord, KubeObject, KubeObjectLike } from '../model/kube-object.ts'
import type { Problem, TextProblemCode } from '../model/problem.ts'
import { isRecord, recordsOf, textOf } from '../model/read.ts'
import { timestamp } from '../model/scalars/time.ts'
import { total } from '../model/total.ts'
import { messageOf } from './problem-code.ts'

/**
 * The object as the API server sends it, from one that a typed client has made of it.
 *
 * The generated classes of `@kubernetes/client-node` rename fields that are reserved words or no identifiers (`_default`, `_from`,
 * `x_kubernetes_preserve_unknown_fields`, `ref` for `$ref`) and turn times into Dates; each class tells by `getAttributeTypeMap()` what
 * it did, and that is undone here without importing the client. Plain JSON comes back as it is, not copied.
 *
 * @param typed an object of such a class, plain JSON, or a mixture
 * @returns `object` in plain JSON, and as `problems` what cannot be undone: 'typed-object' says that the class drops fields its version
 * does not know, so that absence means nothing; 'unknown-class' and 'invalid-date' name the place by `pointer`
 *
 * Source: `getAttributeTypeMap` of the generated classes of `@kubernetes/client-node`; a test makes real ones of version 1.4.0.
 *
 * @example
 * ```ts
 * import { plainObject } from 'live-object-status/parse'
 *
 * class V1Rule {
 *   static getAttributeTypeMap = () => [{ name: '_from', baseName: 'from', type: 'Array<string>', format: '' }]
 *   _from = ['a']
 * }
 * plainObject({ kind: 'Rule', spec: new V1Rule(), at: new Date(0) } as object).object // => { kind: 'Rule', spec: { from: ['a'] }, at: '1970-01-01T00:00:00Z' }
 * ```
 */
export const plainObject = (typed: KubeObjectLike): { object: KubeObject; problems: Problem[] } =>
  total(
    () => {
      const state: CopyState = { problems: [], path: [], typedAt: undefined }
      const object = convert(typed, state) as KubeObjectLike
      if (state.typedAt !== undefined) state.problems.unshift(problem('typed-object', state.typedAt))
      return { object, problems: state.problems }
    },
    () => ({ object: {}, problems: [problem('unreadable-object', '')] }),
  )

interface CopyState {
  readonly problems: Problem[]
  readonly path: (string | number)[]
  /** The first object of a client's class. */
  typedAt: string | undefined
}

const problem = (code: TextProblemCode, pointer: string): Problem => ({ code, message: messageOf(code), pointer })

const convert = (value: unknown, state: CopyState): unknown => {
  if (value instanceof Date) return dateText(value, state)
  if (Array.isArray(value)) return convertList(value, state)
  return isRecord(value) ? convertRecord(value, state) : value
}

/** The client's own subclass of Date keeps the microseconds in what it prints. */
const dateText = (date: Date, state: CopyState): string | undefined => {
  const milliseconds = date.getTime()
  if (Number.isNaN(milliseconds)) {
    state.problems.push(problem('invalid-date', pointerOf(state.path)))
    return undefined
  }
  return Object.getPrototypeOf(date) === Date.prototype ? timestamp(milliseconds) : date.toISOString()
}

const convertList = (list: readonly unknown[], state: CopyState): readonly unknown[] => {
  const converted = list.map((item, index) => within(state, index, () => convert(item, state)))
  return converted.every((item, index) => item === list[index]) ? list : converted
}

/** An object of a class is made anew, under the names of the API; a plain one only where something in it changed. */
const convertRecord = (value: JsonRecord, state: CopyState): unknown => {
  const names = findApiNames(value)
  if (names !== undefined) state.typedAt ??= pointerOf(state.path)
  else if (!isPlain(value)) state.problems.push(problem('unknown-class', pointerOf(state.path)))
  const entries = Object.entries(value)
  const converted = entries.map(([name, inner]) => {
    const apiName = names?.get(name) ?? name
    return [apiName, within(state, apiName, () => convert(inner, state))] as const
  })
  const isUnchanged = names === undefined && isPlain(value) && converted.every(([, inner], index) => inner === entries[index]?.[1])
  return isUnchanged ? value : Object.fromEntries(converted.filter(([, inner]) => inner !== undefined))
}

const within = <T>(state: CopyState, step: string | number, compute: () => T): T => {
  state.path.push(step)
  const result = compute()
  state.path.pop()
  return result
}

/** Finds the name that the API has for each field; undefined for what no class of the client made. */
const findApiNames = (value: object): ReadonlyMap<string, string> | undefined => {
  const made: unknown = Object.getPrototypeOf(value)?.constructor
  const attributes = typeof made === 'function' ? readAttributes(made) : undefined
  if (!Array.isArray(attributes)) return undefined
  return new Map(recordsOf(attributes).map(({ name, baseName }) => [textOf(name) ?? '', textOf(baseName) ?? textOf(name) ?? '']))
}

/** Generated classes have the method; the client's class for kinds it does not know has only the list. */
const readAttributes = (made: object): unknown => {
  if ('getAttributeTypeMap' in made && typeof made.getAttributeTypeMap === 'function') return made.getAttributeTypeMap()
  return 'attributeTypeMap' in made ? made.attributeTypeMap : undefined
}

/** Also an object literal of another realm (a worker, a test runner's sandbox): its prototype has no prototype of its own. */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
