import type { JsonRecord } from '../model/kube-object.ts'
import { at, isRecord, own, recordOf } from '../model/read.ts'
import type { CompareOptions } from './comparison.ts'
import { managedEntries, type FieldTree, type ManagedEntry } from './managed-fields.ts'
import { heldPart, LAST_APPLIED, writtenPart, type PreparedObject } from './prepare-desired.ts'

/** Who applies, how, and what that applier wrote last. */
export interface Applier {
  readonly mode: 'client-side' | 'server-side'
  /** The field manager, where one is known. */
  readonly manager: string | undefined
  /** Client-side: what was applied last, without what an apply does not write. */
  readonly previous: JsonRecord | undefined
  /** The same as the server held it. */
  readonly held: JsonRecord | undefined
  /** Server-side: the manager's own set. */
  readonly mine: FieldTree | undefined
  /** Server-side: what all others own. */
  readonly others: readonly FieldTree[]
  readonly entries: readonly ManagedEntry[]
  /** Two managers applied equally much of it: nobody can tell which of them applies next. */
  readonly ambiguous: boolean
}

/**
 * Finds the applier: the caller's word, else of the managers with an Apply entry and kubectl's client-side apply (where its annotation is
 * there) the one that owns most of the desired fields, an Apply entry winning a tie with it; else the last-applied annotation, else
 * server-side apply by someone who has not applied before.
 */
export const findApplier = (desired: PreparedObject, live: JsonRecord, options: CompareOptions): Applier => {
  const entries = managedEntries(live)
  const applied = appliedBefore(desired, live)
  const applies = entries.filter(entry => entry.operation === 'Apply' && entry.subresource === undefined)
  const mode = options.applier ?? 'auto'
  const asked = mode !== 'auto' || options.fieldManager !== undefined
  const clientApplied = (applied ?? options.previous) !== undefined
  if (asked ? mode === 'client-side' : clientApplied && (applies.length === 0 || ownsMore(desired, entries, applies)))
    return clientSide(desired, applied, entries, options)
  return serverSide(desired, { applies, entries, options })
}

/** Whether client-side apply owns more of the manifest than any manager that applied server-side, as beside a second, partial applier. */
const ownsMore = ({ written }: PreparedObject, entries: readonly ManagedEntry[], applies: readonly ManagedEntry[]): boolean => {
  const client = entries.find(entry => entry.manager === CLIENT_SIDE && entry.operation === 'Update' && entry.subresource === undefined)
  if (client === undefined) return false
  const owned = ownedFields(written, client.fields)
  return applies.every(entry => ownedFields(written, entry.fields) < owned)
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
    held: previous === undefined ? undefined : heldPart(desired.kindKey, previous),
    mine: undefined,
    others: entries.filter(entry => entry.manager !== CLIENT_SIDE && entry.subresource !== 'status').map(entry => entry.fields),
    entries,
    ambiguous: false,
  }
}

const serverSide = (
  desired: PreparedObject,
  { applies, entries, options }: { applies: readonly ManagedEntry[]; entries: readonly ManagedEntry[]; options: CompareOptions },
): Applier => {
  const { entry, ambiguous } = ownApply(desired, applies, options.fieldManager)
  return {
    mode: 'server-side',
    manager: options.fieldManager ?? entry?.manager,
    previous: undefined,
    held: undefined,
    mine:
      entry?.fields ?? (options.previous === undefined ? undefined : fieldTreeOf(writtenPart(recordOf(options.previous), desired.kind))),
    others: entries.filter(other => other !== entry).map(other => other.fields),
    entries,
    ambiguous,
  }
}

const ownApply = (
  desired: PreparedObject,
  applies: readonly ManagedEntry[],
  manager: string | undefined,
): { entry: ManagedEntry | undefined; ambiguous: boolean } => {
  if (manager !== undefined) return { entry: applies.find(entry => entry.manager === manager), ambiguous: false }
  if (applies.length <= 1) return { entry: applies[0], ambiguous: false }
  const ranked = applies.map(entry => ({ entry, owned: ownedFields(desired.written, entry.fields) })).sort((a, b) => b.owned - a.owned)
  return { entry: ranked[0]?.entry, ambiguous: ranked[0]?.owned === ranked[1]?.owned }
}

/** How many of the desired fields a set has; lists count once, which is enough to tell managers apart. */
const ownedFields = (desired: unknown, tree: FieldTree): number => {
  let owned = 0
  for (const [key, value] of Object.entries(recordOf(desired))) {
    const below = own(tree, `f:${key}`)
    if (isRecord(below)) owned += 1 + (isRecord(value) ? ownedFields(value, below) : Object.keys(below).length)
  }
  return owned
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

/** What an object that someone applied before would have been recorded as: its maps by field, its lists as a whole. */
const fieldTreeOf = (value: JsonRecord): FieldTree =>
  Object.fromEntries(Object.entries(value).map(([key, inner]) => [`f:${key}`, isRecord(inner) ? fieldTreeOf(inner) : {}]))
