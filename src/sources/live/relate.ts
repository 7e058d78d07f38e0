import type { ObjectRef } from '../../model/identity.ts'
import type { RecordedRelation } from '../../status/index.ts'

/** Relates an object that keeps a list to each object on it. */
export const relate = (from: ObjectRef, members: readonly ObjectRef[], field: string): readonly RecordedRelation[] =>
  members.map(({ group, version, kind, namespace, name }) => ({
    from,
    to: { group, version, kind, namespace, name },
    by: 'inventory',
    field,
  }))
