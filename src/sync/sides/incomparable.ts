import type { JsonRecord } from '../../model/kube-object.ts'
import { isRecord, recordOf, textOf } from '../../model/read.ts'
import { type SchemaSet } from '../../schema/index.ts'
import { findKindSchema, type SchemaNode } from '../../schema/internal.ts'
import { groupVersion } from '../../model/identity.ts'

/** Why a manifest and a live object cannot be compared at all. */
export type Incomparable = 'NotAnObject' | 'TypedInput' | 'GenerateName' | 'DifferentObject' | 'VersionMismatch'

/** Checks that both are the same object in the same version; undefined where nothing stands against comparing them. */
export const incomparable = (desired: unknown, live: unknown, schemas: SchemaSet | undefined): Incomparable | undefined => {
  if (!isRecord(desired) || !isRecord(live)) return 'NotAnObject'
  const [wantedMetadata, metadata] = [recordOf(desired['metadata']), recordOf(live['metadata'])]
  if (isTyped(desired, wantedMetadata) || isTyped(live, metadata)) return 'TypedInput'
  const name = wantedMetadata['name']
  if (typeof name !== 'string' && typeof wantedMetadata['generateName'] === 'string') return 'GenerateName'
  if (differ(desired['kind'], live['kind']) || differ(name, metadata['name']) || differ(wantedMetadata['namespace'], metadata['namespace']))
    return 'DifferentObject'
  // Items of typed lists come without kind and apiVersion: then they are what they are compared with.
  if (desired['apiVersion'] === live['apiVersion'] || live['apiVersion'] === undefined) return undefined
  const [wanted, there] = [groupVersion(textOf(desired['apiVersion'])), groupVersion(textOf(live['apiVersion']))]
  if (wanted.group !== there.group) return 'DifferentObject'
  return wanted.version !== there.version && !sameSchema(desired, live, schemas) ? 'VersionMismatch' : undefined
}

const differ = (a: unknown, b: unknown): boolean => a !== undefined && b !== undefined && a !== b

/** Typed client objects drop unknown fields and rename others; comparing them would find what is not there. */
const isTyped = (object: JsonRecord, metadata: JsonRecord): boolean => {
  if (metadata['creationTimestamp'] instanceof Date) return true
  if (Object.getPrototypeOf(object) === Object.prototype) return false
  return typeof (object.constructor as { getAttributeTypeMap?: unknown } | undefined)?.getAttributeTypeMap === 'function'
}

/** Retired versions whose fields were those of the version that followed (the types of k8s.io/api are the same). */
const RENAMED: ReadonlySet<string> = new Set([
  'apps/v1beta2/Deployment',
  'apps/v1beta2/ReplicaSet',
  'apps/v1beta2/StatefulSet',
  'apps/v1beta2/DaemonSet',
  'batch/v1beta1/CronJob',
  'rbac.authorization.k8s.io/v1beta1/Role',
  'rbac.authorization.k8s.io/v1beta1/RoleBinding',
  'rbac.authorization.k8s.io/v1beta1/ClusterRole',
  'rbac.authorization.k8s.io/v1beta1/ClusterRoleBinding',
  'extensions/v1beta1/NetworkPolicy',
  'coordination.k8s.io/v1beta1/Lease',
  'scheduling.k8s.io/v1beta1/PriorityClass',
  'storage.k8s.io/v1beta1/StorageClass',
  'storage.k8s.io/v1beta1/CSIDriver',
])

/** Two versions of a kind can be compared where they have the same fields: an object then reads the same in both. */
const sameSchema = (desired: JsonRecord, live: JsonRecord, schemas: SchemaSet | undefined): boolean => {
  const key = (object: JsonRecord): [string, string] => [
    textOf(object['apiVersion']) ?? '',
    textOf(object['kind']) ?? textOf(live['kind']) ?? '',
  ]
  const [wanted, there] = [key(desired), key(live)]
  const [left, right] = [findKindSchema(...wanted, schemas), findKindSchema(...there, schemas)]
  if (left !== undefined && right !== undefined) return sameNode(left.root, right.root, 0)
  return left === undefined ? RENAMED.has(wanted.join('/')) && right !== undefined : RENAMED.has(there.join('/'))
}

/** Deep equality of what is known; recursion of types ends by depth, since all versions of one kind share the types that recur. */
const sameNode = (a: SchemaNode | undefined, b: SchemaNode | undefined, depth: number): boolean => {
  if (a === b || depth > 32) return true
  if (
    a === undefined ||
    b === undefined ||
    a.type !== b.type ||
    a.atomic !== b.atomic ||
    a.set !== b.set ||
    a.keys.join() !== b.keys.join()
  )
    return false
  if (!sameNode(a.values, b.values, depth + 1)) return false
  const [left, right] = [a.struct?.fields, b.struct?.fields]
  if (left === right || left === undefined || right === undefined) return left === right
  return left.size === right.size && [...left].every(([name, node]) => right.has(name) && sameNode(node, right.get(name), depth + 1))
}
