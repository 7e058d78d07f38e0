import type { JsonRecord } from '../model/kube-object.ts'

/** One line of a recorded timeline (docs/cli.md): what someone did, a list response, or a watch frame. */
export interface TimelineRecord {
  /** RFC 3339. */
  readonly at: string
  /** What someone did. */
  readonly step?: string
  /** Of a deployment: it began, or how it ended. */
  readonly phase?: 'deploying' | 'deployed' | 'failed'
  /** What it applies. */
  readonly desired?: readonly JsonRecord[]
  /** A list response of the API server. */
  readonly list?: { readonly apiVersion?: string; readonly kind?: string; readonly items: readonly unknown[] }
  /** Of a watch frame: ADDED, MODIFIED, DELETED, BOOKMARK or ERROR. */
  readonly type?: string
  /** Of a watch frame. */
  readonly object?: unknown
}
