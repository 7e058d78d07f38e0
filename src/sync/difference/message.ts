import type { Difference, DifferenceClass } from '../comparison.ts'
import type { Equivalence } from './equivalence.ts'
import { inWords } from './show-value.ts'

/** Items that came and went where a difference is one of a list: the first few by their keys, or as they are. */
export interface ListItems {
  readonly missing: { readonly count: number; readonly names: readonly string[] }
  readonly extra: { readonly count: number; readonly names: readonly string[] }
  /** The path names the one item. */
  readonly single: boolean
  /** The name under which live has the one item that is missing. */
  readonly renamed: string | undefined
}

/** The facts that a sentence about one difference is made from; the values are as they may be shown. */
export interface DifferenceFacts {
  readonly path: string
  readonly kind: DifferenceClass
  readonly equivalence: Equivalence | undefined
  readonly by: Difference['by'] | undefined
  readonly list: ListItems | undefined
  readonly autoscaler: string | undefined
  readonly desired: unknown
  readonly live: unknown
  readonly predicted: unknown
  /** The manifest has something there; where `desired` is undefined and this is not so, its value may not be shown. */
  readonly wanted: boolean
  /** Live has nothing there; where `live` is undefined and this is not so, its value may not be shown. */
  readonly absent: boolean
  /** True where it is known what was deployed: from the last-applied annotation, from the caller, or because nothing else is recorded. */
  readonly recorded: boolean
  /** The Kubernetes 1.x that keeps the field, where the cluster may be older. */
  readonly since: number | undefined
}

/** One sentence: what is, what was deployed, who and when, and what to do where that is certain. */
export const differenceMessage = (facts: DifferenceFacts): string => `${statement(facts)}${kept(facts)}${author(facts)}${advice(facts)}`

const kept = ({ since, absent }: DifferenceFacts): string => (since === undefined || !absent ? '' : `; kept since Kubernetes 1.${since}`)

const EQUIVALENT: Readonly<Record<Equivalence, string>> = {
  quantity: 'is the same amount in another spelling',
  duration: 'is the same duration in another spelling',
  order: 'has the same items in another order, which has no meaning there',
  empty: 'is empty in the manifest, and left out by who wrote the object last',
  'controller-filled': 'is filled in by a controller',
  'server-timed': 'is the time at which the server took it, and another at each apply',
}

const statement = (facts: DifferenceFacts): string => {
  const { path, kind, equivalence, list } = facts
  if (equivalence !== undefined) return `${path} ${EQUIVALENT[equivalence]}`
  if (kind === 'reordered') return `The order of ${path} differs from ${facts.recorded ? 'what was deployed' : 'the manifest'}`
  if (list?.renamed !== undefined) return `${path} is not there; ${list.renamed} is the same under another name`
  return list === undefined || list.single ? fieldStatement(facts) : listStatement(facts, list)
}

const fieldStatement = (facts: DifferenceFacts): string => {
  const { path, kind, recorded } = facts
  switch (kind) {
    case 'removed':
      return `${path} is not there${wantedText(facts)}`
    case 'removed-from-desired':
      return `${path} is no longer in the manifest and would be removed`
    case 'added-by-other':
      return `${path} ${recorded ? 'was not deployed' : 'is not in the manifest'} and would be removed`
    case 'default-restored':
      return `${path} ${is(facts)}${restored(facts)}`
    case 'not-yet-applied':
      return notYetApplied(facts)
    default:
      return `${changed(facts)}${kind === 'changed-in-admission' ? ': rewritten while it was applied' : ''}`
  }
}

const is = ({ absent, live }: DifferenceFacts): string =>
  absent ? 'is not there' : live === undefined ? 'is another value' : `is ${inWords(live)}`

/** Says what was deployed there, where that is known, else what the manifest says. */
const wantedText = ({ wanted, desired, recorded, absent }: DifferenceFacts): string => {
  if (!wanted) return ' and is not in the manifest'
  if (desired === undefined && absent) return recorded ? ', but was deployed' : ', but is in the manifest'
  return `, ${recorded ? 'deployed was' : 'the manifest says'} ${desired === undefined ? 'another value' : inWords(desired)}`
}

const changed = (facts: DifferenceFacts): string => {
  const { path, live, desired, absent, wanted, recorded } = facts
  if (live === undefined && desired === undefined && !absent && wanted)
    return `${path} is not what ${recorded ? 'was deployed' : 'the manifest says'}`
  return `${path} ${is(facts)}${wantedText(facts)}`
}

const notYetApplied = (facts: DifferenceFacts): string => {
  const { path, desired, recorded } = facts
  if (!recorded) return changed(facts)
  if (desired === undefined) return `${path} is in the manifest and was not applied yet`
  return `${path} ${is(facts)}, the manifest says ${inWords(desired)} and was not applied yet`
}

const restored = ({ wanted, predicted }: DifferenceFacts): string => {
  const shown = predicted === undefined ? '' : ` ${inWords(predicted)}`
  if (!wanted) return ` and would go back to its default${shown}`
  return ` as deployed, and would ${predicted === undefined ? 'be removed' : `become${shown}`}`
}

const listStatement = ({ path, kind, recorded }: DifferenceFacts, { missing, extra }: ListItems): string => {
  const lacks = missing.count === 0 ? '' : ` lacks ${few(missing)}`
  const has = extra.count === 0 ? '' : `${lacks === '' ? '' : ' and'} has ${few(extra)}, which would be removed`
  return `${path}${lacks}${has}${kind === 'not-yet-applied' && recorded ? '; the manifest was not applied yet' : ''}`
}

const few = ({ count, names }: ListItems['missing']): string => {
  if (names.length === 0) return count === 1 ? 'an item' : `${count} items`
  return count <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${count - 2} more`
}

const author = ({ by, autoscaler }: DifferenceFacts): string => {
  if (by === undefined) return ''
  const when = by.since === undefined ? '' : `, ${by.since}`
  if (by.subresource !== 'scale') return `: ${by.manager}${when}`
  return `: scaled by ${by.manager}${autoscaler !== undefined && isAutoscaler(by) ? ` (${autoscaler})` : ''}${when}`
}

/** An autoscaler that did not do it is named with the advice: it and the manifest will go on to disagree. */
const advice = ({ by, autoscaler }: DifferenceFacts): string => {
  if (autoscaler === undefined) return ''
  return `; ${by !== undefined && isAutoscaler(by) ? '' : `${autoscaler} scales it: `}leave replicas out of the manifest`
}

/** The controller of HorizontalPodAutoscalers scales under this name, and KEDA through such an autoscaler or by itself. */
const isAutoscaler = ({ manager, subresource }: NonNullable<Difference['by']>): boolean =>
  (manager === 'kube-controller-manager' && subresource === 'scale') || manager === 'keda'
