import { isAppliedCopy } from '../model/annotations.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import { isRecord } from '../model/read.ts'
import { hideEchoes, mayEcho } from './secrets/quoted-values.ts'
import type { MaskingPlan } from './mask/masking.ts'
import { openText } from './secrets/open-text.ts'
import { createLeafRedaction } from './redact-text.ts'
import { remembered } from './remembered.ts'
import {
  holdsSecretManifest,
  isHidden,
  isPatchOperation,
  isPlainAnnotation,
  pointsToValues,
  type SecretShape,
  shapeOf,
  shapeWithin,
  unknownShape,
} from './secrets/secret-shapes.ts'
import { WithheldError } from './withheld-error.ts'

/** Deeper content, and content in a circle, is withheld. */
const DEEPEST = 64
/** Content with more values is withheld: a small one can refer to itself so often that it never ends. */
const MOST_VALUES = 1_000_000

/** One pass over one object. */
interface ObjectWalk {
  readonly mask: string
  /** A text or a key without values. */
  readonly redact: (text: string) => string
  values: number
}

/** A copy of an object without the values of Secrets in it, all texts and keys redacted. */
export const redactObject = <T>(plan: MaskingPlan, object: T): T =>
  redactValue({ mask: plan.mask, redact: remembered(createLeafRedaction(plan)), values: 0 }, object, unknownShape, 0) as T

const enter = (walk: ObjectWalk, depth: number): void => {
  if (depth > DEEPEST) throw new WithheldError('too-deep')
  if (++walk.values > MOST_VALUES) throw new WithheldError('too-large')
}

/** A value by the rules for any content. */
const redactValue = (walk: ObjectWalk, value: unknown, shape: SecretShape, depth: number): unknown => {
  enter(walk, depth)
  if (Array.isArray(value)) return Array.from(value, item => redactValue(walk, item, shape, depth + 1) ?? null)
  if (!isRecord(value)) return redactScalar(walk, value, shape, depth)
  if (value instanceof Date) return redactLeaf(walk, Number.isNaN(value.getTime()) ? '' : value.toISOString(), shape, depth)
  return isOpaque(value) ? walk.mask : redactRecord(walk, value, shape, depth)
}

const redactScalar = (walk: ObjectWalk, value: unknown, shape: SecretShape, depth: number): unknown => {
  if (typeof value === 'string') return redactLeaf(walk, value, shape, depth)
  if (typeof value !== 'number' && typeof value !== 'boolean' && typeof value !== 'bigint') return value === null ? null : undefined
  const text = String(value)
  const redacted = walk.redact(text)
  return redacted === text && typeof value !== 'bigint' ? value : redacted
}

/** A text: what it embeds is opened and redacted first. */
const redactLeaf = (walk: ObjectWalk, text: string, shape: SecretShape, depth: number): string => {
  const opened = openText(text)
  if (opened.kind === 'closed') return walk.mask
  if (opened.kind === 'json') {
    const redacted = JSON.stringify(redactValue(walk, opened.value, { ...unknownShape, about: shape.about }, depth + 1))
    return walk.redact(redacted === JSON.stringify(opened.value) ? text : redacted)
  }
  enter(walk, depth)
  if (opened.kind === 'text' && redactLeaf(walk, opened.text, shape, depth + 1) !== opened.text) return walk.mask
  if (holdsSecretManifest(text) || (shape.about && mayEcho(text))) return walk.mask
  return walk.redact(hideEchoes(text, walk.mask))
}

/** Everything under it hidden; keys, nulls and the structure stay. */
const hideValues = (walk: ObjectWalk, value: unknown, depth: number): unknown => {
  enter(walk, depth)
  if (value === null || value === undefined) return value
  if (Array.isArray(value)) return Array.from(value, item => hideValues(walk, item, depth + 1))
  if (!isRecord(value) || isOpaque(value)) return walk.mask
  return mapFields(walk, value, (_, inner) => hideValues(walk, inner, depth + 1))
}

/** A new record under redacted keys; keys that have become equal are numbered. */
const mapFields = (walk: ObjectWalk, source: JsonRecord, show: (field: string, value: unknown) => unknown): JsonRecord => {
  const taken = new Set<string>()
  return Object.fromEntries(
    Object.entries(source).map(([field, value]) => {
      const key = walk.redact(field)
      let unique = key
      for (let count = 2; taken.has(unique) || (unique !== field && Object.hasOwn(source, unique)); count++) unique = `${key} (${count})`
      taken.add(unique)
      return [unique, show(field, value)]
    }),
  )
}

const redactRecord = (walk: ObjectWalk, source: JsonRecord, given: SecretShape, depth: number): JsonRecord => {
  const shape = shapeOf(source, given)
  if (isPatchOperation(source) && pointsToValues(String(source['path'])))
    return mapFields(walk, source, (field, value) =>
      PATCH_WORDS.has(field) ? redactValue(walk, value, unknownShape, depth + 1) : hideValues(walk, value, depth + 1),
    )
  return mapFields(walk, source, (field, value) => {
    if (isHidden(shape, field, value)) return hideValues(walk, value, depth + 1)
    if (field === 'metadata' && isRecord(value)) return redactMetadata(walk, value, shape, depth + 1)
    return redactValue(walk, value, shapeWithin(shape, field), depth + 1)
  })
}

const redactMetadata = (walk: ObjectWalk, metadata: JsonRecord, shape: SecretShape, depth: number): JsonRecord =>
  mapFields(walk, metadata, (field, value) => {
    if (field !== 'annotations') return redactValue(walk, value, { ...shape, secret: false }, depth + 1)
    if (!isRecord(value)) return shape.secret ? hideValues(walk, value, depth + 1) : redactValue(walk, value, unknownShape, depth + 1)
    return mapFields(walk, value, (key, text) => {
      const closed = shape.secret ? !isPlainAnnotation(key) || isAppliedCopy(key) : isAppliedCopy(key) && !isOpenCopy(text)
      return closed ? hideValues(walk, text, depth + 2) : redactValue(walk, text, unknownShape, depth + 2)
    })
  })

const PATCH_WORDS = new Set(['op', 'path', 'from'])

/** Bytes, maps, sets and promises have no JSON to redact: a copy without their content would say something else, so they are hidden. */
const isOpaque = (value: object): boolean => Object.prototype.toString.call(value) !== '[object Object]'

/** A copy of an object in an annotation is shown only where it can be read. */
const isOpenCopy = (text: unknown): boolean => typeof text === 'string' && openText(text).kind === 'json'
