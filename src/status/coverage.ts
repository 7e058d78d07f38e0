import { globMatches } from '../model/glob.ts'
import type { ObjectRef } from '../model/identity.ts'
import { kindKey } from '../model/identity.ts'
import type { UnknownReason } from './object-assessment.ts'
import type { Source } from './source.ts'

/** Why a source cannot tell of an object, in a word and a sentence. */
export interface Blindness {
  readonly unknown: UnknownReason
  readonly because?: string
}

/** True where the list is absent or names the kind, by itself or by a pattern. */
const names = (list: readonly string[] | undefined, { group, kind }: ObjectRef): boolean => {
  const key = kindKey(group, kind)
  return list === undefined || list.some(pattern => globMatches(pattern, key))
}

/** True for a kind that is not served although discovery is whole (its definition was deleted): nothing of it can be there. */
export const isVanished = ({ served, discovery }: Source, ref: ObjectRef): boolean => discovery !== 'partial' && !names(served, ref)

/**
 * Why a source does not watch an object, whether or not it is there: by its configuration. The order and the sentences are those of the
 * product's monitor.
 */
export const notWatched = (source: Source, ref: ObjectRef): Blindness | undefined => {
  if (source.discovery === 'partial' && !names(source.served, ref)) return { unknown: 'DiscoveryUnhealthy' }
  if (ref.namespace === '') {
    if (source.clusterScoped === false) return { unknown: 'ClusterScopedNotWatched' }
  } else if (source.namespaces !== undefined && !source.namespaces.includes(ref.namespace)) {
    return { unknown: 'NamespaceNotWatched', because: `Resource namespace "${ref.namespace}" is not in the monitored namespace list` }
  }
  if (names(source.kinds, ref)) return undefined
  return {
    unknown: 'KindNotWatched',
    because: `Resource ${ref.group}/${ref.version}, Kind=${ref.kind} is not in the monitored 'apiGroups' and 'resources' list`,
  }
}

/** Why it means nothing that a source does not show an object that it watches. */
export const notSeen = (source: Source, ref: ObjectRef): Blindness | undefined => {
  if (isVanished(source, ref)) return undefined
  if (source.forbidden !== undefined && names(source.forbidden, ref))
    return {
      unknown: 'Forbidden',
      because: `Insufficient permissions to list or watch resources of type ${ref.kind} in API group ${ref.group}`,
    }
  return source.synced === false || !isListed(source.listed, ref) ? { unknown: 'NotObserved' } : undefined
}

const isListed = (listed: readonly string[] | undefined, ref: ObjectRef): boolean =>
  names(listed, ref) || (ref.namespace !== '' && listed?.includes(`${kindKey(ref.group, ref.kind)}@${ref.namespace}`) === true)
