import type { JsonRecord } from '../../model/kube-object.ts'
import { kindKeyOf } from '../../model/identity.ts'
import { at, integerOf, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import { readName, readNamespace, seenRef } from '../graph/look.ts'
import type { Look } from '../graph/look.ts'
import type { Needed, Reference } from './reference.ts'

/** An owner is no better than what it owns: owner references are written by the controllers themselves. */
export const ownerReferences: readonly Reference[] = [
  {
    from: ['*'],
    produces: ['owned', 'condition'],
    needs: ({ object, look }) => ownedBy(object, look).map(child => owned(child, look)),
  },
]

const owned = (child: JsonRecord, look: Look): Needed => ({
  root: seenRef(child, look),
  by: 'owner',
  field: 'metadata.ownerReferences',
  sure: 'stated',
})

const ownedBy = (object: JsonRecord, look: Look): readonly JsonRecord[] => {
  const uid = textOf(at(object, 'metadata', 'uid'))
  const children = uid === undefined ? [] : look.related.ownedBy(uid)
  const kind = kindKeyOf(object)
  if (kind === 'apps/Deployment') return deploymentChildren(object, children, look)
  if (kind === 'batch/CronJob') return children.length === 0 ? [] : [children.reduce(newer)]
  return children
}

/** Without its ReplicaSets, a Deployment's pods tell by their names and hashes that they are its own. Sets that are scaled to zero are history. */
const deploymentChildren = (object: JsonRecord, children: readonly JsonRecord[], look: Look): readonly JsonRecord[] => {
  const sets = children.filter(set => (integerOf(at(set, 'spec', 'replicas')) ?? 1) > 0)
  if (children.length > 0) return sets
  return look.related.referringTo('apps/Deployment', readNamespace(object), readName(object)).filter(each => each['kind'] === 'Pod')
}

const createdAt = (object: JsonRecord): number => millisecondsOf(at(object, 'metadata', 'creationTimestamp')) ?? 0
const newer = (a: JsonRecord, b: JsonRecord): JsonRecord => (createdAt(b) > createdAt(a) ? b : a)
