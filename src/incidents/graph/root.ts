import { kindKey, refKey } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { ExternalRoot } from '../incident.ts'
import type { Root } from './fault.ts'

/** True for a root that is no object. */
export const isExternal = (root: Root): root is ExternalRoot => 'external' in root

/** One text per root, to index by. */
export const rootKey = (root: Root): string => (isExternal(root) ? `external:${root.external}/${root.name}` : refKey(root))

/** The reference to an object by its kind ('group/Kind'); the version is known only of those that are seen. */
export const refTo = (kind: string, namespace: string, name: string, source?: string): ObjectRef => {
  const slash = kind.indexOf('/')
  const [group, bare] = slash < 0 ? ['', kind] : [kind.slice(0, slash), kind.slice(slash + 1)]
  const ref = { group, version: '', kind: bare, namespace, name }
  return source === undefined || source === '' ? ref : { ...ref, source }
}

/** The kind of a reference as 'group/Kind'. */
export const toKindKey = ({ group, kind }: ObjectRef): string => kindKey(group, kind)
