import { isAppliedCopy } from '../../model/annotations.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, textOf } from '../../model/read.ts'
import type { Redactor } from '../../redact/index.ts'
import { hashValue, type SecretScheme } from '../../secrets/index.ts'

/** How values of one comparison may be shown. */
export interface Viewer {
  /** The values below these elements are those of a Secret. */
  readonly secret: boolean
  readonly hash: ((value: string, key: string) => string) | undefined
  readonly redactor: Redactor | undefined
}

/** Decides how the values of an object are shown: Secret data hashed or left out, everything else through the redactor. */
export const viewerOf = (
  isSecret: boolean,
  live: JsonRecord,
  { secrets, redactor }: { secrets?: { salt: string; scheme?: SecretScheme }; redactor?: Redactor },
  hashed: boolean,
): Viewer => {
  if (hashed) return { secret: isSecret, hash: value => value, redactor }
  return { secret: isSecret, hash: isSecret && secrets !== undefined ? hashOf(secrets, live) : undefined, redactor }
}

const hashOf = (secrets: { salt: string; scheme?: SecretScheme }, live: JsonRecord): NonNullable<Viewer['hash']> => {
  const context = { namespace: textOf(at(live, 'metadata', 'namespace')) ?? '', name: textOf(at(live, 'metadata', 'name')) ?? '' }
  return (value, key) => hashValue(value, { ...secrets, context: { ...context, key } })
}

/** The value as it may be shown; undefined where it may not. `elements` is its place as managedFields write it. */
export const displayValue = (value: unknown, elements: readonly string[], viewer: Viewer): unknown => {
  if (value === undefined) return undefined
  const safe = safeValue(value, elements, viewer)
  if (viewer.redactor === undefined || safe === undefined) return safe
  const redacted = viewer.redactor.object(safe)
  return redacted.visible ? redacted.value : undefined
}

const safeValue = (value: unknown, elements: readonly string[], viewer: Viewer): unknown => {
  const [root, field, name] = elements
  if (viewer.secret && (root === 'f:data' || root === 'f:stringData')) return hashedValue(value, field?.slice(2), viewer)
  if (root !== 'f:metadata') return value
  if (field === undefined)
    return isRecord(value) && Object.hasOwn(value, 'annotations') ? { ...value, annotations: withoutCopies(value['annotations']) } : value
  if (field !== 'f:annotations') return value
  return name === undefined ? withoutCopies(value) : isAppliedCopy(name.slice(2)) ? undefined : value
}

/** Annotations in which tools keep a copy of the object hold what its other fields hide. */
const withoutCopies = (annotations: unknown): unknown =>
  isRecord(annotations) ? Object.fromEntries(Object.entries(annotations).filter(([name]) => !isAppliedCopy(name))) : annotations

const hashedValue = (value: unknown, key: string | undefined, { hash }: Viewer): unknown => {
  if (hash === undefined) return undefined
  if (key !== undefined) return typeof value === 'string' ? hash(value, key) : undefined
  if (!isRecord(value)) return undefined
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, typeof inner === 'string' ? hash(inner, name) : null]))
}

/** A value in a sentence: short, on one line, texts in quotes. */
export const inWords = (value: unknown): string => {
  const text = typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? 'nothing')
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`
}
