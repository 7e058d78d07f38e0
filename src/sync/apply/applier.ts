import { LAST_APPLIED } from '../../model/annotations.ts'
import type { JsonRecord, KubeObjectLike } from '../../model/kube-object.ts'
import { at, hasOwn, isRecord, own, recordOf } from '../../model/read.ts'
import { anyNode, type SchemaNode } from '../../schema/internal.ts'
import type { CompareOptions } from '../comparison.ts'
import { itemElement } from '../fields/path-element.ts'
import { managedEntries, type FieldSet, type ManagedEntry } from '../fields/field-set.ts'
import { childNode } from './draft.ts'
import { heldPart, writtenPart, type PreparedObject } from '../sides/prepare-desired.ts'

/** Who applies, how, and what that applier wrote last. */
export interface Applier {
  readonly mode: 'client-side' | 'server-side'
  /** The field manager, where one is known. */
  readonly manager: string | undefined
  /** Client-side: what was applied last, without what an apply does not write. */
  readonly previous: JsonRecord | undefined
  /** The same as the server held it. */
  readonly served: JsonRecord | undefined
  /** Server-side: the manager's own set. */
  readonly ownSet: FieldSet | undefined
  /** What all others own. */
  readonly otherSets: readonly FieldSet[]
  /** Client-side: what kubectl wrote and nobody changed since. */
  readonly clientSets: readonly FieldSet[]
  readonly entries: readonly ManagedEntry[]
}

/**
 * Finds the applier: the caller's word, else of the managers with an Apply entry, and of kubectl's client-side apply where its annotation
 * is there, the one whose last set is most like the manifest: who applies this manifest owns what it has, and hardly anything else, while
 * a second applier has a part of it, or all that is live. Else server-side apply by someone who has not applied before. Ambiguous
 * where several are equally like it; an Apply entry goes before the annotation, which stays when somebody moves on to server-side apply.
 */
export const findApplier = (
  desired: PreparedObject,
  live: JsonRecord,
  options: CompareOptions,
): { readonly applier: Applier; readonly ambiguous: boolean } => {
  const entries = managedEntries(live)
  const applied = appliedBefore(desired, live)
  const applies = entries.filter(entry => entry.operation === 'Apply' && entry.subresource === undefined)
  const mode = options.applier ?? 'auto'
  const asked = mode !== 'auto' || options.fieldManager !== undefined
  const clientApplied = (applied ?? options.previous) !== undefined
  const client = (): Applier => clientSide(desired, applied, entries, options)
  if (asked ? mode === 'client-side' : clientApplied && applies.length === 0) return { applier: client(), ambiguous: false }
  const [first, ...others] = ownApplies(desired, applies, options.fieldManager)
  if (!asked && clientApplied && first !== undefined) {
    const written = client()
    if (likenessOf(desired.served, fieldTreeOf(written.served, desired.kind.root)) > likenessOf(desired.served, first.fields))
      return { applier: written, ambiguous: false }
  }
  return { applier: serverSide(desired, first, entries, options), ambiguous: others.length > 0 }
}

/** The manager under which `kubectl apply` writes without --server-side. */
const CLIENT_SIDE = 'kubectl-client-side-apply'

const clientSide = (
  desired: PreparedObject,
  applied: JsonRecord | undefined,
  entries: readonly ManagedEntry[],
  options: CompareOptions,
): Applier => {
  const given = options.previous === undefined ? applied : recordOf(options.previous)
  const previous = given === undefined ? undefined : writtenPart(given, desired.kind)
  return {
    mode: 'client-side',
    manager: options.fieldManager ?? CLIENT_SIDE,
    previous,
    served: previous === undefined ? undefined : heldPart(desired.kindKey, previous),
    ownSet: undefined,
    otherSets: entries.filter(entry => entry.manager !== CLIENT_SIDE && entry.subresource !== 'status').map(entry => entry.fields),
    clientSets: entries.filter(entry => entry.manager === CLIENT_SIDE && entry.subresource === undefined).map(entry => entry.fields),
    entries,
  }
}

const serverSide = (
  desired: PreparedObject,
  entry: ManagedEntry | undefined,
  entries: readonly ManagedEntry[],
  options: CompareOptions,
): Applier => ({
  mode: 'server-side',
  manager: options.fieldManager ?? entry?.manager,
  previous: undefined,
  served: undefined,
  ownSet: entry?.fields ?? (options.previous === undefined ? undefined : previousTree(desired, options.previous)),
  otherSets: entries.filter(other => other !== entry).map(other => other.fields),
  clientSets: [],
  entries,
})

const previousTree = ({ kind, kindKey }: PreparedObject, previous: KubeObjectLike): FieldSet =>
  fieldTreeOf(heldPart(kindKey, writtenPart(recordOf(previous), kind)), kind.root)

/** The entry of the named manager; else of all those that are most like the manifest. */
const ownApplies = ({ served }: PreparedObject, applies: readonly ManagedEntry[], manager: string | undefined): readonly ManagedEntry[] => {
  if (manager !== undefined) return applies.filter(entry => entry.manager === manager).slice(0, 1)
  if (applies.length <= 1) return applies
  const ranked = applies.map(entry => ({ entry, like: likenessOf(served, entry.fields) }))
  const most = Math.max(...ranked.map(({ like }) => like))
  return ranked.filter(({ like }) => like === most).map(({ entry }) => entry)
}

/** How alike a manifest and a set of fields are: what both have, of all that either has. Lists count once, which is enough to tell managers apart. */
const likenessOf = (desired: JsonRecord, tree: FieldSet): number => {
  const counts = { both: 0, either: 0 }
  count(desired, tree, counts)
  return counts.both / Math.max(1, counts.either)
}

const count = (desired: unknown, tree: FieldSet, counts: { both: number; either: number }): void => {
  const fields = recordOf(desired)
  for (const key in fields) {
    const below = own(tree, `f:${key}`)
    counts.either++
    if (isRecord(below)) counts.both++
    if (isRecord(fields[key])) count(fields[key], recordOf(below), counts)
  }
  if (Array.isArray(desired)) return
  for (const element in tree) {
    if (!element.startsWith('f:') || element === `f:${LAST_APPLIED}` || hasOwn(fields, element.slice(2))) continue
    counts.either++
    count(undefined, recordOf(tree[element]), counts)
  }
}

/** The last-applied annotation; a text that is no object counts as none. */
const appliedBefore = ({ read }: PreparedObject, live: JsonRecord): JsonRecord | undefined => {
  const text = own(recordOf(at(live, 'metadata', 'annotations')), LAST_APPLIED)
  if (typeof text !== 'string') return undefined
  if (text !== read.text) {
    read.text = text
    read.applied = parsedObject(text)
  }
  return read.applied
}

const parsedObject = (text: string): JsonRecord | undefined => {
  try {
    const applied: unknown = JSON.parse(text)
    return isRecord(applied) ? applied : undefined
  } catch {
    return undefined
  }
}

/**
 * What an object that someone applied before would have been recorded as (ToFieldSet in structured-merge-diff): maps by field, list items
 * by their keys as members of their own, and as a whole what the schema replaces as a whole.
 */
const fieldTreeOf = (value: unknown, node: SchemaNode): FieldSet => {
  if (node.atomic) return {}
  if (isRecord(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [`f:${key}`, fieldTreeOf(inner, childNode(node, key) ?? anyNode)]),
    )
  if (!Array.isArray(value) || (!node.set && node.keys.length === 0)) return {}
  return Object.fromEntries(
    value.map((item: unknown) => [
      itemElement(item, node) ?? '',
      node.set ? {} : { '.': {}, ...fieldTreeOf(item, node.values ?? anyNode) },
    ]),
  )
}
