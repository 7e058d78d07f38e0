import type { JsonRecord } from '../model/kube-object.ts'
import { isRecord } from '../model/read.ts'
import type { SchemaNode } from '../schema/index.ts'
import { makeValue, unknownField } from './make-value.ts'
import { childNode, draftOf, finished, mergedScalar, replaced, replacedEntry, set } from './merge-fields.ts'
import { sameValue } from './same-value.ts'
import { untypedList, type Evidence } from './untyped-list.ts'
import { below, touchedByOthers, type Walk } from './walk.ts'

/**
 * What `kubectl apply` leaves of `live` for kinds it does not know: a three-way JSON merge patch (RFC 7386). Lists are replaced whole, a
 * null in the manifest is not sent (apimachinery's jsonmergepatch), and what was applied before and is not desired goes. Where no schema
 * is known, a field that was applied to an object that never changed since, and is not in it, is one that the server dropped.
 */
export const jsonMerge = (live: JsonRecord, desired: JsonRecord, previous: unknown, node: SchemaNode, walk: Walk): unknown => {
  const draft = draftOf(live)
  const before = isRecord(previous) ? previous : undefined
  for (const key of Object.keys(desired)) {
    const wanted = desired[key]
    if (wanted === null) {
      if ((before?.[key] ?? null) !== null) set(draft, key, undefined)
      continue
    }
    const there = Object.hasOwn(live, key) ? live[key] : undefined
    const child = childNode(node, key)
    if (there === undefined && walk.untyped && child?.type === 'any' && walk.pristine && sameValue(before?.[key], wanted)) continue
    if (node.type === 'map' && !isRecord(wanted) && !Array.isArray(wanted)) set(draft, key, replacedEntry(there, wanted, node, walk))
    else if (child === undefined) {
      if (there === undefined) unknownField(node, key, walk)
      else set(draft, key, wanted)
    } else
      set(
        draft,
        key,
        below(walk, key, () => mergeField(there, wanted, before?.[key], child, walk)),
      )
  }
  if (before !== undefined) for (const key of Object.keys(before)) if (!Object.hasOwn(desired, key)) set(draft, key, undefined)
  return finished(draft, node, walk)
}

const mergeField = (live: unknown, desired: unknown, previous: unknown, node: SchemaNode, walk: Walk): unknown => {
  if (isRecord(live) && isRecord(desired) && node.type !== 'list') return jsonMerge(live, desired, previous, node, walk)
  if (walk.untyped && node.type === 'any' && Array.isArray(desired) && Array.isArray(live))
    return untypedList(live, desired, listEvidence(previous, walk))
  if (Array.isArray(desired) || isRecord(desired))
    return live === undefined ? makeValue(desired, node, walk) : replaced(live, desired, node, walk)
  return mergedScalar(live, desired, node, walk)
}

const listEvidence = (previous: unknown, walk: Walk): Evidence => {
  const others = touchedByOthers(
    walk,
    walk.tokens.map(token => `f:${token}`),
  )
  return { previous, others, untouched: walk.pristine || walk.managed }
}
