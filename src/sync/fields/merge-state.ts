import { pointerOf } from '../../model/field-path.ts'
import type { ClusterVersion } from '../../schema/internal.ts'
import { isLeaf, treeAt, treeBelow, type FieldSet } from './field-set.ts'

/** Something that the desired object holds and the server will not take as written; what follows from it depends on the applier. */
export interface SchemaFinding {
  readonly kind: 'unknown-field' | 'gated-field' | 'schema-mismatch' | 'duplicate-key' | 'refused-order' | 'missing-key'
  /** RFC 6901, into the desired object. */
  readonly pointer: string
  /** The struct that lacks the field, as the API reference calls it. */
  readonly struct: string
  /** The names that are known there, for a suggestion. */
  readonly known?: readonly string[]
  /** The Kubernetes 1.x that keeps the field, where an older one drops it. */
  readonly since?: number
}

/** The state of one walk over desired and live. */
export interface MergeState {
  /** The place of the walk in the desired object. */
  readonly tokens: (string | number)[]
  /** The same place as managedFields writes it: `f:spec`, `k:{"name":"a"}`, `v:1`. */
  readonly fieldPath: string[]
  /** The sets of all other managers: for removals by server-side apply, and for who changed what has no schema. */
  readonly otherSets: readonly FieldSet[]
  /** Our set as an Update: with the value that we wrote, or somebody else would own it alone. */
  readonly clientSets: readonly FieldSet[]
  /** Live has generation 1: nobody has changed its spec since it was created. */
  readonly pristine: boolean
  /** Managers are recorded: a field that none of them owns was written by nobody. */
  readonly managed: boolean
  /** Nobody described the kind: its lists and defaults are guessed. */
  readonly untyped: boolean
  /** The version of the server; undefined where nobody said it. */
  readonly version: ClusterVersion | undefined
  /** True where what is sent is typed before it is merged: it may have no null and no duplicate where the schema has none. */
  readonly serverSide: boolean
  /** Nulls in what is new are discarded (discardNullValuesFromPatch of a strategic merge patch); otherwise Go reads them as zero values. */
  dropsNulls: boolean
  readonly findings: SchemaFinding[]
}

export const newMergeState = (
  others: readonly FieldSet[] = [],
  {
    clientSets: ours = [],
    pristine = false,
    managed = false,
    untyped = false,
    version,
    serverSide = false,
    dropsNulls = false,
  }: Partial<Omit<MergeState, 'tokens' | 'fieldPath' | 'otherSets' | 'findings'>> = {},
): MergeState => ({
  tokens: [],
  fieldPath: [],
  otherSets: others,
  clientSets: ours,
  pristine,
  managed,
  untyped,
  version,
  serverSide,
  dropsNulls,
  findings: [],
})

/** True where another manager owns the place at these elements, something below it, or something above it as a whole. */
export const touchedByOthers = (walk: MergeState, elements: readonly string[]): boolean =>
  walk.otherSets.some(other => ownsWholly(other, elements))

/**
 * True where a place is owned as a whole in one of these sets: it has the value of that manager then, whoever else applied the same. A list
 * whose items have owners looks like that, too, where all its items were changed; then somebody else owns them.
 */
export const asWritten = (walk: MergeState, sets: readonly (FieldSet | undefined)[], elements: readonly string[]): boolean =>
  sets.some(set => set !== undefined && isLeaf(set)) &&
  walk.otherSets.every(other => {
    const there = treeAt(other, elements)
    return there === undefined || isLeaf(there)
  })

const ownsWholly = (tree: FieldSet, elements: readonly string[]): boolean => {
  let here = tree
  for (const [depth, element] of elements.entries()) {
    const below = treeBelow(here, element)
    if (below === undefined) return depth > 1 && isLeaf(here)
    here = below
  }
  return true
}

/** Notes a finding at `key` below the present place. */
export const find = (walk: MergeState, finding: Omit<SchemaFinding, 'pointer'>, key?: string | number): void => {
  walk.findings.push({ ...finding, pointer: pointerOf(key === undefined ? walk.tokens : [...walk.tokens, key]) })
}

/** Notes which items have no key of their own. */
export const findKeyProblems = (elements: readonly (string | undefined)[], walk: MergeState): void => {
  const seen = new Set<string>()
  for (const [index, element] of elements.entries()) {
    if (element === undefined) find(walk, { kind: 'missing-key', struct: '' }, index)
    else if (seen.has(element)) find(walk, { kind: 'duplicate-key', struct: '' }, index)
    else seen.add(element)
  }
}

/** Goes one step deeper, to be left by {@link leave}: no closure for each field, which is what a walk spends its time on. */
export const enter = (walk: MergeState, token: string | number, element = ''): void => {
  walk.tokens.push(token)
  walk.fieldPath.push(element)
}

/** Back up again, with what was found below. */
export const leave = <T>(walk: MergeState, result: T): T => {
  walk.tokens.pop()
  walk.fieldPath.pop()
  return result
}
