import { refOf } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord, KubeObject } from '../../model/kube-object.ts'
import { at, textOf } from '../../model/read.ts'
import type { HealthStatus } from '../../model/statuses.ts'
import type { RelatedIndex } from '../../tree/index.ts'
import type { NodeShape } from './node-shape.ts'
import { toKindKey, refTo } from './root.ts'

/** How an object is, as far as causes rest on it. */
export interface HealthState {
  readonly status: HealthStatus
  readonly settled: boolean
  /** When time alone may change it. */
  readonly until?: string | undefined
}

/** Everything that finding causes asks of one cluster. */
export interface Look {
  /** The name of the cluster's source; '' where it has none. */
  readonly source: string
  readonly related: RelatedIndex
  /** In milliseconds; undefined where nothing may rest on the time. */
  readonly now: number | undefined
  /** True where every object of the kind is known, so that absence means something. */
  complete(kind: string): boolean
  health(object: JsonRecord): HealthState
  /** Gives what was deployed under an identity. */
  desired(ref: ObjectRef): KubeObject | undefined
  /** Gives what was deployed into a namespace and is not in the cluster. */
  missingIn(namespace: string): readonly JsonRecord[]
  /** The nodes, as far as scheduling looks at them. */
  nodes(): readonly NodeShape[]
  /** Notes a kind of which nothing is known and that would have told more. */
  unseen(kind: string): void
  /** Notes a time, in milliseconds, at which what was found may be otherwise without any change. */
  dueAt(time: number): void
}

export const readNamespace = (object: unknown): string => textOf(at(object, 'metadata', 'namespace')) ?? ''
export const readName = (object: unknown): string => textOf(at(object, 'metadata', 'name')) ?? ''

/** The identity of an object that is there. */
export const seenRef = (object: JsonRecord, { source }: Look): ObjectRef => refOf(object, source)

/** The live object with an identity. */
export const findLive = (ref: ObjectRef, { related }: Look): JsonRecord | undefined => related.find(toKindKey(ref), ref.namespace, ref.name)

/** A named object that is there, or that is known to be absent, or of which neither is known. */
export type Presence = { readonly object: JsonRecord } | { readonly absent: boolean }

/** Looks for an object; absence is known where the kind is complete or the object was deployed. What is merely unknown is noted as unseen. */
export const lookFor = (kind: string, namespace: string, name: string, look: Look): Presence => {
  const object = look.related.find(kind, namespace, name)
  if (object !== undefined) return { object }
  if (look.complete(kind) || look.desired(refTo(kind, namespace, name, look.source)) !== undefined) return { absent: true }
  look.unseen(kind)
  return { absent: false }
}
