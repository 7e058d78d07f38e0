import { anIterable, expect } from '../model/expect.ts'
import { ownedLinks, ownerLinks } from './find-owners.ts'

/** Who hangs on whom, kept while objects come and go in any order. */
export interface Family<T> {
  add(item: T, object: unknown): void
  /** `object` must be what `item` was added with. */
  remove(item: T, object: unknown): void
  /** The items whose object names this one as its owner. */
  childrenOf(object: unknown): readonly T[]
}

/** An empty {@link Family}: a child may come before its owner, which may never come. */
export const createFamily = <T>(): Family<T> => {
  const byLink = new Map<string, Set<T>>()
  return {
    add(item, object) {
      for (const link of ownerLinks(object)) {
        const items = byLink.get(link)
        if (items === undefined) byLink.set(link, new Set([item]))
        else items.add(item)
      }
    },
    remove(item, object) {
      for (const link of ownerLinks(object)) {
        const items = byLink.get(link)
        if (items?.delete(item) === true && items.size === 0) byLink.delete(link)
      }
    },
    childrenOf(object) {
      if (byLink.size === 0) return []
      return ownedLinks(object).flatMap(link => Array.from(byLink.get(link) ?? NONE))
    },
  }
}

const NONE: readonly never[] = Object.freeze([])

/** One object with what it owns. */
export interface TreeNode<T> {
  readonly object: T
  readonly children: readonly TreeNode<T>[]
}

/** Chains of owners are at most five long in practice; a deeper one is an attack on the stack of whoever walks the tree. */
export const MAX_DEPTH = 32

/**
 * The forest of objects by who owns them, in the order in which they come, whatever order that is. An object whose owner is not among
 * them is a root; of owners in a circle the first is one; nothing is left out, and nothing comes twice.
 *
 * @param objects Kubernetes objects of one cluster.
 * @returns the roots, each with what it owns.
 * @throws TypeError where `objects` cannot be iterated.
 *
 * Source: metadata.ownerReferences (Kubernetes garbage collection); `findOwner` for who counts as the owner.
 *
 * @example
 * ```ts
 * import { buildTree } from 'live-object-status/tree'
 *
 * const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'web', namespace: 'shop', uid: 'u1' } }
 * const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-1', namespace: 'shop', ownerReferences: [{ uid: 'u1' }] } }
 * buildTree([pod, owner]) // => [{ object: owner, children: [{ object: pod, children: [] }] }]
 * ```
 */
export const buildTree = <T extends object>(objects: Iterable<T>): readonly TreeNode<T>[] => {
  expect('objects', anIterable('an iterable of Kubernetes objects'), objects)
  const all = [...new Set(objects)]
  const family = createFamily<T>()
  for (const object of all) family.add(object, object)
  const owned = new Set(all.flatMap(object => family.childrenOf(object).filter(child => child !== object)))
  const placed = new Set<T>()
  const grow = (object: T, depth: number): TreeNode<T> => {
    placed.add(object)
    const children = depth >= MAX_DEPTH ? [] : family.childrenOf(object).filter(child => !placed.has(child))
    return { object, children: children.flatMap(child => (placed.has(child) ? [] : [grow(child, depth + 1)])) }
  }
  const roots = all.filter(object => !owned.has(object)).map(object => grow(object, 1))
  return [...roots, ...all.flatMap(object => (placed.has(object) ? [] : [grow(object, 1)]))]
}
