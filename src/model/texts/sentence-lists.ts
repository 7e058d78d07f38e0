import type { ObjectRef } from '../identity.ts'

/** More names than these nobody reads in a sentence. */
export const MOST_NAMES = 4

/** `web, api and db`. */
export const enumerate = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`

/** `Ingresses`, `NetworkPolicies`, `Endpoints`, `Deployments`. */
export const inPlural = (kind: string): string => {
  if (kind === 'Endpoints') return kind
  if (/(?:s|x|ch)$/.test(kind)) return `${kind}es`
  return /[^aeiou]y$/.test(kind) ? `${kind.slice(0, -1)}ies` : `${kind}s`
}

/** `Service web and Ingresses shop and admin`: kind by kind in the order in which they come, each as `tell` says it. */
export const enumerateKinds = (refs: readonly ObjectRef[], tell: (kind: string, refs: readonly ObjectRef[]) => string): string => {
  const kinds = new Map<string, ObjectRef[]>()
  for (const ref of refs) kinds.set(ref.kind, [...(kinds.get(ref.kind) ?? []), ref])
  return enumerate(Array.from(kinds, ([kind, list]) => tell(kind, list)))
}
