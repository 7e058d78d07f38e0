import { LAST_APPLIED } from '../../model/annotations.ts'
import { pathText, pointerOf, pointerTokens, type PathStep } from '../../model/field-path.ts'
import { isRecord, listOf, own } from '../../model/read.ts'
import { anyNode, type SchemaNode } from '../../schema/internal.ts'
import { authorOf, isByHand, isOwnEntry } from './author.ts'
import type { Difference, DifferenceClass } from '../comparison.ts'
import { onlyLastApplied, type Change } from './list-changes.ts'
import type { ComparisonContext } from './list-differences.ts'
import { itemElement, plainElement } from '../fields/path-element.ts'
import { isMember, treeBelow, type FieldSet, type ManagedEntry } from '../fields/field-set.ts'
import { childNode } from '../apply/draft.ts'
import { nearestName } from '../../model/nearest-name.ts'
import { keysOf } from './locate.ts'
import { inWords, displayValue } from './show-value.ts'
import type { SchemaFinding } from '../fields/merge-state.ts'

/** What others added, what was left behind, and what the server dropped: no drift, but worth knowing. What differs anyway is no note. */
export const listNotes = (compared: ComparisonContext, changes: readonly Change[]): readonly Difference[] => {
  const notes: Difference[] = []
  for (const finding of compared.prediction.walk.findings) notes.push(...droppedField(finding, compared))
  addForeignFields(notes, compared, changes)
  return notes
}

/** The pointers of changes and all above them. */
const withParents = (changes: readonly Change[]): ReadonlySet<string> => {
  const all = new Set<string>()
  for (const { pointer } of changes)
    for (let end = pointer.length; end > 0 && !all.has(pointer.slice(0, end)); end = pointer.lastIndexOf('/', end - 1))
      all.add(pointer.slice(0, end))
  return all
}

const droppedField = (finding: SchemaFinding, { applier }: ComparisonContext): readonly Difference[] => {
  if (finding.kind === 'duplicate-key')
    return [plainNote(finding, 'duplicate-key', 'Two items of the list have the same key; the last one counts')]
  const name = pointerTokens(finding.pointer)?.at(-1) ?? ''
  if (finding.kind === 'gated-field')
    return [plainNote(finding, 'dropped-unknown-field', `${name} belongs to a feature that is off by default, and was dropped`)]
  if (finding.kind !== 'unknown-field' || applier.mode === 'server-side') return []
  const near = nearestName(name, finding.known ?? [])
  const type = finding.struct.slice(finding.struct.lastIndexOf('.') + 1)
  const message = `${name} is not a field of ${type === '' ? 'the custom resource' : type} and was dropped${near === undefined ? '' : ` (did you mean ${near}?)`}`
  return [plainNote(finding, 'dropped-unknown-field', message)]
}

const plainNote = ({ pointer }: SchemaFinding, kind: DifferenceClass, message: string): Difference => {
  const steps = (pointerTokens(pointer) ?? []).map(token => (/^\d+$/.test(token) ? Number(token) : token))
  return { path: pathText(steps), pointer, class: kind, effect: 'none', message }
}

/** The fields of live that other managers own and the manifest does not have. */
const addForeignFields = (notes: Difference[], compared: ComparisonContext, changes: readonly Change[]): void => {
  const { applier, desired, live } = compared
  let all: ReadonlySet<string> | undefined
  const differs = (pointer: string): boolean => (all ??= withParents(changes)).has(pointer)
  for (const entry of applier.entries) {
    if (entry.subresource === 'status' || isOwnEntry(entry, applier)) continue
    walk(
      { tree: entry.fields, desired: desired.served, live, node: desired.kind.root },
      { compared, differs, entry, notes, steps: [], tokens: [], elements: [] },
    )
  }
}

interface Sides {
  readonly tree: FieldSet
  readonly desired: unknown
  readonly live: unknown
  readonly node: SchemaNode
}

interface NoteTrail {
  readonly compared: ComparisonContext
  /** Whether a place differs anyway, or something below it; made ready when it is first asked. */
  readonly differs: (pointer: string) => boolean
  readonly entry: ManagedEntry
  readonly notes: Difference[]
  readonly steps: PathStep[]
  readonly tokens: (string | number)[]
  readonly elements: string[]
}

const walk = (sides: Sides, trail: NoteTrail): void => {
  const items = Array.isArray(sides.live)
    ? { live: byElement(sides.live, sides.node), desired: byElement(sides.desired, sides.node) }
    : undefined
  for (const element in sides.tree) {
    const below = treeBelow(sides.tree, element)
    if (below === undefined) continue
    if (element.startsWith('f:')) intoField(sides, below, element, trail)
    else if (element !== '.' && items !== undefined) intoItem(sides, below, plainElement(element), items, trail)
  }
}

/** Where the items of a list stand, by the elements that managedFields name them with. */
const byElement = (list: unknown, node: SchemaNode): ReadonlyMap<string, number> => {
  const places = new Map<string, number>()
  for (const [index, item] of listOf(list).entries()) {
    const element = itemElement(item, node)
    if (element !== undefined && !places.has(element)) places.set(element, index)
  }
  return places
}

const intoField = ({ desired, live, node }: Sides, tree: FieldSet, element: string, trail: NoteTrail): void => {
  const key = element.slice(2)
  if (key === LAST_APPLIED || (trail.tokens.length === 0 && key === 'status') || !isRecord(live)) return
  const there = own(live, key)
  if (there === undefined || (key === 'annotations' && trail.tokens[0] === 'metadata' && onlyLastApplied(there))) return
  const next = { tree, live: there, desired: isRecord(desired) ? own(desired, key) : undefined, node: childNode(node, key) ?? anyNode }
  enter(trail, key, key, element)
  visit(next, trail)
  leave(trail)
}

/** Where the items of both lists stand. */
interface ItemPlaces {
  readonly live: ReadonlyMap<string, number>
  readonly desired: ReadonlyMap<string, number>
}

const intoItem = ({ desired, live, node }: Sides, tree: FieldSet, name: string, at: ItemPlaces, trail: NoteTrail): void => {
  const index = at.live.get(name)
  if (index === undefined) return
  const item = listOf(live)[index]
  const wanted = at.desired.get(name)
  const next = { tree, live: item, desired: wanted === undefined ? undefined : listOf(desired)[wanted], node: node.values ?? anyNode }
  enter(trail, keysOf(item, node), index, name)
  visit(next, trail)
  leave(trail)
}

const enter = (trail: NoteTrail, step: PathStep, token: string | number, element: string): void => {
  trail.steps.push(step)
  trail.tokens.push(token)
  trail.elements.push(element)
}

const leave = (trail: NoteTrail): void => {
  trail.steps.pop()
  trail.tokens.pop()
  trail.elements.pop()
}

/** Something that the manifest does not have is one note, with all that is below it; what it has is looked into. */
const visit = (sides: Sides, trail: NoteTrail): void => {
  if (sides.desired !== undefined && sides.desired !== null) return walk(sides, trail)
  if (!isMember(sides.tree) && trail.tokens.length <= 1) walk(sides, trail)
  else if (!trail.differs(pointerOf(trail.tokens))) trail.notes.push(note(sides, trail))
}

const note = ({ live }: Sides, { compared, entry, steps, tokens, elements }: NoteTrail): Difference => {
  const { viewer, applier } = compared
  const path = pathText(steps)
  const value = displayValue(live, elements, viewer)
  const left = leftBehind(elements, applier.ownSet)
  const who = isByHand(entry.manager) ? `by hand with ${entry.manager}` : `by ${entry.manager}`
  const when = entry.time === undefined ? '' : `, ${entry.time}`
  const set = typeof value === 'object' || value === undefined ? `${path} was added` : `${path} is ${inWords(value)}, set`
  return {
    path,
    pointer: pointerOf(tokens),
    class: left ? 'left-behind' : 'added-by-other',
    ...(value === undefined ? {} : { live: value }),
    by: authorOf(entry),
    effect: 'none',
    message: left
      ? `${path} is no longer in the manifest, but stays because ${entry.manager} owns it too`
      : `${set} ${who}${when}; an apply leaves it`,
  }
}

const leftBehind = (elements: readonly string[], mine: FieldSet | undefined): boolean => {
  let here: FieldSet | undefined = mine
  for (const element of elements) here = treeBelow(here, element)
  return here !== undefined
}
