import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordsOf, textOf } from '../../model/read.ts'

/** The objects of `status.inventory` of a Kustomization or HelmRelease. */
export const readInventory = (object: JsonRecord): readonly ObjectRef[] =>
  recordsOf(at(object, 'status', 'inventory', 'entries')).flatMap(entry => parseEntry(textOf(entry['id']) ?? '', textOf(entry['v']) ?? ''))

/** Names of roles may hold a colon, which is written as two underscores (object.ObjMetadata in fluxcd/cli-utils). */
const ROLES = new Set(['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'])

/** `<namespace>_<name>_<group>_<kind>`; a name may hold underscores, the other parts none. */
const parseEntry = (id: string, version: string): readonly ObjectRef[] => {
  const parts = id.split('_')
  if (parts.length < 4) return []
  const [namespace = ''] = parts
  const [group = '', kind = ''] = parts.slice(-2)
  const written = parts.slice(1, -2).join('_')
  const name = ROLES.has(kind) && group === 'rbac.authorization.k8s.io' ? written.replaceAll('__', ':') : written
  return kind === '' || name === '' ? [] : [{ group, version, kind, namespace, name }]
}
