import { pathText, pointerOf } from '../model/field-path.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import { groupVersion } from '../model/identity.ts'
import { textOf } from '../model/read.ts'
import type { Applier } from './applier.ts'
import { authorOf, ownerOf } from './attribute.ts'
import type { Difference, IgnoreRule } from './comparison.ts'
import { equivalenceOf, type Equivalence } from './equivalent.ts'
import { jqExpression } from './jq-expression.ts'
import { isMember, treeAt, type ManagedEntry } from './managed-fields.ts'
import { differenceMessage } from './difference-message.ts'
import { keysOf, placeOf, type Place } from './place.ts'
import type { Prediction } from './predict.ts'
import type { PreparedObject } from './prepare-desired.ts'
import { sameValue } from './same-value.ts'
import { listChanges } from './list-changes.ts'
import { shown, shownText, type Viewer } from './show-value.ts'

/** What the differences of one comparison are made from. */
export interface Compared {
  readonly desired: PreparedObject
  readonly live: JsonRecord
  readonly applier: Applier
  readonly prediction: Prediction
  readonly viewer: Viewer
  /** An autoscaler among the related objects that scales this one, as `HorizontalPodAutoscaler api`. */
  readonly autoscaler: string | undefined
}

/** The places where the prediction differs from live. */
export const changedPlaces = ({ desired, live, applier, prediction }: Compared): readonly Place[] => {
  const roots = {
    node: desired.kind.root,
    desired: desired.written,
    previous: applier.previous,
    live,
    predicted: prediction.object,
    lists: new Map(),
  }
  return listChanges(live, prediction.object).map(change => placeOf(change, roots))
}

/** One difference for each changed place, with its class, author, effect and an ignore rule. */
export const listDifferences = (places: readonly Place[], compared: Compared, rejected: ReadonlySet<string>): readonly Difference[] =>
  places.map(place => describe(place, compared, rejected))

const describe = (place: Place, compared: Compared, rejected: ReadonlySet<string>): Difference => {
  const { viewer, applier, live } = compared
  const elements = place.elements
  const others = applier.entries.filter(entry => !isOwn(entry, applier))
  const owner = ownerOf(others, elements)
  const equivalence = equivalenceOf(place, live, owner !== undefined)
  const kind = classOf(place, compared, { owner, equivalence })
  const by = owner === undefined || kind === 'not-yet-applied' || kind === 'changed-in-admission' ? undefined : authorOf(owner)
  const pointer = pointerOf(place.change.tokens)
  const steps = pathSteps(place)
  const values = {
    desired: shown(place.list === undefined ? place.desired : undefined, elements, viewer),
    live: shown(place.change.live, elements, viewer),
    predicted: shown(place.change.predicted, elements, viewer),
  }
  const path = shownText(pathText(steps), viewer)
  const effect = rejected.has(pointer)
    ? 'rejected'
    : equivalence === undefined
      ? effectOf(compared.desired.kindKey, elements)
      : 'bytes-only'
  const message = differenceMessage({
    path,
    kind,
    equivalence,
    by,
    list: place.list,
    autoscaler: elements.join('.') === 'f:spec.f:replicas' ? compared.autoscaler : undefined,
    ...values,
  })
  return {
    path,
    pointer: shownText(pointer, viewer),
    class: kind,
    ...present(values),
    ...(by === undefined ? {} : { by }),
    effect,
    message: shownText(message, viewer),
    ignoreRule: ignoreRuleOf(pointer, steps, live),
  }
}

const present = (values: Readonly<Record<string, unknown>>): Partial<Difference> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

const isOwn = (entry: ManagedEntry, { mode, manager }: Applier): boolean =>
  entry.manager === manager && (mode === 'server-side' ? entry.operation === 'Apply' : entry.subresource === undefined)

/** A list of which one item came or went is named by that item. */
const pathSteps = ({ steps, list, node }: Place): Place['steps'] => {
  const items = list === undefined ? [] : [...list.removed, ...list.added]
  return items.length === 1 && (node.keys.length > 0 || node.set) ? [...steps, keysOf(items[0], node)] : steps
}

/** First test that fits; the table in docs/differences.md says what each class means. */
const classOf = (
  place: Place,
  { applier }: Compared,
  { owner, equivalence }: { owner: ManagedEntry | undefined; equivalence: Equivalence | undefined },
): string => {
  if (equivalence !== undefined) return 'equivalent'
  if (place.list !== undefined) return listClass(place, applier)
  if (place.desired === undefined || place.desired === null) return undesiredClass(place)
  if (applier.previous !== undefined && !sameValue(place.desired, place.previous)) return 'not-yet-applied'
  if (place.live === undefined) return 'removed'
  return owner === undefined && ownedBySelf(place, applier)
    ? applier.mode === 'client-side'
      ? 'changed-in-admission'
      : 'not-yet-applied'
    : 'changed'
}

/** Nothing is desired here: it was applied before and goes, or it goes with the list or map that is replaced whole. */
const undesiredClass = (place: Place): string => {
  if (place.predicted === undefined)
    return place.previous !== undefined || !place.elements.some(element => element.startsWith('i:'))
      ? 'removed-from-desired'
      : 'added-by-other'
  return place.live === undefined ? 'removed' : 'default-restored'
}

const listClass = ({ list, previous, desired }: Place, { previous: applied }: Applier): string => {
  if (list?.reordered === true) return 'reordered'
  if (applied !== undefined && !sameValue(previous, desired))
    return (list?.added.length ?? 0) > 0 ? 'not-yet-applied' : 'removed-from-desired'
  return (list?.added.length ?? 0) > 0 ? 'removed' : applied === undefined ? 'removed-from-desired' : 'added-by-other'
}

const ownedBySelf = ({ elements }: Place, applier: Applier): boolean =>
  applier.entries.some(entry => {
    const tree = isOwn(entry, applier) ? treeAt(entry.fields, elements) : undefined
    return tree !== undefined && isMember(tree)
  })

const TEMPLATES: Readonly<Record<string, number>> = { 'apps/Deployment': 2, 'apps/StatefulSet': 2, 'apps/DaemonSet': 2 }

/** A change of the pod template makes a workload replace its pods; the order of its lists is part of it. */
const effectOf = (kindKey: string, elements: readonly string[]): 'restarts-pods' | 'none' =>
  TEMPLATES[kindKey] !== undefined && elements[0] === 'f:spec' && elements[1] === 'f:template' ? 'restarts-pods' : 'none'

const ignoreRuleOf = (pointer: string, steps: Place['steps'], live: JsonRecord): NonNullable<Difference['ignoreRule']> => {
  const { group } = groupVersion(textOf(live['apiVersion']))
  const kind = textOf(live['kind']) ?? ''
  const keyed = steps.some(step => typeof step === 'object')
  const expression = jqExpression(steps)
  const own: IgnoreRule = keyed ? { path: expression } : { pointer }
  return {
    own,
    argocd: { group, kind, ...(keyed ? { jqPathExpressions: [expression] } : { jsonPointers: [pointer] }) },
    flux: { paths: [pointer], target: { kind } },
  }
}
