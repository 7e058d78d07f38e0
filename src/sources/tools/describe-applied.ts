import type { JsonRecord } from '../../model/kube-object.ts'
import type { Applier } from '../../sync/index.ts'
import { findApply, readAppliedCopy } from '../live/last-applied.ts'
import type { SurveyedObject } from '../live/survey.ts'

/** Traces that `kubectl apply` left of itself on an object. */
export interface KubectlTrace {
  /** Undefined where it applied server-side: then only the names of fields are left, and who changes a field takes it over. */
  readonly manifest: JsonRecord | undefined
  readonly applier: Applier
  /** When it was last applied, as written; '' where nothing says so. */
  readonly time: string
}

/**
 * Reads what kubectl left: whoever owns the last-applied annotation is the applier. An Apply entry owns it where kubectl applied server-side an object that
 * it had applied client-side before, and keeps both.
 */
export const describeApplied = (object: SurveyedObject): KubectlTrace => {
  const copy = readAppliedCopy(object)
  const apply = findApply(object.object, KUBECTL)
  if (copy === undefined) return { manifest: undefined, applier: SERVER_SIDE, time: apply?.time ?? '' }
  if (copy.owner?.operation === 'Apply' || (copy.owner === undefined && apply !== undefined))
    return { manifest: copy.manifest, applier: SERVER_SIDE, time: copy.owner?.time ?? apply?.time ?? '' }
  return {
    manifest: copy.manifest,
    applier: { mode: 'client-side', manager: copy.owner?.manager ?? 'kubectl-client-side-apply', force: true },
    time: copy.owner?.time ?? '',
  }
}

/** True for an object that kubectl applied. */
export const isApplied = (object: SurveyedObject): boolean =>
  readAppliedCopy(object) !== undefined || findApply(object.object, KUBECTL) !== undefined

const KUBECTL = 'kubectl'
const SERVER_SIDE: Applier = { mode: 'server-side', manager: KUBECTL, force: false, takesOver: ['kubectl-client-side-apply'] }
