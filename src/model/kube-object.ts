/**
 * A Kubernetes object as callers have it. Weak on purpose: raw JSON, typed client objects, kubernetes-types and
 * `Record<string, unknown>` all fit without a cast (an index signature would refuse most of them).
 */
export interface KubeObject {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: { readonly name?: string | undefined; readonly namespace?: string | undefined } | undefined
}

/** A JSON object of unknown content, read through the readers of `read.ts`. */
export type JsonRecord = Readonly<Record<string, unknown>>
