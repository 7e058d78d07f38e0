import { hasOwn, isRecord } from '../model/read.ts'
import { type ObjectPlan, type RedactedObject, redactObject } from './redact-object.ts'
import { WithheldError } from './withheld-error.ts'

/** A place in an object: names of fields and indexes of lists from the root on. */
export type ObjectPath = readonly (string | number)[]

/** How a place of an object may be shown. */
export interface ShownPlace {
  /** The path, its keys as they are in the copy. */
  readonly path: ObjectPath
  /** The value there; undefined where there is none, or where it is one of a Secret. */
  readonly value: unknown
  /** True where it is one of a Secret, or stands below one. */
  readonly isClosed: boolean
}

/** An object as it may be shown, and the way from each place of the object to that of its copy. */
export interface ShownCopy {
  readonly object: unknown
  at(path: ObjectPath): ShownPlace
}

/** Objects and texts as they may be shown, each made when it is first asked for. Every function throws a WithheldError where nothing may be. */
export interface ShownCopies {
  readonly text: (text: string) => string
  /** `isSecret`: that the object is one is known from elsewhere, as of the items of a typed list. */
  of(object: object, isSecret?: boolean): ShownCopy
}

/** A store of copies, which lives as long as what asks it. Objects are not changed meanwhile. */
export const createCopies = (plan: ObjectPlan): ShownCopies => {
  const copies = new WeakMap<object, ShownCopy | WithheldError>()
  const made = (object: object, isSecret: boolean): ShownCopy | WithheldError => {
    try {
      return shownCopy(plan, object, redactObject(plan, object, isSecret))
    } catch (error) {
      return error instanceof WithheldError ? error : new WithheldError('not-readable')
    }
  }
  return {
    text: text => redactObject(plan, text).copy as string,
    of(object, isSecret = false) {
      const copy = copies.get(object) ?? made(object, isSecret)
      copies.set(object, copy)
      if (copy instanceof WithheldError) throw copy
      return copy
    },
  }
}

const shownCopy = (plan: ObjectPlan, object: object, { copy, keys, closed }: RedactedObject): ShownCopy => ({
  object: copy,
  at(path) {
    const shown: (string | number)[] = []
    let [raw, there, isClosed]: [unknown, unknown, boolean] = [object, copy, false]
    for (const step of path) {
      const fields = typeof raw === 'object' && raw !== null ? closed.get(raw) : undefined
      isClosed ||= fields === 'whole' || fields?.has(String(step)) === true
      const key = typeof step === 'number' ? step : shownKey(plan, raw, step, keys)
      shown.push(key)
      raw = below(raw, step)
      there = below(there, key)
    }
    return { path: shown, value: isClosed ? undefined : there, isClosed }
  },
})

/** A key that the object does not have may be one of another side of a comparison. */
const shownKey = (plan: ObjectPlan, raw: unknown, key: string, keys: RedactedObject['keys']): string =>
  isRecord(raw) && hasOwn(raw, key) ? (keys.get(raw)?.get(key) ?? key) : (redactObject(plan, key).copy as string)

const below = (value: unknown, step: string | number): unknown => {
  if (Array.isArray(value)) return typeof step === 'number' ? (value[step] as unknown) : undefined
  return isRecord(value) && typeof step === 'string' && hasOwn(value, step) ? value[step] : undefined
}
