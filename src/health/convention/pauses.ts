import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordOf } from '../../model/read.ts'
import type { Verdict } from '../verdict/kind-rule.ts'
import { suspended } from '../verdict/verdicts.ts'

/** Fields of a spec that stop an object, in the built-in kinds and in most operators'. */
export const PAUSE_FIELDS: readonly string[] = ['suspend', 'paused', 'suspended', 'pause']

/** Annotations that stop reconciliation: `cluster.x-k8s.io/paused`, `strimzi.io/pause-reconciliation`, `hive.openshift.io/reconcile-pause`. */
const PAUSED = /\/(?:reconcile-)?paused?(?:-?reconciliation)?$/i

/**
 * Suspended where the object itself asks for it, by its spec or by the annotation that several controllers share. Asked before generations are looked at:
 * controllers skip what is paused, so that `observedGeneration` stays behind for ever (fluxcd/kustomize-controller#709, kuberay#4897).
 */
export const pausedByConvention = (live: JsonRecord): Verdict | undefined => {
  const flag = PAUSE_FIELDS.find(field => at(live, 'spec', field) === true)
  if (flag !== undefined)
    return flag.startsWith('pause') ? suspended('Paused', 'The spec pauses it') : suspended('Suspended', 'The spec suspends it')
  const annotations = recordOf(at(live, 'metadata', 'annotations'))
  const paused = Object.keys(annotations).find(key => PAUSED.test(key) && annotations[key] !== 'false')
  return paused === undefined ? undefined : suspended('Paused', `Is paused by its annotation ${paused}`)
}
