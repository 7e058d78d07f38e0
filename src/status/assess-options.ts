import type { HealthContext } from '../health/index.ts'
import type { CompareOptions } from '../sync/index.ts'

/** How objects and applications are assessed; everything is optional. */
export interface AssessOptions
  extends
    HealthContext,
    Pick<CompareOptions, 'applier' | 'fieldManager' | 'force' | 'strict' | 'ignore' | 'clusterVersion' | 'secrets' | 'redactor'> {
  /** Milliseconds without a sign of life after which a source's objects are Unknown. Default 600,000 (10 minutes); exactly that long is fresh. */
  readonly staleAfter?: number
  /**
   * What decides the application's label. 'health-first' (default): problems before drift. 'health-only': drift does not count.
   * 'sync-first': drift before problems.
   */
  readonly rollUp?: 'health-first' | 'health-only' | 'sync-first'
  /** The namespace of manifests that say none and whose step says none. Default 'default'. */
  readonly namespace?: string
}
