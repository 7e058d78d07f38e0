import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf } from '../../model/read.ts'
import type { Look } from './look.ts'

/** True for a workload that was deployed with pods and is scaled to none. */
export const isScaledToNone = (workload: JsonRecord, look: Look): boolean => {
  if (integerOf(at(workload, 'spec', 'replicas')) !== 0) return false
  return (integerOf(at(look.desired(refOf(workload, look.source)), 'spec', 'replicas')) ?? 0) > 0
}
