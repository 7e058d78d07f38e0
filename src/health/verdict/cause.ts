import type { ObjectRef } from '../../model/identity.ts'

/** One link of the chain that explains a health: Deployment, ReplicaSet, Pod, container. */
export interface Cause {
  readonly ref: ObjectRef
  readonly reason: string
  readonly message: string
  /** How many objects share it; absent for one. */
  readonly count?: number
  readonly container?: string
  readonly causes?: readonly Cause[]
}
