import { isAppliedCopy } from '../model/annotations.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import { isRecord } from '../model/read.ts'
import type { MaskingPlan } from './mask/masking-plan.ts'
import { createGapCheck } from './gap-check.ts'
import { type createLooks, LONGEST_KNOWN, MOST_KNOWN } from './redact-text.ts'
import {
  hideQuotedValues,
  holdsSecretManifest,
  isHidden,
  isPatchOperation,
  isPlainAnnotation,
  mayQuoteValues,
  openText,
  ownValues,
  pointsToValues,
  repeatsValue,
  type SecretShape,
  shapeOf,
  shapeWithin,
  unknownShape,
} from '../secrets/internal.ts'
import { WithheldError } from './withheld-error.ts'

/** Deeper content, and content in a circle, is withheld. */
const DEEPEST = 64
/** Content with more values is withheld: a small one can refer to itself so often that it never ends. */
const MOST_VALUES = 1_000_000

/** Hashes a value of a Secret for the key it stands under; undefined where it is no text, which is masked. */
export type HashField = (secret: JsonRecord, key: string, value: unknown, field: 'data' | 'stringData') => string | undefined

/** How objects are redacted: several that belong together share what was found of their texts. */
export interface ObjectPlan {
  readonly plan: MaskingPlan
  readonly look: ReturnType<typeof createLooks>
  /** Texts that have nothing to hide, opened or not, and how many characters were looked at for that. */
  readonly clean: Map<string, number>
  readonly hash: HashField | undefined
  /** True where parts that have nothing to hide may be those of the object itself; false for a copy that shares nothing. */
  readonly shares: boolean
}

/** A copy of an object, and what became of its keys and fields. */
export interface RedactedObject {
  readonly copy: unknown
  /** New keys by old ones, of records whose keys were changed. */
  readonly keys: ReadonlyMap<object, ReadonlyMap<string, string>>
  /** Records and lists of which all is hidden since it is a value of a Secret; of others, the fields. */
  readonly closed: ReadonlyMap<object, ReadonlySet<string> | 'whole'>
}

/** One pass over one object. */
interface ObjectWalk extends ObjectPlan {
  /** A text or a key without values. */
  readonly redact: (text: string) => string
  readonly keys: Map<object, ReadonlyMap<string, string>>
  readonly closed: Map<object, Set<string> | 'whole'>
  readonly pass: (units: number) => void
  readonly passed: { values: number; units: number; hidden: number }
}

/** An object without the values of Secrets in it, all texts and keys redacted; `isSecret` where that is known from elsewhere. */
export const redactObject = (objectPlan: ObjectPlan, object: unknown, isSecret = false): RedactedObject => {
  const gaps = createGapCheck(objectPlan.plan)
  const passed = { values: 0, units: 0, hidden: 0 }
  const pass = (units: number): void => {
    passed.units += units
    gaps.pass(units)
  }
  const redact = (text: string): string => {
    const hidden = objectPlan.look(text)
    if (hidden !== undefined) {
      passed.hidden++
      for (const match of hidden.matches) gaps.count(...match)
    }
    pass(text.length)
    return hidden?.text ?? text
  }
  const walk: ObjectWalk = { ...objectPlan, redact, pass, keys: new Map(), closed: new Map(), passed }
  const copy = redactValue(walk, object, isSecret ? { ...unknownShape, kind: 'secret', secret: true } : unknownShape, 0)
  gaps.judge()
  return { copy, keys: walk.keys, closed: walk.closed }
}

const enter = (walk: ObjectWalk, depth: number): void => {
  if (depth > DEEPEST) throw new WithheldError('too-deep')
  if (++walk.passed.values > MOST_VALUES) throw new WithheldError('too-large')
}

/** A value by the rules for any content. */
const redactValue = (walk: ObjectWalk, value: unknown, shape: SecretShape, depth: number): unknown => {
  enter(walk, depth)
  if (Array.isArray(value)) return redactList(walk, value, shape, depth)
  if (!isRecord(value)) return redactScalar(walk, value, shape, depth)
  if (Object.getPrototypeOf(value) === Object.prototype) return redactRecord(walk, value, shape, depth)
  if (value instanceof Date) return redactLeaf(walk, Number.isNaN(value.getTime()) ? '' : value.toISOString(), shape, depth)
  return isOpaque(value) ? walk.plan.mask : redactRecord(walk, value, shape, depth)
}

const redactList = (walk: ObjectWalk, list: readonly unknown[], shape: SecretShape, depth: number): unknown => {
  // Bytes that are printed as numbers: what a Buffer of Node.js is in JSON.
  if (list.length >= FEWEST_BYTES && list.every(isByte)) {
    const text = list.join(', ')
    if (walk.redact(text) !== text) return walk.plan.mask
  }
  let copy: unknown[] | undefined = walk.shares ? undefined : []
  for (let index = 0; index < list.length; index++) {
    const shown = redactValue(walk, list[index], shape, depth + 1) ?? null
    if (copy === undefined && shown !== list[index]) copy = list.slice(0, index)
    copy?.push(shown)
  }
  return copy ?? list
}

const FEWEST_BYTES = 4
const isByte = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && value >= -128 && value <= 255

const redactScalar = (walk: ObjectWalk, value: unknown, shape: SecretShape, depth: number): unknown => {
  if (typeof value === 'string') return redactLeaf(walk, value, shape, depth)
  if (typeof value !== 'number' && typeof value !== 'boolean' && typeof value !== 'bigint') return value === null ? null : undefined
  // By its value: the spelling of a number is lost where an object was read.
  if (typeof value !== 'boolean' && walk.plan.numbers.has(Number(value))) return walk.plan.mask
  const text = String(value)
  const redacted = walk.redact(text)
  return redacted === text && typeof value !== 'bigint' ? value : redacted
}

/** A text, which is opened once: nearly all of an object's stand in others as well and have nothing to hide. */
const redactLeaf = (walk: ObjectWalk, text: string, shape: SecretShape, depth: number): string => {
  const { clean } = walk
  // A text about a Secret is judged by more, and near the greatest depth it matters how deep it stands.
  if (shape.about || depth >= DEEPEST || text.length > LONGEST_KNOWN) return redactOpened(walk, text, shape, depth)
  const known = clean.get(text)
  if (known !== undefined) {
    walk.pass(known)
    return text
  }
  const { units, hidden } = walk.passed
  const redacted = redactOpened(walk, text, shape, depth)
  if (redacted !== text || walk.passed.hidden > hidden) return redacted
  if (clean.size > MOST_KNOWN) clean.clear()
  clean.set(text, walk.passed.units - units)
  return text
}

/** Opens what a text embeds, and redacts that first. */
const redactOpened = (walk: ObjectWalk, text: string, shape: SecretShape, depth: number): string => {
  const { mask } = walk.plan
  const opened = openText(text)
  if (opened.kind === 'closed') return mask
  if (opened.kind === 'json') {
    const shown = redactValue({ ...walk, shares: true }, opened.value, { ...unknownShape, about: shape.about }, depth + 1)
    if (shown !== opened.value) return walk.redact(JSON.stringify(shown))
    // A key that stands there twice is read once.
    return holdsSecretManifest(text) ? mask : walk.redact(text)
  }
  enter(walk, depth)
  if (opened.kind === 'text' && redactLeaf(walk, opened.text, shape, depth + 1) !== opened.text) return mask
  if (holdsSecretManifest(text) || (shape.about && mayQuoteValues(text))) return mask
  return walk.redact(hideQuotedValues(text, mask))
}

/** Everything under it hidden; keys, nulls and the structure stay. */
const hideValues = (walk: ObjectWalk, value: unknown, depth: number): unknown => {
  enter(walk, depth)
  if (value === null || value === undefined) return value
  if (typeof value === 'object') walk.closed.set(value, 'whole')
  if (Array.isArray(value)) return Array.from(value, item => hideValues(walk, item, depth + 1))
  if (!isRecord(value) || isOpaque(value)) return walk.plan.mask
  return mapFields(walk, value, (_, inner) => hideValues(walk, inner, depth + 1))
}

/** A field is hidden with all below it. */
const hideField = (walk: ObjectWalk, source: JsonRecord, field: string, depth: number): unknown => {
  const fields = walk.closed.get(source)
  if (fields === undefined) walk.closed.set(source, new Set([field]))
  else if (fields !== 'whole') fields.add(field)
  return hideValues(walk, source[field], depth)
}

/** A new record under redacted keys; keys that have become equal are numbered. */
const mapFields = (walk: ObjectWalk, source: JsonRecord, show: (field: string, value: unknown) => unknown): JsonRecord => {
  const fields = Object.keys(source)
  // Nearly all records have nothing to hide: a list of values is made where one is another than before.
  let values: unknown[] | undefined = walk.shares ? undefined : []
  let renamed: Map<string, string> | undefined
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index] ?? ''
    const key = walk.redact(field)
    if (key !== field) (renamed ??= new Map()).set(field, key)
    const value = source[field]
    const shown = show(field, value)
    if (values === undefined && shown !== value) values = fields.slice(0, index).map(earlier => source[earlier])
    values?.push(shown)
  }
  if (renamed !== undefined) {
    numberEqual(source, renamed)
    walk.keys.set(source, renamed)
  } else if (values === undefined) return source
  return Object.fromEntries(
    fields.map((field, index) => [renamed?.get(field) ?? field, values === undefined ? source[field] : values[index]]),
  )
}

/** Numbers the new keys that are equal, or are the key of another field. */
const numberEqual = (source: JsonRecord, renamed: Map<string, string>): void => {
  const taken = new Set<string>()
  for (const [field, key] of renamed) {
    let unique = key
    for (let count = 2; taken.has(unique) || Object.hasOwn(source, unique); count++) unique = `${key} (${count})`
    taken.add(unique)
    renamed.set(field, unique)
  }
}

const redactRecord = (walk: ObjectWalk, source: JsonRecord, given: SecretShape, depth: number): JsonRecord => {
  const fields = Object.keys(source)
  // Most records of an object are the empty ones in its managedFields.
  if (fields.length === 0) return walk.shares ? source : {}
  const shape = shapeOf(source, given, fields)
  if (fields.includes('op') && isPatchOperation(source) && pointsToValues(String(source['path'])))
    return mapFields(walk, source, (field, value) =>
      PATCH_WORDS.has(field) ? redactValue(walk, value, unknownShape, depth + 1) : hideField(walk, source, field, depth + 1),
    )
  return mapFields(walk, source, (field, value) => {
    if (isHidden(shape, field, value)) return hashFields(walk, source, field, shape) ?? hideField(walk, source, field, depth + 1)
    if (field === 'metadata' && isRecord(value)) return redactMetadata(walk, source, shape, depth + 1)
    return redactValue(walk, value, shapeWithin(shape, field), depth + 1)
  })
}

/** The values of a Secret as hashes, where there is a salt. */
const hashFields = (walk: ObjectWalk, secret: JsonRecord, field: string, { secret: isSecret }: SecretShape): JsonRecord | undefined => {
  const values = secret[field]
  const { hash, plan } = walk
  if (hash === undefined || !isSecret || (field !== 'data' && field !== 'stringData') || !isRecord(values)) return undefined
  return mapFields(walk, values, (key, value) => (value === null ? null : (hash(secret, key, value, field) ?? plan.mask)))
}

const redactMetadata = (walk: ObjectWalk, source: JsonRecord, shape: SecretShape, depth: number): JsonRecord => {
  const metadata = source['metadata'] as JsonRecord
  const own = shape.secret ? ownValues(source) : []
  return mapFields(walk, metadata, (field, value) => {
    if (field === 'labels' && isRecord(value) && own.length > 0)
      return mapFields(walk, value, (key, text) =>
        repeats(text, own) ? hideField(walk, value, key, depth + 2) : redactValue(walk, text, unknownShape, depth + 2),
      )
    if (field !== 'annotations') return redactValue(walk, value, { ...shape, secret: false }, depth + 1)
    if (!isRecord(value))
      return shape.secret ? hideField(walk, metadata, field, depth + 1) : redactValue(walk, value, unknownShape, depth + 1)
    return mapFields(walk, value, (key, text) => {
      const closed = shape.secret
        ? !isPlainAnnotation(key) || isAppliedCopy(key) || repeats(text, own)
        : isAppliedCopy(key) && !isOpenCopy(text)
      return closed ? hideField(walk, value, key, depth + 2) : redactValue(walk, text, unknownShape, depth + 2)
    })
  })
}

const repeats = (text: unknown, values: readonly string[]): boolean => typeof text === 'string' && repeatsValue(text, values)

const PATCH_WORDS = new Set(['op', 'path', 'from'])

/** Bytes, maps, sets and promises have no JSON to redact: a copy without their content would say something else, so they are hidden. */
const isOpaque = (value: object): boolean => Object.prototype.toString.call(value) !== '[object Object]'

/** A copy of an object in an annotation is shown only where it can be read. */
const isOpenCopy = (text: unknown): boolean => typeof text === 'string' && openText(text).kind === 'json'
