import type { JsonRecord } from '../model/kube-object.ts'

/** One line of a recorded timeline (docs/cli.md): what someone did, a list response, or a watch frame. */
export interface TimelineRecord {
  /** RFC 3339. */
  readonly at: string
  /** A sentence on what someone did. */
  readonly step?: string
  /** The state of a deployment: it began, or how it ended. */
  readonly phase?: 'deploying' | 'deployed' | 'failed'
  /** The manifests that it applies. */
  readonly desired?: readonly JsonRecord[]
  /** A list response of the API server. */
  readonly list?: { readonly apiVersion?: string; readonly kind?: string; readonly items: readonly unknown[] }
  /** The type of a watch frame: ADDED, MODIFIED, DELETED, BOOKMARK or ERROR. */
  readonly type?: string
  /** The object of a watch frame. */
  readonly object?: unknown
}
