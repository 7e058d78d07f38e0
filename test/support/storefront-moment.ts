import type { KubeObject } from '../../src/model/kube-object.ts'
import { storefrontFrames } from './storefront.ts'

/** The storefront just before something was done, as texts that a command line reads. */
export interface StorefrontMoment {
  readonly at: string
  /** The manifests of the latest deployment. */
  readonly desired: { readonly source: string; readonly text: string }
  /** What `kubectl get … -o json --show-managed-fields` would print. */
  readonly live: { readonly source: string; readonly text: string }
  readonly objects: readonly KubeObject[]
}

/** The moment before the first step that begins with `next`; the end where none does. */
export const storefrontBefore = (next: string): StorefrontMoment => {
  let [desired, at]: [readonly KubeObject[], string] = [[], '']
  let objects: readonly KubeObject[] = []
  for (const { line, live } of storefrontFrames()) {
    if (line.step?.startsWith(next) === true && desired.length > 0) break
    desired = line.desired ?? desired
    at = line.at
    objects = [...live.values()]
  }
  return { at, desired: listText('storefront.json', desired), live: listText('live.json', objects), objects }
}

/** Objects as kubectl prints several of them. */
export const listText = (source: string, items: readonly unknown[]): StorefrontMoment['live'] => ({
  source,
  text: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, undefined, 4),
})
