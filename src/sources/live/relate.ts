import type { ObjectRef } from '../../model/identity.ts'
import type { RecordedRelation } from '../../status/index.ts'
import { bareRef } from './bare-manifest.ts'

/** Relates an object that keeps a list to each object on it. */
export const relate = (from: ObjectRef, members: readonly ObjectRef[], field: string): readonly RecordedRelation[] =>
  members.map(member => ({ from, to: bareRef(member), by: 'inventory', field }))
