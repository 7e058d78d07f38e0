import { isAppliedCopy } from '../model/applied-copies.ts'
import type { JsonRecord, KubeObject } from '../model/kube-object.ts'
import { at, isRecord } from '../model/read.ts'
import { hideEchoes, mayEcho } from './echoes.ts'
import type { Plan } from './masking.ts'
import { openText } from './open-text.ts'
import { createLeafRedaction } from './redact-text.ts'
import {
  holdsSecretManifest,
  isPatchOperation,
  isPlainAnnotation,
  pointsToValues,
  type Shape,
  shapeOf,
  shapeWithin,
  treatmentOf,
  unknownShape,
} from './secret-shapes.ts'
import { WithheldError } from './withheld-error.ts'

/** Deeper content, and content in a circle, is withheld. */
const DEEPEST = 64
/** Content with more values is withheld: a small one can refer to itself so often that it never ends. */
const MOST_VALUES = 1_000_000

/** One pass over one object. */
interface Walk {
  /** A value by the rules for any content. */
  value(value: unknown, shape: Shape, depth: number): unknown
}

/** A copy of an object without the values of Secrets in it, all texts and keys redacted. */
export const redactObject = <T>(plan: Plan, object: T): T => createWalk(plan).value(object, unknownShape, 0) as T

/** The same for an event, whose message also may echo what somebody sent: of a Secret, and of anything that prints its data. */
export const redactEvent = (plan: Plan, event: KubeObject): KubeObject => {
  if (!isRecord(event)) return createWalk({ ...plan }, hideEchoes(plan.mask)).value(event, unknownShape, 0) as KubeObject
  const about = at(event, 'involvedObject', 'kind') ?? at(event, 'regarding', 'kind') ?? at(event, 'related', 'kind')
  const ofSecret = typeof about === 'string' && about.toLowerCase().includes('secret')
  const echoes = hideEchoes(plan.mask)
  const messages = ofSecret ? (text: string): string => (mayEcho(text) ? plan.mask : echoes(text)) : echoes
  return createWalk(plan, messages).value(event, unknownShape, 0) as KubeObject
}

const createWalk = (plan: Plan, prepare: (text: string) => string = text => text): Walk => {
  const redact = createLeafRedaction(plan)
  const known = new Map<string, string>()
  let values = 0

  const plain = (text: string): string => {
    const found = known.get(text)
    if (found !== undefined) return found
    const redacted = redact(text)
    known.set(text, redacted)
    return redacted
  }
  /** A text: what it embeds is opened and redacted first. */
  const leaf = (text: string, depth: number): string => {
    const opened = openText(text)
    if (opened.kind === 'closed') return plan.mask
    if (opened.kind === 'json') return embeddedJson(text, opened.value, depth)
    if (opened.kind === 'text' && leaf(opened.text, depth + 1) !== opened.text) return plan.mask
    return holdsSecretManifest(text) ? plan.mask : plain(prepare(text))
  }
  const embeddedJson = (text: string, value: unknown, depth: number): string => {
    const redacted = JSON.stringify(walk.value(value, unknownShape, depth + 1))
    return plain(redacted === JSON.stringify(value) ? prepare(text) : redacted)
  }
  const scalar = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return leaf(value, depth)
    if (typeof value !== 'number' && typeof value !== 'boolean' && typeof value !== 'bigint') return value === null ? null : undefined
    const text = String(value)
    const redacted = plain(text)
    return redacted === text && typeof value !== 'bigint' ? value : redacted
  }
  /** Everything under it hidden; keys, nulls and the structure stay. */
  const hidden = (value: unknown, depth: number): unknown => {
    enter(depth)
    if (value === null || value === undefined) return value
    if (Array.isArray(value)) return value.map(item => hidden(item, depth + 1))
    if (!isRecord(value) || isOpaque(value)) return plan.mask
    return record(value, (_, inner) => hidden(inner, depth + 1))
  }
  const enter = (depth: number): void => {
    if (depth > DEEPEST) throw new WithheldError('too-deep')
    if (++values > MOST_VALUES) throw new WithheldError('too-large')
  }
  /** A new record under redacted keys; keys that have become equal are numbered. */
  const record = (source: JsonRecord, show: (field: string, value: unknown) => unknown): JsonRecord => {
    const taken = new Set<string>()
    return Object.fromEntries(
      Object.entries(source).map(([field, value]) => {
        const key = plain(field)
        let unique = key
        for (let count = 2; taken.has(unique) || (unique !== field && Object.hasOwn(source, unique)); count++) unique = `${key} (${count})`
        taken.add(unique)
        return [unique, show(field, value)]
      }),
    )
  }
  const annotations = (value: unknown, ofSecret: boolean, depth: number): unknown => {
    if (!isRecord(value)) return ofSecret ? hidden(value, depth) : walk.value(value, unknownShape, depth)
    return record(value, (key, text) => {
      if (ofSecret ? !isPlainAnnotation(key) || isAppliedCopy(key) : isAppliedCopy(key) && !isOpenCopy(text)) return hidden(text, depth + 1)
      return walk.value(text, unknownShape, depth + 1)
    })
  }
  const object = (source: JsonRecord, given: Shape, depth: number): JsonRecord => {
    const shape = shapeOf(source, given)
    if (isPatchOperation(source) && pointsToValues(String(source['path'])))
      return record(source, (field, value) =>
        PATCH_WORDS.has(field) ? walk.value(value, unknownShape, depth + 1) : hidden(value, depth + 1),
      )
    return record(source, (field, value) => {
      const treatment = treatmentOf(shape, field, value)
      if (treatment === 'whole') return value === null || value === undefined ? value : plan.mask
      if (treatment === 'values') return hidden(value, depth + 1)
      if (field === 'metadata' && isRecord(value))
        return record(value, (name, inner) =>
          name === 'annotations' ? annotations(inner, shape.secret, depth + 2) : walk.value(inner, { ...shape, secret: false }, depth + 2),
        )
      return walk.value(value, shapeWithin(shape, field), depth + 1)
    })
  }
  const walk: Walk = {
    value(value, shape, depth) {
      enter(depth)
      if (Array.isArray(value)) return Array.from(value, item => walk.value(item, shape, depth + 1) ?? null)
      if (!isRecord(value)) return scalar(value, depth)
      if (value instanceof Date) return leaf(Number.isNaN(value.getTime()) ? '' : value.toISOString(), depth)
      return isOpaque(value) ? plan.mask : object(value, shape, depth)
    },
  }
  return walk
}

const PATCH_WORDS = new Set(['op', 'path', 'from'])

/** Bytes, maps, sets and promises have no JSON to redact: a copy without their content would say something else, so they are hidden. */
const isOpaque = (value: object): boolean =>
  ArrayBuffer.isView(value) ||
  value instanceof ArrayBuffer ||
  value instanceof Map ||
  value instanceof Set ||
  value instanceof Promise ||
  value instanceof RegExp

/** A copy of an object in an annotation is shown only where it can be read. */
const isOpenCopy = (text: unknown): boolean => typeof text === 'string' && openText(text).kind === 'json'
