import type { JsonRecord } from '../model/kube-object.ts'
import { own } from '../model/read.ts'
import { anyNode, type SchemaNode } from '../schema/index.ts'
import { hasFinishRule } from './finish-rules.ts'
import { canonicalScalar, complete, makeEntry, makeValue, put } from './make-value.ts'
import { sameValue } from './same-value.ts'
import { find, type Walk } from './walk.ts'

/** A copy of `live` that is made when something changes, so that an object that stays as it is keeps its identity. */
export interface Draft {
  readonly live: JsonRecord
  copy: Record<string, unknown> | undefined
  /** A field got another value, which only a rule of its struct could turn back; a field that is gone may come back as a default. */
  differs: boolean
}

export const draftOf = (live: JsonRecord): Draft => ({ live, copy: undefined, differs: false })

/** Puts a value, or removes the key where it is undefined. No key is put twice. */
export const set = (draft: Draft, key: string, value: unknown): void => {
  if (own(draft.live, key) === value) return
  draft.copy ??= { ...draft.live }
  if (value === undefined) delete draft.copy[key]
  else {
    put(draft.copy, key, value)
    draft.differs = true
  }
}

/** Live says the same scalar already, in the server's own spelling: by far the most frequent case, and nothing needs to be known for it. */
export const isSame = (live: unknown, desired: unknown): boolean => live === desired && typeof live !== 'object'

/** The result: live itself where nothing changed, else the copy with what the server fills in, which may be what live has. */
export const finished = (draft: Draft, node: SchemaNode, walk: Walk): unknown => {
  const { copy, live, differs } = draft
  if (copy === undefined) return live
  if (node.type === 'map' && !node.custom && Object.keys(copy).length === 0) return undefined
  const made = complete(copy, node, walk, live)
  // For speed: what differs stays different, and need not be compared at every level above.
  if (differs && !hasFinishRule(node.struct?.type ?? '')) return made
  return sameValue(made, live) ? live : made
}

/** What is known of a key below a struct, a map or an unknown place; undefined for a field that the struct does not have. */
export const childNode = (node: SchemaNode, key: string): SchemaNode | undefined => {
  if (node.type === 'struct') return node.struct?.fields.get(key) ?? (node.preserve ? anyNode : undefined)
  return node.type === 'map' ? (node.values ?? anyNode) : anyNode
}

/** A value under `additionalProperties: true`: what is inside of it is pruned, so there is nothing to merge. */
export const keepsNothingBelow = (node: SchemaNode): boolean => node.type === 'any' && node.custom && !node.preserve

/** A value of a type that the schema does not have there: the server refuses it, so live stays. */
export const mismatch = (live: unknown, walk: Walk): unknown => {
  find(walk, { kind: 'schema-mismatch', struct: '' })
  return live
}

/** The server's form of a value that replaces whatever is live: live itself where both are the same. */
export const replaced = (live: unknown, desired: unknown, node: SchemaNode, walk: Walk): unknown => {
  if (sameValue(desired, live)) return live
  const made = makeValue(desired, node, walk)
  return sameValue(made, live) ? live : made
}

/** The server's form of a map's value. */
export const replacedEntry = (live: unknown, desired: unknown, map: SchemaNode, walk: Walk): unknown => {
  const made = makeEntry(desired, map, walk)
  return sameValue(made, live) ? live : made
}

/** A scalar: undefined where the server would drop it. */
export const mergedScalar = (live: unknown, desired: unknown, node: SchemaNode, walk: Walk): unknown =>
  canonicalScalar(desired, node) === undefined && desired !== null ? mismatch(live, walk) : makeValue(desired, node, walk)
