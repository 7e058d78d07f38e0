/** A JSON object of unknown content, read through the readers of `read.ts`. */
export type JsonRecord = Readonly<Record<string, unknown>>

/**
 * The least that a Kubernetes object has. Weak on purpose: typed client objects and kubernetes-types, which an index signature refuses, fit
 * without a cast.
 */
export interface KubeObject {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: { readonly name?: string | undefined; readonly namespace?: string | undefined } | undefined
}

/** A Kubernetes object as callers have it: raw JSON, a literal with whatever fields, or an object of a typed client. */
export type KubeObjectLike = KubeObject | JsonRecord

/** A value as JSON.parse gives it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject

/** A JSON object whose fields are read by narrowing: `typeof spec?.replicas === 'number'`. */
export interface JsonObject {
  readonly [field: string]: JsonValue | undefined
}

/** An object of a manifest, which has been read: what every object has can be used as it is, the rest is JSON. */
export interface Manifest extends JsonObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata?: JsonObject & {
    readonly name?: string
    readonly namespace?: string
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
  }
}
