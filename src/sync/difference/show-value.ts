import { isAppliedCopy } from '../../model/annotations.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, textOf } from '../../model/read.ts'
import type { Redactor } from '../../redact/index.ts'
import { insideOf } from '../../redact/internal.ts'
import type { SecretSides } from '../sides/secret-sides.ts'
import type { ShownSides } from './shown-sides.ts'

/** How values of one comparison may be shown. */
export interface Viewer {
  /** The values below these elements are those of a Secret. */
  readonly secret: boolean
  readonly hash: ((value: string, key: string) => string) | undefined
  /** Both objects as they may be shown; undefined where no redactor was given. */
  readonly shown: ShownSides | undefined
}

/** Options of a comparison that a redactor was given to. */
export interface ViewedOptions {
  readonly redactor?: Redactor
  readonly shown?: ShownSides
}

/** Decides how the values of an object are shown: Secret data hashed or left out, everything else as the redacted objects have it. */
export const createViewer = (
  live: JsonRecord,
  { secret, hashed }: Pick<SecretSides, 'secret' | 'hashed'>,
  { redactor, shown }: ViewedOptions,
): Viewer => {
  if (hashed) return { secret, hash: value => value, shown }
  const hashing = secret && redactor !== undefined ? insideOf(redactor).hashing : undefined
  const context = { namespace: textOf(at(live, 'metadata', 'namespace')) ?? '', name: textOf(at(live, 'metadata', 'name')) ?? '' }
  return { secret, hash: hashing && ((value, key) => hashing.hashText(value, { ...context, key })), shown }
}

/** The value as it may be shown; undefined where it may not. `elements` is its place as managedFields write it. */
export const displayValue = (value: unknown, elements: readonly string[], viewer: Viewer): unknown => {
  if (value === undefined) return undefined
  const [root, field] = elements
  if (viewer.secret && (root === 'f:data' || root === 'f:stringData')) return hashedValue(value, field?.slice(2), viewer)
  const safe = withoutAppliedCopies(value, elements)
  return safe === undefined || viewer.shown === undefined ? safe : viewer.shown.value(safe, elements)
}

/** Annotations in which tools keep a copy of the object hold what its other fields hide. */
const withoutAppliedCopies = (value: unknown, [root, field, name]: readonly string[]): unknown => {
  if (root !== 'f:metadata') return value
  if (field === undefined)
    return isRecord(value) && Object.hasOwn(value, 'annotations') ? { ...value, annotations: withoutCopies(value['annotations']) } : value
  if (field !== 'f:annotations') return value
  return name === undefined ? withoutCopies(value) : isAppliedCopy(name.slice(2)) ? undefined : value
}

const withoutCopies = (annotations: unknown): unknown =>
  isRecord(annotations) && Object.keys(annotations).some(isAppliedCopy)
    ? Object.fromEntries(Object.entries(annotations).filter(([name]) => !isAppliedCopy(name)))
    : annotations

const hashedValue = (value: unknown, key: string | undefined, { hash, shown }: Viewer): unknown => {
  if (hash === undefined) return undefined
  if (key !== undefined) return typeof value === 'string' ? hash(value, key) : undefined
  if (!isRecord(value)) return undefined
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [shown?.text(name) ?? name, typeof inner === 'string' ? hash(inner, name) : null]),
  )
}

/** A value in a sentence: short, on one line, texts in quotes. What is cut here has passed the redactor. */
export const inWords = (value: unknown): string => {
  const text = typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? 'nothing')
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`
}
