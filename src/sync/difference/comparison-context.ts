import type { JsonRecord } from '../../model/kube-object.ts'
import type { ClusterVersion } from '../../schema/internal.ts'
import type { Prediction } from '../apply/predict.ts'
import type { ResolvedApplier } from '../apply/resolved-applier.ts'
import type { PreparedObject } from '../sides/prepare-desired.ts'
import type { Viewer } from './show-value.ts'

/** Everything that one comparison is made from. */
export interface ComparisonContext {
  readonly desired: PreparedObject
  readonly live: JsonRecord
  readonly applier: ResolvedApplier
  /** The version of the cluster, where somebody said it. */
  readonly version: ClusterVersion | undefined
  readonly prediction: Prediction
  readonly viewer: Viewer
  /** An autoscaler among the related objects that scales this one, as `HorizontalPodAutoscaler api`. */
  readonly autoscaler: string | undefined
}
