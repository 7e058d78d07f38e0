import type { ObjectRef } from '../../model/identity.ts'
import { enumerate, enumerateKinds, inPlural, MOST_NAMES } from '../../model/texts/sentence-lists.ts'

/** The parts of a place that have to be said of objects: only what differs among them. */
export interface Places {
  /** True where the objects of an application are in several namespaces. */
  readonly namespaces: boolean
  /** True where they are in several clusters. */
  readonly sources: boolean
}

/** Reads where some objects are. */
export const readPlaces = (refs: readonly ObjectRef[]): Places => ({
  namespaces: new Set(refs.flatMap(({ namespace }) => (namespace === '' ? [] : [namespace]))).size > 1,
  sources: new Set(refs.map(({ source }) => source ?? '')).size > 1,
})

/** `Deployment web`, `Deployment shop/web` where there are several namespaces, `Deployment shop/web of eu` where there are several clusters. */
export const nameObject = ({ kind, namespace, name, source = '' }: ObjectRef, { namespaces, sources }: Places): string =>
  `${kind} ${namespaces && namespace !== '' ? `${namespace}/` : ''}${name}${sources && source !== '' ? ` of ${source}` : ''}`

/** `Service web and Ingresses shop and admin`; `12 Deployments` where there are too many. */
export const listNames = (refs: readonly ObjectRef[], places: Places): string =>
  enumerateKinds(refs, (kind, list) => listOneKind(kind, list, places))

const listOneKind = (kind: string, refs: readonly ObjectRef[], places: Places): string => {
  const [first] = refs
  if (refs.length === 1 && first !== undefined) return nameObject(first, places)
  if (refs.length > MOST_NAMES) return `${refs.length} ${inPlural(kind)}`
  return `${inPlural(kind)} ${enumerate(refs.map(ref => nameObject({ ...ref, kind: '' }, places).trim()))}`
}

/** So many kinds are told of what is well. */
const MOST_KINDS = 3

/** `15 Deployments, 2 Services and 5 others`: how many of each kind, the most first; names where there are few. */
export const countKinds = (refs: readonly ObjectRef[], places: Places): string => {
  if (refs.length <= MOST_KINDS) return listNames(refs, places)
  const kinds = new Map<string, number>()
  for (const { kind } of refs) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  const ordered = [...kinds].toSorted(([, a], [, b]) => b - a).slice(0, kinds.size > MOST_KINDS ? MOST_KINDS - 1 : MOST_KINDS)
  const rest = refs.length - ordered.reduce((sum, [, count]) => sum + count, 0)
  const counted = ordered.map(([kind, count]) => `${count} ${count === 1 ? kind : inPlural(kind)}`)
  return enumerate([...counted, ...(rest === 0 ? [] : [`${rest} ${rest === 1 ? 'other' : 'others'}`])])
}
