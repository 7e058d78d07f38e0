import type { JsonRecord } from '../../model/kube-object.ts'
import type { Problem } from '../../model/problem.ts'
import { pathText, pointerOf, type PathStep } from '../../model/field-path.ts'
import { isRecord, listOf, own, recordOf } from '../../model/read.ts'
import { sameJson } from '../../model/same-json.ts'
import { anyNode, type SchemaNode } from '../../schema/internal.ts'
import { isMember, treeBelow, type FieldSet, type ManagedEntry } from '../fields/field-set.ts'
import { itemElement } from '../fields/path-element.ts'
import type { PreparedObject } from '../sides/prepare-desired.ts'
import { childNode, elementOf } from './draft.ts'
import type { ResolvedApplier } from './resolved-applier.ts'

/**
 * Finds what server-side apply without force is refused for: what the merge would add or change, as text, and another manager owns at just
 * that path (Comparison.Modified and Added of structured-merge-diff, intersected with each manager's set, in merge/update.go). Another
 * manager is also one of the same name that wrote with an update, or through a subresource. What kubectl applied client-side, and live still has, it may change.
 */
export const findConflicts = (
  { appliedPart, kind, object }: PreparedObject,
  live: JsonRecord,
  applier: ResolvedApplier,
): readonly Problem[] => {
  if (applier.force || applier.mode !== 'server-side') return []
  const { conceded } = applier
  const owners = applier.rivals.map((entry): Owner => ({ entry, tree: entry.fields }))
  const walk: ConflictWalk = { steps: [], tokens: [], problems: [] }
  const applied = conceded?.['apiVersion'] === object['apiVersion'] ? conceded : undefined
  compare({ live, desired: appliedPart, applied, node: kind.root }, owners, walk)
  return walk.problems
}

/** A manager, and what it owns at the present place. */
interface Owner {
  readonly entry: ManagedEntry
  readonly tree: FieldSet
}

interface ConflictWalk {
  readonly steps: PathStep[]
  readonly tokens: (string | number)[]
  readonly problems: Problem[]
}

interface ConflictSides {
  readonly live: unknown
  readonly desired: unknown
  /** What the last-applied annotation concedes. */
  readonly applied: unknown
  readonly node: SchemaNode
}

const compare = ({ live, desired, applied, node }: ConflictSides, owners: readonly Owner[], walk: ConflictWalk): void => {
  if (desired === undefined || owners.length === 0) return
  if (isLeafOf(live, desired, node)) {
    if (!sameJson(live, desired) && (applied === undefined || !sameJson(live, applied))) report(owners, walk)
    return
  }
  // A node that is new is added itself, beside everything below it.
  if (live === undefined) report(owners, walk)
  if (isRecord(desired)) compareMaps({ live, desired, applied, node }, owners, walk)
  else if (Array.isArray(desired)) compareLists({ live, desired, applied, node }, owners, walk)
}

/** What is replaced as a whole: scalars, atomic maps and lists, and empty ones where both sides are. */
const isLeafOf = (live: unknown, desired: unknown, node: SchemaNode): boolean => {
  if (typeof desired !== 'object' || desired === null || node.atomic) return true
  if (Array.isArray(desired) && !node.set && node.keys.length === 0) return true
  return isEmpty(desired) && (live === undefined || live === null || (typeof live === 'object' && isEmpty(live)))
}

const isEmpty = (value: object): boolean => Object.keys(value).length === 0

const compareMaps = (
  { live, desired, applied, node }: ConflictSides & { readonly desired: JsonRecord },
  owners: readonly Owner[],
  walk: ConflictWalk,
): void => {
  for (const key in desired) {
    const child = childNode(node, key) ?? anyNode
    const below = ownersBelow(owners, elementOf(child, key))
    if (below.length === 0) continue
    walk.steps.push(key)
    walk.tokens.push(key)
    compare({ live: own(recordOf(live), key), desired: desired[key], applied: own(recordOf(applied), key), node: child }, below, walk)
    walk.steps.pop()
    walk.tokens.pop()
  }
}

const compareLists = (
  { live, desired, applied, node }: ConflictSides & { readonly desired: readonly unknown[] },
  owners: readonly Owner[],
  walk: ConflictWalk,
): void => {
  const elements = listOf(live).map(item => itemElement(item, node))
  for (const [index, item] of desired.entries()) {
    const element = itemElement(item, node)
    const below = element === undefined ? [] : ownersBelow(owners, element)
    if (below.length === 0) continue
    const there = elements.indexOf(element)
    walk.steps.push(there < 0 ? index : there)
    walk.tokens.push(there < 0 ? index : there)
    const before = listOf(applied).find(other => itemElement(other, node) === element)
    compare(
      { live: there < 0 ? undefined : listOf(live)[there], desired: item, applied: before, node: node.values ?? anyNode },
      below,
      walk,
    )
    walk.steps.pop()
    walk.tokens.pop()
  }
}

const ownersBelow = (owners: readonly Owner[], element: string): readonly Owner[] =>
  owners.flatMap(({ entry, tree }) => {
    const below = treeBelow(tree, element)
    return below === undefined ? [] : [{ entry, tree: below }]
  })

const report = (owners: readonly Owner[], { steps, tokens, problems }: ConflictWalk): void => {
  for (const { entry, tree } of owners) {
    if (!isMember(tree)) continue
    const { manager, subresource } = entry
    const who = subresource === undefined ? manager : `${manager} (through ${subresource})`
    problems.push({
      code: 'conflict',
      message: `${who} owns ${pathText(steps)}: an apply without force is refused`,
      pointer: pointerOf(tokens),
    })
  }
}
