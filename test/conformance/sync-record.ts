import type { KubeObject } from '../../src/model/kube-object.ts'

/** One recorded dry run. */
export interface SyncRecord {
  readonly id: string
  readonly apply: 'client' | 'server'
  readonly class?: string
  readonly mutation?: unknown
  readonly desired: KubeObject
  readonly live: KubeObject
  readonly inSync: boolean | null
  readonly changes?: readonly { readonly path: string; readonly live: unknown; readonly reapplied: unknown }[]
  readonly meaning?: 'InSync' | 'OutOfSync'
}
