import { assessHealth } from '../../src/health/index.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { sharedLines } from '../support/fixtures.ts'

/** One of Argo CD's own health tests: an object, and what its check is expected to answer. */
export interface ArgoCase {
  readonly kind: string
  readonly source: string
  readonly object: KubeObject & { readonly metadata?: { readonly deletionTimestamp?: string } }
  readonly status: string
  readonly message: string
}
