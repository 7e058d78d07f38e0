import type { KindHints } from '../model/kind-hints.ts'

/** The scalar types of the API, as Go has them: what a value is compared as and how the server writes it. */
export type ScalarType = 'string' | 'integer' | 'number' | 'boolean' | 'quantity' | 'int-or-string' | 'bytes' | 'time' | 'micro-time'

/** Facts about one place in objects of a kind. Built-in kinds and custom resources have the same shape. */
export interface SchemaNode {
  /** 'any': nothing is known below (raw JSON, preserved unknown fields). */
  readonly type: 'struct' | 'map' | 'list' | 'any' | ScalarType
  /** The fields of a struct. */
  readonly struct: StructFacts | undefined
  /** A field of a struct as managedFields write it, as `f:spec`; '' for what is no field. */
  readonly element: string
  /** The schema of the items of a list or the values of a map. */
  readonly values: SchemaNode | undefined
  /** Server-side apply replaces it as a whole (x-kubernetes-list-type, x-kubernetes-map-type). */
  readonly atomic: boolean
  /** Server-side apply pairs the items of the list by these fields. */
  readonly keys: readonly string[]
  /** The same as managedFields write them: sorted, and in quotes. */
  readonly quotedKeys: readonly QuotedKey[]
  /** Server-side apply pairs the items of the list by value. */
  readonly set: boolean
  /** Client-side apply: how a strategic merge patch treats a list or map. Lists without it are replaced, maps merged. */
  readonly patch: 'merge' | 'replace' | undefined
  /** Client-side apply pairs the items of the list by this field. */
  readonly patchKey: string | undefined
  /** Client-side apply drops what is not in the manifest ($retainKeys). */
  readonly retainKeys: boolean
  /** A Go pointer: a zero is a value of its own, and the server keeps it. */
  readonly pointer: boolean
  /** Written even when empty: the Go field has no `omitempty`. */
  readonly keepsEmpty: boolean
  /** Known since this Kubernetes 1.x; 0 for always. An older server does not have the field. */
  readonly known: number
  /** Kept since this Kubernetes 1.x; 0 for always, {@link NEVER} where the feature is off in all. An older server drops it, unless the object has it already. */
  readonly kept: number
  /** The value that the server fills in where nothing is written; undefined for none. */
  readonly default: unknown
  /** A field of a custom resource: no Go type, so the server keeps the JSON as written. */
  readonly custom: boolean
  /** Custom resources: unknown fields are kept (x-kubernetes-preserve-unknown-fields). */
  readonly preserve: boolean
  /** Custom resources: null is a value. */
  readonly nullable: boolean
}

/** A key of a list map, and how the name of an item begins with it: `"name":`. */
export interface QuotedKey {
  readonly key: string
  readonly quoted: string
}

/** The fields of one struct type, shared by every place where the type is used. */
export interface StructFacts {
  /** Group, version and name, as `core/v1.Container`, `apps/v1.DeploymentSpec`; '' for a struct of a custom resource. */
  readonly type: string
  readonly fields: ReadonlyMap<string, SchemaNode>
  /** Set below x-kubernetes-preserve-unknown-fields of a custom resource, so server-side apply takes any key, and the server prunes it afterwards. */
  readonly open?: boolean
}

/** Facts about one kind in one version. */
export interface KindSchema {
  readonly root: SchemaNode
  readonly namespaced: boolean
  /** Status is a subresource, which an apply of the object does not write. */
  readonly status: boolean
  /** A scale subresource exists. */
  readonly scale: boolean
  /** How kubectl patches it client-side. */
  readonly patch: 'strategic' | 'json-merge'
  /** From a CustomResourceDefinition, or a document that describes it. */
  readonly custom: boolean
  /** Its server fills in defaults that its description does not have, as Go types do. */
  readonly guessed?: boolean
  /** How its objects report, as a CustomResourceDefinition says it. */
  readonly hints?: KindHints
}

/** No version keeps the field by default; a small integer, which keeps all nodes of one shape. */
export const NEVER = 1000

const NO_KEYS: readonly string[] = []
const NO_QUOTED_KEYS: readonly QuotedKey[] = []

const quotedKeys = (keys: readonly string[]): readonly QuotedKey[] =>
  keys.toSorted().map(key => ({ key, quoted: `${JSON.stringify(key)}:` }))

/** A node with everything absent but what is given; one shape for all, which keeps the comparing loops fast. */
export const schemaNode = (type: SchemaNode['type'], facts: Partial<Omit<SchemaNode, 'quotedKeys'>> = {}): SchemaNode => ({
  type,
  struct: facts.struct,
  element: facts.element ?? '',
  values: facts.values,
  atomic: facts.atomic ?? false,
  keys: facts.keys ?? NO_KEYS,
  quotedKeys: facts.keys === undefined ? NO_QUOTED_KEYS : quotedKeys(facts.keys),
  set: facts.set ?? false,
  patch: facts.patch,
  patchKey: facts.patchKey,
  retainKeys: facts.retainKeys ?? false,
  pointer: facts.pointer ?? false,
  keepsEmpty: facts.keepsEmpty ?? false,
  known: facts.known ?? 0,
  kept: facts.kept ?? 0,
  default: facts.default,
  custom: facts.custom ?? false,
  preserve: facts.preserve ?? false,
  nullable: facts.nullable ?? false,
})
