import type { IncidentReason } from '../incident.ts'
import type { Fault } from '../graph/fault.ts'
import { refTo } from '../graph/root.ts'
import { resourceKind } from './resource-kind.ts'
import type { Named, SentencePlace } from './sentence.ts'

/** The reason of an object that is not there. */
export const absentReason = (kind: string): IncidentReason => (kind.endsWith('Class') ? 'ClassMissing' : 'Missing')

/** Makes the fault of an object that is not there. */
export const absentFault = (kind: string, quote: Fault['quote']): Fault => ({ reason: absentReason(kind), exists: false, quote })

/** An object that a sentence says is not there. None where it is: what was written before it came is no longer true. */
export const absent = (kind: string, namespace: string, name: string, { look, words }: SentencePlace): readonly Named[] =>
  look.related.find(kind, namespace, name) === undefined
    ? [{ root: refTo(kind, namespace, name, look.source), fault: absentFault(kind, words.quote) }]
    : []

/** An object of which a sentence says what is wrong with it. */
export const faulty = (
  kind: string,
  [namespace, name]: readonly [string, string],
  reason: IncidentReason,
  { look, words }: SentencePlace,
): readonly Named[] => [{ root: refTo(kind, namespace, name, look.source), fault: { reason, quote: words.quote, since: words.since } }]

/** An object that a sentence names as what is waited for: it counts where it is in trouble. */
export const awaited = (kind: string, namespace: string, name: string, { look }: SentencePlace): readonly Named[] => [
  { root: refTo(kind, namespace, name, look.source) },
]

/** Something outside of the cluster. */
export const outside = (
  external: 'registry' | 'image' | 'server' | 'repository' | 'capacity' | 'account',
  name: string,
  reason: IncidentReason,
  { words }: SentencePlace,
): readonly Named[] => (name === '' ? [] : [{ root: { external, name }, fault: { reason, quote: words.quote } }])

/** `… from namespace "vault": secrets "token" not found`; cert-manager looks for what cluster issuers need in its own. */
const spokenNamespace = ({ words, namespace, object }: SentencePlace): string => {
  const said = /\b(?:from|in) namespace "?([a-z0-9-]+)/.exec(words.text)?.[1]
  return said ?? (namespace === '' && object['kind'] === 'ClusterIssuer' ? 'cert-manager' : namespace)
}

/** The object that an API error names by its resource, as `deployments.apps "web"`, where it is said not to be there. */
export const absentResource = (resource: string, group: string, name: string, place: SentencePlace): readonly Named[] => {
  const slash = name.indexOf('/')
  const found = resourceKind(resource, group, place.look)
  if (found === undefined) return []
  const [space, bare] = slash < 0 ? [spokenNamespace(place), name] : [name.slice(0, slash), name.slice(slash + 1)]
  const namespace = found.scope === 'cluster' ? '' : space
  // An object of the whole cluster may leave out where it looks.
  if (found.scope === 'namespace' && namespace === '') return []
  if (namespace !== '' && found.scope === 'unknown' && place.look.related.find(found.kind, '', bare) !== undefined) return []
  return absent(found.kind, namespace, bare, place)
}
