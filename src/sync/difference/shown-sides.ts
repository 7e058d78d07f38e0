import { isRecord, own, put } from '../../model/read.ts'
import { sameJson } from '../../model/same-json.ts'
import { WithheldError } from '../../redact/index.ts'
import type { ObjectPath, ShownCopies, ShownCopy } from '../../redact/internal.ts'

/** Both objects of a comparison as they may be shown: what is secret is known of the whole object, and not of a leaf. */
export interface ShownSides {
  /** The value of one of the sides, or of what an apply would leave, at a place as managedFields write it; undefined where it may not be shown. */
  value(value: unknown, elements: readonly string[]): unknown
  /** A text that is part of no object: a sentence, the name of a manager. */
  readonly text: (text: string) => string
  /** A path into live, or into the manifest, with its keys as they may be shown. */
  readonly path: (path: readonly string[]) => { readonly path: ObjectPath; readonly isClosed: boolean }
  /** Why something could not be shown, and which values are at fault; undefined where all could. */
  withheld(): WithheldError | undefined
}

/** One side, and the same as it may be shown, which is made when it is first asked for. */
interface Side {
  readonly raw: unknown
  readonly copy: () => ShownCopy
}

/** Makes {@link ShownSides}; live is asked first, since most places are in it. */
export const createShownSides = (copies: ShownCopies, desired: unknown, live: unknown): ShownSides => {
  let withheld: WithheldError | undefined
  const safely = <T>(show: () => T, otherwise: T): T => {
    try {
      return show()
    } catch (error) {
      withheld ??= error instanceof WithheldError ? error : new WithheldError('not-readable')
      return otherwise
    }
  }
  const sides = [live, desired].flatMap((raw): readonly Side[] => (isRecord(raw) ? [{ raw, copy: () => copies.of(raw) }] : []))
  return {
    value: (value, elements) => safely(() => shownValue(sides, copies, { value, elements }), undefined),
    text: text => safely(() => copies.text(text), ''),
    path: tokens => safely(() => shownPath(sides, tokens, copies.text), { path: [], isClosed: true }),
    withheld: () => withheld,
  }
}

/** A value to show, and its place. */
interface Sought {
  readonly value: unknown
  readonly elements: readonly string[]
}

const shownValue = (sides: readonly Side[], copies: ShownCopies, sought: Sought): unknown => {
  const found: unknown[] = []
  let isInList = false
  for (const side of sides) {
    const place = resolved(side.raw, sought.elements)
    if (place === undefined) continue
    // If items of a list came or went, the place of the list is told, and the value is in it somewhere.
    const within = Array.isArray(place.raw) && !Array.isArray(sought.value)
    isInList ||= within
    const paths = within ? pathsWithin(place, sought.value) : same(place.raw, sought.value) ? [place.path] : []
    const copy = side.copy()
    for (const path of paths) found.push(copy.at(path).value)
  }
  if (found.length > 0) return found.includes(undefined) ? undefined : found[0]
  return isInList ? undefined : shownInPlace(sides, copies, sought)
}

const same = (a: unknown, b: unknown): boolean => a === b || (typeof a === 'object' && typeof b === 'object' && sameJson(a, b))

/** A value that is on neither side, as a default is: put in its place, it is shown as it would be there. */
const shownInPlace = (sides: readonly Side[], copies: ShownCopies, { value, elements }: Sought): unknown => {
  const [side] = sides
  if (side === undefined) return undefined
  const path: (string | number)[] = []
  const object = withValue(side.raw, elements, value, path)
  return copies.of(object as object).at(path).value
}

/** A copy of an object along a path, with a value at its end; notes the path. */
const withValue = (raw: unknown, elements: readonly string[], value: unknown, path: (string | number)[]): unknown => {
  const [element, ...rest] = elements
  if (element === undefined) return value
  if (element.startsWith('f:')) {
    const key = element.slice(2)
    const record: Record<string, unknown> = isRecord(raw) ? { ...raw } : {}
    path.push(key)
    put(record, key, withValue(isRecord(raw) ? own(raw, key) : undefined, rest, value, path))
    return record
  }
  const list: unknown[] = Array.isArray(raw) ? [...(raw as readonly unknown[])] : []
  const index = findElement(list, element) ?? list.length
  path.push(index)
  list[index] = withValue(list[index], rest, value, path)
  return list
}

interface SidePlace {
  readonly path: ObjectPath
  readonly raw: unknown
}

/** Follows the elements into an object, as far as they lead somewhere. */
const resolved = (object: unknown, elements: readonly string[]): SidePlace | undefined => {
  const path: (string | number)[] = []
  let raw: unknown = object
  for (const element of elements) {
    const step = element.startsWith('f:') ? element.slice(2) : findElement(raw, element)
    if (step === undefined) return undefined
    raw = typeof step === 'number' ? (raw as readonly unknown[])[step] : isRecord(raw) ? own(raw, step) : undefined
    if (raw === undefined) return undefined
    path.push(step)
  }
  return { path, raw }
}

/** Finds the item of a list that an element of managedFields means: by index, by value or by keys, of which a default may be left out. */
const findElement = (list: unknown, element: string): number | undefined => {
  if (!Array.isArray(list)) return undefined
  const text = element.slice(2)
  if (element.startsWith('i:')) return Number(text) < list.length ? Number(text) : undefined
  const wanted = parsed(text)
  const index = list.findLastIndex((item: unknown) =>
    element.startsWith('v:')
      ? sameJson(item, wanted)
      : isRecord(item) &&
        isRecord(wanted) &&
        Object.entries(wanted).every(([key, value]) => item[key] === undefined || sameJson(item[key], value)),
  )
  return index < 0 ? undefined : index
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Deeper values are not looked for. */
const DEEPEST = 64

/** Every place below one at which a value stands. */
const pathsWithin = ({ path, raw }: SidePlace, value: unknown): readonly ObjectPath[] => {
  if (raw === value) return [path]
  if (path.length > DEEPEST || typeof raw !== 'object' || raw === null) return []
  if (isRecord(raw) && isRecord(value) && sameJson(raw, value)) return [path]
  const steps = Array.isArray(raw) ? [...raw.keys()] : Object.keys(raw)
  return steps.flatMap(step => pathsWithin({ path: [...path, step], raw: (raw as Record<string | number, unknown>)[step] }, value))
}

/** By the side in which the path leads farthest. */
const shownPath = (sides: readonly Side[], tokens: readonly string[], text: (text: string) => string): ReturnType<ShownSides['path']> => {
  const depths = sides.map(({ raw }) => measureDepth(raw, tokens))
  const side = sides[depths.indexOf(Math.max(...depths))]
  if (side === undefined) return { path: tokens.map(text), isClosed: false }
  const shown = side.copy().at(stepsIn(side.raw, tokens))
  const isClosed = shown.isClosed || sides.some(other => other.copy().at(stepsIn(other.raw, tokens)).isClosed)
  return { path: shown.path, isClosed }
}

const measureDepth = (object: unknown, tokens: readonly string[]): number => {
  let raw = object
  for (const [depth, token] of tokens.entries()) {
    raw = isRecord(raw) || Array.isArray(raw) ? own(raw as Record<string, unknown>, token) : undefined
    if (raw === undefined) return depth
  }
  return tokens.length
}

/** Tokens of a pointer as steps: an index of a list is a number. */
const stepsIn = (object: unknown, tokens: readonly string[]): ObjectPath => {
  let raw = object
  return tokens.map(token => {
    const step = Array.isArray(raw) && /^\d+$/.test(token) ? Number(token) : token
    raw = isRecord(raw) || Array.isArray(raw) ? (raw as Record<string | number, unknown>)[step] : undefined
    return step
  })
}
