import { LAST_APPLIED } from '../../model/annotations.ts'
import { pathText, pointerOf, pointerTokens, type PathStep } from '../../model/field-path.ts'
import { isRecord, listOf, own } from '../../model/read.ts'
import { sameJson } from '../../model/same-json.ts'
import { anyNode, type SchemaNode } from '../../schema/internal.ts'
import { isByHand } from '../deployers/is-by-hand.ts'
import { tellAuthor, isOwnEntry } from './author.ts'
import type { Difference, DifferenceClass } from '../comparison.ts'
import { mayBeNewer } from '../sides/is-newer.ts'
import { onlyLastApplied, type Change } from './list-changes.ts'
import type { ComparisonContext } from './comparison-context.ts'
import { itemElement, plainElement } from '../fields/path-element.ts'
import { isMember, treeBelow, type FieldSet, type ManagedEntry } from '../fields/field-set.ts'
import { childNode } from '../apply/draft.ts'
import { nearestName } from '../../model/nearest-name.ts'
import { findKeys } from './locate.ts'
import { inWords, displayValue } from './show-value.ts'
import { newMergeState, type SchemaFinding } from '../fields/merge-state.ts'
import { withDefaults } from '../server/normalise.ts'

/** The notes of one comparison. */
export interface ListedNotes {
  /** One for each field that others added, that was left behind, or that the server dropped. */
  readonly notes: readonly Difference[]
  /** One for all fields that a manager wrote with their defaults, which nobody chose. */
  readonly summaries: readonly Difference[]
}

/** Lists what is no drift, but worth knowing. What differs anyway is no note. */
export const listNotes = (compared: ComparisonContext, changes: readonly Change[]): ListedNotes => {
  const notes: Difference[] = []
  for (const finding of compared.prediction.walk.findings) notes.push(...droppedField(finding, compared))
  const summaries = addForeignFields(notes, compared, changes)
  return { notes, summaries }
}

/** The pointers of changes and all above them. */
const withParents = (changes: readonly Change[]): ReadonlySet<string> => {
  const all = new Set<string>()
  for (const { pointer } of changes)
    for (let end = pointer.length; end > 0 && !all.has(pointer.slice(0, end)); end = pointer.lastIndexOf('/', end - 1))
      all.add(pointer.slice(0, end))
  return all
}

const droppedField = (finding: SchemaFinding, { applier, desired, version }: ComparisonContext): readonly Difference[] => {
  if (finding.kind === 'duplicate-key')
    return [plainNote(finding, 'duplicate-key', 'Two items of the list have the same key; the last one counts')]
  const name = pointerTokens(finding.pointer)?.at(-1) ?? ''
  if (finding.kind === 'gated-field') return [plainNote(finding, 'dropped-unknown-field', gatedText(name, finding))]
  if (finding.kind !== 'unknown-field' || applier.mode === 'server-side' || mayBeNewer(finding, desired.kind, version)) return []
  const near = nearestName(name, finding.known ?? [])
  const type = finding.struct.slice(finding.struct.lastIndexOf('.') + 1)
  const hint =
    finding.since !== undefined
      ? ` of this version (kept since Kubernetes 1.${finding.since})`
      : near === undefined
        ? ''
        : ` (did you mean ${near}?)`
  const message = `${name} is not a field of ${type === '' ? 'the custom resource' : type} and was dropped${hint}`
  return [plainNote(finding, 'dropped-unknown-field', message)]
}

const gatedText = (name: string, { since }: SchemaFinding): string =>
  since === undefined
    ? `${name} belongs to a feature that is off by default, and was dropped`
    : `${name} is kept since Kubernetes 1.${since}, and was dropped`

const plainNote = ({ pointer }: SchemaFinding, kind: DifferenceClass, message: string): Difference => {
  const steps = (pointerTokens(pointer) ?? []).map(token => (/^\d+$/.test(token) ? Number(token) : token))
  return { path: pathText(steps), pointer, class: kind, effect: 'none', message }
}

/** The fields of live that other managers own and the manifest does not have. */
const addForeignFields = (notes: Difference[], compared: ComparisonContext, changes: readonly Change[]): readonly Difference[] => {
  const { applier, desired, live } = compared
  let all: ReadonlySet<string> | undefined
  const differs = (pointer: string): boolean => (all ??= withParents(changes)).has(pointer)
  const summaries: Difference[] = []
  for (const entry of applier.entries) {
    if (entry.subresource === 'status' || isOwnEntry(entry, applier)) continue
    const defaults: Difference[] = []
    walk(
      { tree: entry.fields, desired: desired.served, live, node: desired.kind.root },
      { compared, differs, entry, notes, defaults, steps: [], tokens: [], elements: [] },
    )
    if (defaults.length === 1) notes.push(...defaults)
    else if (defaults.length > 1) summaries.push(summarise(defaults, entry))
  }
  return summaries
}

/** One note for fields that have their defaults. */
const summarise = (defaults: readonly Difference[], entry: ManagedEntry): Difference => {
  const [first, second] = defaults
  const rest = defaults.length - 2
  const named = `${first?.path ?? ''}${rest > 0 ? ', ' : ' and '}${second?.path ?? ''}${rest > 0 ? ` and ${rest} more` : ''}`
  return {
    path: first?.path ?? '',
    pointer: first?.pointer ?? '',
    class: 'added-by-other',
    by: tellAuthor(entry),
    effect: 'none',
    message: `${entry.manager} wrote ${defaults.length} fields with their defaults: ${named}; an apply leaves them`,
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
  /** Tells whether a place differs anyway, or something below it; made ready when it is first asked. */
  readonly differs: (pointer: string) => boolean
  readonly entry: ManagedEntry
  readonly notes: Difference[]
  /** Notes about fields that have their defaults. */
  readonly defaults: Difference[]
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

/** Indexes the items of a list by the elements that managedFields name them with. */
const byElement = (list: unknown, node: SchemaNode): ReadonlyMap<string, number> => {
  const places = new Map<string, number>()
  for (const [index, item] of listOf(list).entries()) {
    const element = itemElement(item, node)
    if (element !== undefined && !places.has(element)) places.set(element, index)
  }
  return places
}

const intoField = (sides: Sides, tree: FieldSet, element: string, trail: NoteTrail): void => {
  const { desired, live, node } = sides
  const key = element.slice(2)
  if (key === LAST_APPLIED || (trail.tokens.length === 0 && key === 'status') || !isRecord(live)) return
  const there = own(live, key)
  if (there === undefined || (key === 'annotations' && trail.tokens[0] === 'metadata' && onlyLastApplied(there))) return
  const next = {
    tree,
    live: there,
    desired: isRecord(desired) ? own(desired, key) : undefined,
    node: childNode(node, key) ?? anyNode,
  }
  enter(trail, key, key, element)
  visit(next, trail, sides)
  leave(trail)
}

/** The indexes of the items of both lists. */
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
  enter(trail, findKeys(item, node), index, name)
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
const visit = (sides: Sides, trail: NoteTrail, parent?: Sides): void => {
  if (sides.desired !== undefined && sides.desired !== null) return walk(sides, trail)
  if (!isMember(sides.tree) && trail.tokens.length <= 1) walk(sides, trail)
  else if (!trail.differs(pointerOf(trail.tokens)))
    (hasDefault(sides, parent, trail) ? trail.defaults : trail.notes).push(note(sides, trail))
}

/** The server would write the same there by itself. */
const hasDefault = ({ live }: Sides, parent: Sides | undefined, { tokens }: NoteTrail): boolean => {
  if (parent?.node.struct === undefined || parent.node.custom || !isRecord(parent.live)) return false
  const key = String(tokens.at(-1))
  const { [key]: _value, ...others } = parent.live
  return sameJson(withDefaults(others, parent.node, newMergeState())[key], live)
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
    by: tellAuthor(entry),
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
