import type { Difference } from '../comparison.ts'
import type { DifferenceClass } from '../comparison.ts'
import type { Equivalence } from './equivalence.ts'
import { inWords } from './show-value.ts'

/** What came and went where a difference is one of a list. */
export interface ListItems {
  readonly missing: { readonly count: number; readonly names: readonly string[] }
  readonly extra: { readonly count: number; readonly names: readonly string[] }
  /** The path names the one item. */
  readonly single: boolean
}

/** What a sentence about one difference is made from; the values are as they may be shown. */
export interface DifferenceFacts {
  readonly path: string
  readonly kind: DifferenceClass
  readonly equivalence: Equivalence | undefined
  readonly by: Difference['by'] | undefined
  readonly list: ListItems | undefined
  readonly autoscaler: string | undefined
  readonly desired: unknown
  readonly live: unknown
  /** Live has nothing there; where `live` is undefined and this is not so, its value may not be shown. */
  readonly absent: boolean
  readonly predicted: unknown
}

/** One sentence: what is, what was deployed, who and when, and what to do where that is certain. */
export const differenceMessage = (facts: DifferenceFacts): string => {
  return `${statement(facts)}${author(facts)}${advice(facts)}`
}

const EQUIVALENT: Readonly<Record<Equivalence, string>> = {
  quantity: 'is the same amount in another spelling',
  duration: 'is the same duration in another spelling',
  order: 'has the same items in another order, which has no meaning there',
  'controller-filled': 'is filled in by a controller',
}

const statement = (facts: DifferenceFacts): string => {
  const { path, kind, equivalence, list } = facts
  if (equivalence !== undefined) return `${path} ${EQUIVALENT[equivalence]}`
  if (kind === 'reordered') return `The order of ${path} differs from what was deployed`
  return list === undefined || list.single ? fieldStatement(facts) : listStatement(facts, list)
}

const fieldStatement = ({ path, kind, desired, live, absent, predicted }: DifferenceFacts): string => {
  const is = absent ? 'is not there' : `is ${value(live)}`
  switch (kind) {
    case 'removed':
      return `${path} is not there${desired === undefined ? ', but was deployed' : `, deployed was ${inWords(desired)}`}`
    case 'removed-from-desired':
      return `${path} is no longer in the manifest and would be removed`
    case 'added-by-other':
      return `${path} was not deployed and would be removed`
    case 'default-restored':
      return `${path} ${is}${restored(desired, predicted)}`
    case 'not-yet-applied':
      return desired === undefined
        ? `${path} is in the manifest and was not applied yet`
        : `${path} ${is}, the manifest says ${inWords(desired)} and was not applied yet`
    default:
      if (live === undefined && desired === undefined && !absent) return `${path} is not what was deployed`
      return `${path} ${is}, deployed was ${value(desired)}${kind === 'changed-in-admission' ? ': rewritten while it was applied' : ''}`
  }
}

const restored = (desired: unknown, predicted: unknown): string => {
  if ((desired ?? undefined) === undefined)
    return ` and would go back to its default${predicted === undefined ? '' : ` ${inWords(predicted)}`}`
  return ` as deployed, and would ${predicted === undefined ? 'be removed' : `become ${inWords(predicted)}`}`
}

const listStatement = ({ path, kind }: DifferenceFacts, { missing, extra }: ListItems): string => {
  const lacks = missing.count === 0 ? '' : ` lacks ${few(missing)}`
  const has = extra.count === 0 ? '' : `${lacks === '' ? '' : ' and'} has ${few(extra)}, which would be removed`
  return `${path}${lacks}${has}${kind === 'not-yet-applied' ? '; the manifest was not applied yet' : ''}`
}

const few = ({ count, names }: ListItems['missing']): string => {
  if (names.length === 0) return count === 1 ? 'an item' : `${count} items`
  return count <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${count - 2} more`
}

const value = (shown: unknown): string => (shown === undefined ? 'another value' : inWords(shown))

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
