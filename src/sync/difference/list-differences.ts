import { pathText, pointerOf } from '../../model/field-path.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { groupVersion } from '../../model/identity.ts'
import type { Problem } from '../../model/problem.ts'
import { recordOf, textOf } from '../../model/read.ts'
import type { Applier } from '../apply/applier.ts'
import { authorOf, isOwnEntry } from './author.ts'
import { classify, type Classified } from './classify.ts'
import type { Difference, IgnoreRule, Writable } from '../comparison.ts'
import { differenceMessage, type DifferenceFacts, type ListItems } from './message.ts'
import { equivalenceOf } from './equivalence.ts'
import { jqExpression } from './jq-expression.ts'
import { listChanges } from './list-changes.ts'
import { isKeyed, keysOf, placeOf, type LocatedChange } from './locate.ts'
import type { Prediction } from '../apply/predict.ts'
import type { PreparedObject } from '../sides/prepare-desired.ts'
import { restartsPods } from './restarts-pods.ts'
import { displayValue, type Viewer } from './show-value.ts'

/** What the differences of one comparison are made from. */
export interface ComparisonContext {
  readonly desired: PreparedObject
  readonly live: JsonRecord
  readonly applier: Applier
  readonly prediction: Prediction
  readonly viewer: Viewer
  /** An autoscaler among the related objects that scales this one, as `HorizontalPodAutoscaler api`. */
  readonly autoscaler: string | undefined
}

/** The places where the prediction differs from live. */
export const changedPlaces = ({ desired, live, applier, prediction }: ComparisonContext): readonly LocatedChange[] => {
  const changes = listChanges(live, prediction.object)
  if (changes.length === 0) return []
  const roots = {
    node: desired.kind.root,
    desired: desired.served,
    previous: applier.served,
    live,
    predicted: prediction.object,
    lists: new Map(),
    items: new Map(),
  }
  return changes.map(change => placeOf(change, roots))
}

/** One difference for each changed place, with its class, author, effect and an ignore rule. */
export const listDifferences = (
  places: readonly LocatedChange[],
  compared: ComparisonContext,
  rejections: readonly Problem[],
): readonly Difference[] => {
  if (places.length === 0) return []
  const { applier } = compared
  const foreign = applier.entries.filter(entry => !isOwnEntry(entry, applier))
  const target = targetOf(compared)
  return places.map(place => describe(place, classify(place, applier, foreign), compared, { rejections, target }))
}

const describe = (
  place: LocatedChange,
  classified: Classified,
  compared: ComparisonContext,
  { rejections, target }: { rejections: readonly Problem[]; target: DifferenceTarget },
): Difference => {
  const { change, elements, list } = place
  const { pointer } = change
  const refused = refusal(pointer, rejections)
  const kind = refused?.code === 'immutable' || refused?.code === 'union-conflict' ? refused.code : classified.kind
  const steps = pathSteps(place)
  const facts = factsOf(place, { kind, owner: classified.owner, byOther: classified.byOther }, pathText(steps), compared)
  const isEquivalent = facts.equivalence !== undefined
  const difference = { path: facts.path, pointer, class: isEquivalent ? 'equivalent' : kind } as Writable<Difference>
  putPresent(difference, facts)
  const restarts = restartsPods(compared.desired.kindKey, compared.prediction.object, elements)
  difference.effect = effect(refused !== undefined, isEquivalent, restarts)
  difference.message = differenceMessage(facts)
  const whole = list === undefined ? pointer : pointerOf(change.tokens.slice(0, place.steps.length))
  difference.ignoreRule = ignoreRuleOf(whole, steps, target)
  return difference
}

const factsOf = (
  place: LocatedChange,
  { kind, owner, byOther }: Classified,
  path: string,
  { viewer, live, autoscaler }: ComparisonContext,
): DifferenceFacts => {
  const { change, elements, list } = place
  return {
    path,
    kind,
    equivalence: equivalenceOf(place, live, byOther),
    by: owner === undefined ? undefined : authorOf(owner),
    list: list === undefined ? undefined : namedItems(place),
    autoscaler: elements.length === 2 && elements[1] === 'f:replicas' ? autoscaler : undefined,
    absent: change.live === undefined,
    desired: displayValue(list === undefined ? place.desired : undefined, elements, viewer),
    live: displayValue(change.live, elements, viewer),
    predicted: displayValue(change.predicted, elements, viewer),
  }
}

const effect = (rejected: boolean, equivalent: boolean, restarts: boolean): NonNullable<Difference['effect']> =>
  rejected ? 'rejected' : restarts ? 'restarts-pods' : equivalent ? 'bytes-only' : 'none'

/** What is absent is no key of the answer. */
const putPresent = (
  difference: Writable<Difference>,
  { desired, live, predicted, by }: { desired: unknown; live: unknown; predicted: unknown; by: Difference['by'] | undefined },
): void => {
  if (desired !== undefined) difference.desired = desired
  if (live !== undefined) difference.live = live
  if (predicted !== undefined) difference.predicted = predicted
  if (by !== undefined) difference.by = by
}

/** The rejection that is about a place: at it, above it, or at the member of a union beside it. */
const refusal = (pointer: string, rejections: readonly Problem[]): Problem | undefined =>
  rejections.find(
    ({ code, pointer: at = '' }) =>
      pointer === at || pointer.startsWith(`${at}/`) || (code === 'union-conflict' && parentOf(at) === parentOf(pointer)),
  )

const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'))

/** A list of which one item came or went is named by that item. */
const pathSteps = ({ steps, list, node }: LocatedChange): LocatedChange['steps'] => {
  const items = list === undefined ? [] : [...list.removed, ...list.added]
  return items.length === 1 && isKeyed(node) ? [...steps, keysOf(items[0], node)] : steps
}

/** What came and went in a list, the first few by the keys that tell the items apart. */
const namedItems = ({ list, node }: LocatedChange): ListItems => {
  const keyed = isKeyed(node)
  const named = (items: readonly unknown[] = []): ListItems['missing'] => ({
    count: items.length,
    names: keyed ? items.slice(0, 3).map(item => pathText([keysOf(item, node)])) : [],
  })
  const [missing, extra] = [named(list?.added), named(list?.removed)]
  return { missing, extra, single: keyed && missing.count + extra.count === 1 }
}

/** The pointers that an ignore rule has to cover to hide a difference: of a list the items that came or went, else the place itself. */
export const anchorsOf = ({ change, list, steps, live, predicted }: LocatedChange): readonly string[] => {
  const tokens = change.tokens.slice(0, steps.length)
  if (list === undefined) return [change.pointer]
  const within = (items: unknown, wanted: readonly unknown[]): string[] =>
    Array.isArray(items) ? wanted.map(item => pointerOf([...tokens, items.indexOf(item)])) : []
  const anchors = [...within(live, list.removed), ...within(predicted, list.added)]
  return anchors.length > 0 ? anchors : [pointerOf(tokens)]
}

/** How ignore rules of other tools name the object. */
interface DifferenceTarget {
  readonly group: string
  readonly kind: string
  readonly name: string | undefined
  readonly namespace: string | undefined
  /** Flux reads all four as regular expressions of its own. */
  readonly flux: JsonRecord
}

const targetOf = ({ desired, live }: ComparisonContext): DifferenceTarget => {
  const { group } = groupVersion(textOf(desired.object['apiVersion']))
  const kind = textOf(desired.object['kind']) ?? ''
  const metadata = recordOf(live['metadata'])
  const [name, namespace] = [textOf(metadata['name']), textOf(metadata['namespace'])]
  const flux: Record<string, unknown> = group === '' ? { kind } : { group: literal(group), kind }
  if (name !== undefined) flux['name'] = literal(name)
  if (namespace !== undefined) flux['namespace'] = literal(namespace)
  return { group, kind, name, namespace, flux }
}

/** The same rule for each tool, about this object alone. */
const ignoreRuleOf = (pointer: string, steps: LocatedChange['steps'], target: DifferenceTarget): NonNullable<Difference['ignoreRule']> => {
  const { group, kind, name, namespace, flux } = target
  const keyed = steps.some(step => typeof step === 'object')
  const expression = keyed ? jqExpression(steps) : ''
  const own: IgnoreRule = keyed ? { path: expression } : { pointer }
  const argocd: Record<string, unknown> = { group, kind }
  if (name !== undefined) argocd['name'] = name
  if (namespace !== undefined) argocd['namespace'] = namespace
  argocd[keyed ? 'jqPathExpressions' : 'jsonPointers'] = [keyed ? expression : pointer]
  return { own, argocd, flux: { paths: [pointer], target: flux } }
}

/** A text as a regular expression that matches nothing else. */
const literal = (text: string): string => (SPECIAL.test(text) ? text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&') : text)

const SPECIAL = /[\\^$.*+?()[\]{}|]/
