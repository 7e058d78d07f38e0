import { canonicalQuantity, parseQuantity, roundedToMilli, servedQuantity } from '../../model/scalars/quantity.ts'
import { decodeBase64, encodeBase64 } from '../../model/scalars/base64.ts'
import { millisecondsOf, timestamp } from '../../model/scalars/time.ts'
import { hasOwn, isRecord, put } from '../../model/read.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import type { SchemaNode, StructFacts } from '../../schema/internal.ts'
import { dropReason, valueInstead } from './available.ts'
import { finishStruct } from './defaults.ts'
import { onceFor } from '../fields/once-for.ts'
import { enter, find, findKeyProblems, leave, type MergeState } from '../fields/merge-state.ts'
import { itemElement } from '../fields/path-element.ts'

/**
 * The form in which the API server would write a value that was not there before: unknown fields dropped, nulls and empty collections
 * gone, quantities, base64 and times in canonical form, defaults filled in. Undefined where nothing is left.
 */
export const normalise = (value: unknown, node: SchemaNode, walk: MergeState): unknown => {
  if (value === null && node.custom && node.nullable) return null
  if (value === null && walk.serverSide && refusesNull(node)) mismatch(value, node, walk)
  if (value === undefined || value === null) return undefined
  switch (node.type) {
    case 'struct':
      return isRecord(value) ? makeStruct(value, node, walk) : mismatch(value, node, walk)
    case 'map':
      return isRecord(value) ? makeMap(value, node, walk) : mismatch(value, node, walk)
    case 'list':
      return Array.isArray(value) ? makeList(value, node, walk) : mismatch(value, node, walk)
    case 'any':
      return makeAny(value, node, walk)
    default:
      return makeScalar(value, node, walk)
  }
}

/** A null that is merged into a custom resource is validated; one that is decoded, as all that is no apply, is dropped before. */
export const refusesNull = ({ custom, nullable, type, default: standIn }: SchemaNode): boolean =>
  custom && !nullable && type !== 'any' && standIn === undefined

const mismatch = (value: unknown, node: SchemaNode, walk: MergeState): unknown => {
  find(walk, { kind: 'schema-mismatch', struct: node.struct?.type ?? '' })
  return value
}

/** Nothing is known of the value but, for schemas within the schema of a CRD, what a record is; nobody refuses an unknown field of that. */
const makeAny = (value: unknown, node: SchemaNode, walk: MergeState): unknown => {
  if (node.values !== undefined) return isRecord(value) ? makeStruct(value, node.values, { ...walk, findings: [] }) : value
  return node.custom && !node.preserve ? pruned(value) : value
}

/** Below `additionalProperties: true` a custom resource keeps keys and scalars, and nothing inside a value (structural pruning without a schema). */
const pruned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(pruned)
  return isRecord(value) ? {} : value
}

const makeStruct = (value: JsonRecord, node: SchemaNode, walk: MergeState): JsonRecord | undefined => {
  const made: Record<string, unknown> = {}
  let gated = false
  for (const key in value) {
    const field = node.struct?.fields.get(key)
    if (field === undefined) {
      if (node.preserve) put(made, key, value[key])
      else unknownField(node, key, walk)
      continue
    }
    const dropped = field.kept === 0 ? undefined : dropReason(field, node, key, walk)
    if (dropped !== undefined) {
      const instead = valueInstead(node, key)
      if (instead !== undefined) put(made, key, instead)
      gated ||= dropped === 'gated-field'
      continue
    }
    enter(walk, key)
    const inner = leave(walk, normalise(value[key], field, walk))
    if (inner !== undefined) put(made, key, inner)
  }
  // The one struct that goes with its gated field (dropContainerStopSignals in pkg/api/pod).
  if (gated && node.struct?.type === 'core/v1.Lifecycle' && Object.keys(made).length === 0) return undefined
  return withDefaults(made, node, walk)
}

export const unknownField = (node: SchemaNode, key: string, walk: MergeState): void =>
  find(
    walk,
    {
      kind: 'unknown-field',
      struct: node.struct?.type ?? '',
      known: node.struct?.open === true ? [] : [...(node.struct?.fields.keys() ?? [])],
    },
    key,
  )

const makeMap = (value: JsonRecord, node: SchemaNode, walk: MergeState): JsonRecord | null | undefined => {
  const made: Record<string, unknown> = {}
  let empty = true
  for (const key in value) {
    const inner = makeEntry(value[key], node, walk)
    if (inner === undefined) continue
    put(made, key, inner)
    empty = false
  }
  return empty && !node.custom ? nilOf(node) : made
}

/** Takes the value that Go writes for a list or a map that has nothing in it. */
export const nilOf = ({ keepsEmpty, pointer }: SchemaNode): null | undefined => (keepsEmpty && !pointer ? null : undefined)

/** A value of a map. A Go map of strings or quantities reads null as the zero value, and keeps it. */
export const makeEntry = (value: unknown, node: SchemaNode, walk: MergeState): unknown => {
  const { values } = node
  if (values === undefined) return value
  if (value === null && !node.custom) return walk.dropsNulls ? undefined : ZEROS[values.type]
  if (value === '' && (values.type === 'string' || values.type === 'bytes')) return ''
  return values.type === 'quantity' && !node.custom ? resourceAmount(value, values, walk) : normalise(value, values, walk)
}

/** Amounts in a ResourceList are rounded up to thousandths (SetDefaults_ResourceList). */
const resourceAmount = (value: unknown, values: SchemaNode, walk: MergeState): unknown => {
  const quantity = parseQuantity(value)
  if (quantity === undefined) return normalise(value, values, walk)
  const rounded = roundedToMilli(quantity)
  return rounded.nano === quantity.nano ? servedQuantity(value) : canonicalQuantity(rounded)
}

const makeList = (value: readonly unknown[], node: SchemaNode, walk: MergeState): readonly unknown[] | null | undefined => {
  const { values } = node
  if (value.length === 0 && !node.custom) return nilOf(node)
  if (values === undefined) return value
  if (walk.serverSide && value.length > 1 && (node.set || node.keys.length > 0))
    findKeyProblems(
      value.map(item => itemElement(item, node)),
      walk,
    )
  return value.map((item, index) => {
    enter(walk, index)
    return leave(walk, makeItem(item, values, walk))
  })
}

/** An item of a list stays even where it is empty; Go reads null as the zero value, and of a custom resource it stays null. */
const makeItem = (item: unknown, values: SchemaNode, walk: MergeState): unknown => {
  const made = normalise(item, values, walk)
  if (made !== undefined) return made
  if (values.type === 'struct' && !values.custom) return withDefaults({}, values, walk)
  return item === null && !values.custom ? (ZEROS[values.type] ?? null) : item
}

/** The value that Go writes for a scalar that nobody set, where it is written at all. */
const ZEROS: Readonly<Partial<Record<SchemaNode['type'], unknown>>> = {
  string: '',
  bytes: '',
  quantity: '0',
  integer: 0,
  number: 0,
  boolean: false,
}

const makeScalar = (value: unknown, node: SchemaNode, walk: MergeState): unknown => {
  const written = canonicalScalar(value, node)
  if (written === undefined) return mismatch(value, node, walk)
  return isZero(written, node) ? undefined : written
}

/** A zero that is as good as nothing: it is not written, or its default stands in for it. */
const isZero = (written: unknown, node: SchemaNode): boolean =>
  !node.pointer &&
  (!node.keepsEmpty || (node.default !== undefined && !node.custom)) &&
  (written === '' || written === 0 || written === false) &&
  node.type !== 'int-or-string'

/** The canonical spelling of a scalar, undefined where it is not of its type. Custom resources keep the spelling. */
export const canonicalScalar = (value: unknown, node: SchemaNode): unknown => {
  switch (node.type) {
    case 'string':
      return typeof value === 'string' ? value : undefined
    case 'integer':
    case 'number':
      return typeof value === 'number' ? value : undefined
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'int-or-string':
      return typeof value === 'number' || typeof value === 'string' ? value : undefined
    case 'quantity':
      return servedQuantity(value)
    case 'bytes':
      return typeof value === 'string' ? canonicalBase64(value) : undefined
    case 'time':
      return canonicalTime(value, '')
    case 'micro-time':
      return canonicalTime(value, '.000000')
    default:
      return value
  }
}

const canonicalBase64 = (text: string): string | undefined => {
  const bytes = decodeBase64(text)
  return bytes === undefined ? undefined : encodeBase64(bytes)
}

/** Seconds in UTC for metav1.Time, microseconds for MicroTime, as Go writes them. */
const canonicalTime = (value: unknown, fraction: string): string | undefined => {
  const milliseconds = typeof value === 'string' ? millisecondsOf(value) : undefined
  if (milliseconds === undefined) return undefined
  const seconds = timestamp(Math.floor(milliseconds / 1000) * 1000).slice(0, -1)
  if (fraction === '') return `${seconds}Z`
  const digits = /\.(\d+)/.exec(String(value))?.[1] ?? ''
  return `${seconds}.${digits.slice(0, 6).padEnd(6, '0')}Z`
}

/**
 * Fills in what the server adds to a struct that was made or changed: its defaults, the structs that are there even when nothing is in
 * them (Go values, not pointers), and what its kind derives from other fields. `record` is fresh and is returned. Of a struct that was
 * live before, only what live had can have been taken away: a live object that lacks a default was cut by whoever handed it in.
 */
export const withDefaults = (
  record: Record<string, unknown>,
  { struct }: SchemaNode,
  walk: MergeState,
  live: JsonRecord = record,
): Record<string, unknown> => {
  if (struct === undefined) return record
  for (const [name, field] of completionsOf(struct)) {
    if (live !== record && !hasOwn(live, name)) continue
    if (field.kept !== 0 && (walk.version?.minor ?? 0) < field.kept && live === record) continue
    const present = record[name]
    if (present !== undefined && !(present === null && !field.nullable)) continue
    const added = addition(field, walk)
    if (added !== undefined) record[name] = added
  }
  return finishedStruct(record, struct)
}

/** A struct with what its kind derives from other fields. */
export const finishedStruct = (record: Record<string, unknown>, { type }: StructFacts): Record<string, unknown> => {
  if (type !== '') finishStruct(record, type)
  return record
}

const addition = (field: SchemaNode, walk: MergeState): unknown => {
  if (field.default !== undefined)
    return field.type === 'struct' || field.type === 'list' || field.type === 'map' ? makeDefault(field, walk) : field.default
  if (field.type === 'list' || field.type === 'map') return nilOf(field)
  return field.type === 'struct' ? withDefaults({}, field, walk) : ZEROS[field.type]
}

const makeDefault = (field: SchemaNode, walk: MergeState): unknown => normalise(field.default, field, walk) ?? field.default

/** The fields of a struct that are filled in where they are absent; found once for each struct. */
const completionsOf = onceFor((struct: StructFacts) => [...struct.fields].filter(([, field]) => isCompleted(field)))

/** Go values that are no pointers are written whatever is in them: structs, a Quantity as "0", and scalars without `omitempty`. */
const isCompleted = (field: SchemaNode): boolean => {
  if (field.default !== undefined) return true
  if (field.custom || field.pointer) return false
  if (field.type === 'list' || field.type === 'map') return field.keepsEmpty
  return field.type === 'struct' || field.type === 'quantity' || (field.keepsEmpty && ZEROS[field.type] !== undefined)
}
