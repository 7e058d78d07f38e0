import { LAST_APPLIED } from '../../model/annotations.ts'
import { expect, someOptions } from '../../model/expect.ts'
import { aSchemaSet } from '../../model/kind-hints.ts'
import type { JsonRecord, KubeObjectLike } from '../../model/kube-object.ts'
import { kindKeyOf } from '../../model/identity.ts'
import { at, isRecord, put, recordOf, textOf } from '../../model/read.ts'
import { total } from '../../model/total.ts'
import { servedSecretData } from '../../secrets/index.ts'
import { type SchemaSet } from '../../schema/index.ts'
import { readClusterVersion, findKindSchema, untypedSchema, type ClusterVersion, type KindSchema } from '../../schema/internal.ts'

/** A desired object with what is the same for every comparison; made by `prepareDesired`, opaque to callers. */
export interface PreparedDesired {
  readonly [PREPARED]: true
}

declare const PREPARED: unique symbol
const HELD = Symbol('prepared')

/** The inside of {@link PreparedDesired}. */
export interface PreparedObject {
  readonly object: JsonRecord
  readonly kindKey: string
  readonly kind: KindSchema
  /** Nobody described the kind: neither the package nor a CRD of the caller. */
  readonly untyped: boolean
  /** The part of the object that an apply writes. */
  readonly appliedPart: JsonRecord
  /** The same as the server will hold it: the `stringData` of a Secret is data. */
  readonly served: JsonRecord
  /** The version of the cluster that the schemas were made for. */
  readonly version: ClusterVersion | undefined
  /** Marks of the deployer that live lost, as the keys that lead to them. */
  readonly lostMarks: readonly (readonly string[])[]
  /** The last-applied annotation that was read last; live objects of one manifest mostly carry the same. */
  readonly read: { text: string; applied: JsonRecord | undefined }
}

/**
 * Does once what every comparison of the same manifest needs: finds its schema and leaves out what an apply does not write. Hand the
 * result to `compareObject` or `predictApply` in place of the manifest where the same one is compared again and again.
 *
 * @param desired - the manifest, as it was applied; not changed, and not to be changed while the result is in use.
 * @param options - `schemas`: from `createSchemas`, for custom resources.
 * @returns an opaque value; of what cannot be read, one that compares as no object.
 *
 * Source: what an apply writes is what kubectl and the API server take from a manifest: `status` of kinds with a status subresource, and the metadata
 * that the server owns, are left out (rest.BeforeUpdate and the strategies' ResetFields).
 *
 * @example
 * ```ts
 * import { compareObject, prepareDesired } from 'live-object-status/sync'
 *
 * const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { colour: 'blue' } }
 * const prepared = prepareDesired(manifest)
 * const red = { ...manifest, data: { colour: 'red' } }
 * compareObject(prepared, manifest).status // => 'InSync'
 * compareObject(prepared, red).status // => 'OutOfSync'
 * ```
 */
export const prepareDesired = (desired: KubeObjectLike, options: { readonly schemas?: SchemaSet } = {}): PreparedDesired => {
  expect('options', somePrepareOptions, options)
  // Not enumerable: printed, it shows nothing of the manifest.
  return Object.defineProperty({}, HELD, {
    value: total(
      () => prepare(desired, options.schemas),
      () => prepare({}, undefined),
    ),
  }) as PreparedDesired
}

const somePrepareOptions = /* @__PURE__ */ someOptions<{ readonly schemas?: SchemaSet }>(() => ({ schemas: aSchemaSet }))

/** As {@link prepareDesired}, for the inside of this feature. */
export const prepare = (desired: KubeObjectLike, schemas: SchemaSet | undefined): PreparedObject => {
  const object = recordOf(desired)
  const found = findKindSchema(textOf(object['apiVersion']) ?? '', textOf(object['kind']) ?? '', schemas)
  const kind = found ?? untypedSchema()
  const written = writtenPart(object, kind)
  const kindKey = kindKeyOf(object)
  return {
    object,
    kindKey,
    kind,
    untyped: found === undefined,
    appliedPart: written,
    served: heldPart(kindKey, written),
    version: readClusterVersion(schemas),
    lostMarks: NO_MARKS,
    read: { text: '', applied: undefined },
  }
}

const NO_MARKS: PreparedObject['lostMarks'] = []

/** Takes of the written part what the server will hold: for a Secret `stringData` over `data`. */
export const heldPart = (kindKey: string, written: JsonRecord): JsonRecord => {
  if (kindKey !== 'Secret' || written['stringData'] === undefined) return written
  const { stringData, ...rest } = written
  return { ...rest, data: servedSecretData({ kind: 'Secret', data: rest['data'], stringData }) ?? rest['data'] }
}

/** Opens what `prepareDesired` made; undefined for a manifest. */
export const takePrepared = (desired: KubeObjectLike | PreparedDesired): PreparedObject | undefined =>
  isRecord(desired) ? (desired as { readonly [HELD]?: PreparedObject })[HELD] : undefined

/** Metadata that the server owns: whatever a manifest says of it changes nothing. */
export const SERVER_METADATA: ReadonlySet<string> = new Set([
  'name',
  'namespace',
  'generateName',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'selfLink',
  'managedFields',
  'clusterName',
])

/** An object without its identity, what the server owns of its metadata, and its status where that is a subresource. */
export const writtenPart = (object: JsonRecord, kind: KindSchema): JsonRecord => {
  const written: Record<string, unknown> = {}
  for (const key in object) {
    if (key === 'apiVersion' || key === 'kind' || (key === 'status' && kind.status)) continue
    put(written, key, key === 'metadata' ? writtenMetadata(object[key]) : object[key])
  }
  return written
}

const writtenMetadata = (metadata: unknown): unknown => {
  if (!isRecord(metadata)) return {}
  const written: Record<string, unknown> = {}
  for (const key in metadata) {
    if (SERVER_METADATA.has(key)) continue
    const value = metadata[key]
    put(written, key, key === 'annotations' && at(value, LAST_APPLIED) !== undefined ? withoutLastApplied(value) : value)
  }
  return written
}

const withoutLastApplied = (annotations: unknown): unknown => {
  const { [LAST_APPLIED]: _applied, ...others } = recordOf(annotations)
  return others
}
