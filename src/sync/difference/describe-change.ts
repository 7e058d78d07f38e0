import { pathText } from '../../model/field-path.ts'
import { NEVER } from '../../schema/internal.ts'
import type { Problem } from '../../model/problem.ts'
import type { Difference, Writable } from '../comparison.ts'
import type { ManagedEntry } from '../fields/field-set.ts'
import { isByHand } from '../deployers/is-by-hand.ts'
import { tellAuthor } from './author.ts'
import { classify } from './classify.ts'
import type { ComparisonContext } from './comparison-context.ts'
import { findEquivalence } from './equivalence.ts'
import { isKeyed, findKeys, type ListChange, type LocatedChange } from './locate.ts'
import { makeIgnoreRule, type DifferenceTarget } from './make-ignore-rule.ts'
import { differenceMessage, type DifferenceFacts, type ListItems } from './message.ts'
import { nameItems } from './name-items.ts'
import { restartsPods } from './restarts-pods.ts'
import { displayValue } from './show-value.ts'

/** Shared by all differences of one comparison. */
export interface ChangeSetting {
  readonly context: ComparisonContext
  readonly rejections: readonly Problem[]
  /** The entries of all but the applier. */
  readonly foreign: readonly ManagedEntry[]
  readonly target: DifferenceTarget
  /** The items of a list with many changes are named once. */
  readonly named: Map<ListChange, ListItems>
}

/** Describes one changed place: its class, author, values as they may be shown, effect, sentence and ignore rule. */
export const describeChange = (place: LocatedChange, describing: ChangeSetting): Difference => {
  const { context, rejections, target } = describing
  const { pointer } = place.change
  const refused = findRefusal(pointer, rejections)
  const list = place.list === undefined ? undefined : namedOnce(place, place.list, describing)
  const steps = namedSteps(place, list)
  const facts = gatherFacts(place, { path: pathText(steps), list }, describing)
  const equivalent = facts.equivalence !== undefined
  const difference = {
    path: facts.path,
    pointer,
    class: equivalent ? 'equivalent' : (classOfRefusal(refused) ?? facts.kind),
  } as Writable<Difference>
  if (facts.desired !== undefined) difference.desired = facts.desired
  if (facts.live !== undefined) difference.live = facts.live
  if (facts.predicted !== undefined) difference.predicted = facts.predicted
  if (facts.by !== undefined) difference.by = facts.by
  const restarts = restartsPods(context.desired.kindKey, context.prediction.mended, place.elements)
  difference.effect = refused !== undefined ? 'rejected' : restarts ? 'restarts-pods' : equivalent ? 'bytes-only' : 'none'
  difference.message = differenceMessage(facts)
  difference.ignoreRule = makeIgnoreRule(place, steps, target)
  return difference
}

const namedOnce = (place: LocatedChange, list: ListChange, { named, context }: ChangeSetting): ListItems => {
  const items = named.get(list) ?? nameItems(place, context.viewer)
  named.set(list, items)
  return items
}

const gatherFacts = (
  place: LocatedChange,
  { path, list }: { path: string; list: ListItems | undefined },
  { context, foreign }: ChangeSetting,
): DifferenceFacts => {
  const { applier, viewer, live, autoscaler, version } = context
  const { change, elements, node } = place
  const { kind, owner, byOther } = classify(place, applier, foreign)
  const rewritten =
    node.custom && place.live === undefined && foreign.some(entry => entry.operation === 'Update' && !isByHand(entry.manager))
  const [shownLive, shownPredicted] = list === undefined ? [place.live, place.predicted] : [change.live, change.predicted]
  return {
    path,
    kind,
    equivalence: findEquivalence(place, live, { byOther, rewritten }),
    by: owner === undefined ? undefined : tellAuthor(owner),
    list,
    autoscaler: elements.length === 2 && elements[1] === 'f:replicas' ? autoscaler : undefined,
    wanted: list !== undefined || (place.desired ?? undefined) !== undefined,
    absent: shownLive === undefined,
    desired: displayValue(list === undefined ? place.desired : undefined, elements, viewer),
    live: displayValue(shownLive, elements, viewer),
    predicted: displayValue(shownPredicted, elements, viewer),
    recorded: applier.served !== undefined || applier.entries.length === 0,
    since: version === undefined && node.kept > OLDEST && node.kept !== NEVER ? node.kept : undefined,
  }
}

/** Makes what is refused for itself of that class, whatever else it is: its sentence says what differs. */
const classOfRefusal = (refused: Problem | undefined): Difference['class'] | undefined =>
  refused?.code === 'immutable' || refused?.code === 'union-conflict' ? refused.code : undefined

/** The oldest supported server: what it keeps, all do. */
const OLDEST = 29

/** The rejection that is about a place: at it, above it, or at the member of a union beside it. */
const findRefusal = (pointer: string, rejections: readonly Problem[]): Problem | undefined =>
  rejections.find(
    ({ code, pointer: at = '' }) =>
      pointer === at || pointer.startsWith(`${at}/`) || (code === 'union-conflict' && parentOf(at) === parentOf(pointer)),
  )

const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'))

/** A list of which one item came, went or got another name is named by that item. */
const namedSteps = ({ steps, list, node }: LocatedChange, named: ListItems | undefined): LocatedChange['steps'] => {
  if (list === undefined || !isKeyed(node)) return steps
  const items = named?.renamed === undefined ? [...list.removed, ...list.added] : list.added
  return items.length === 1 ? [...steps, findKeys(items[0], node)] : steps
}
