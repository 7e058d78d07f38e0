import type { Difference } from './comparison.ts'
import { isByHand } from './attribute.ts'
import type { Equivalence } from './equivalent.ts'
import type { ListChange } from './place.ts'
import { inWords } from './show-value.ts'

/** What a sentence about one difference is made from; the values are as they may be shown. */
export interface DifferenceFacts {
  readonly path: string
  readonly kind: string
  readonly equivalence: Equivalence | undefined
  readonly by: Difference['by'] | undefined
  readonly list: ListChange | undefined
  readonly autoscaler: string | undefined
  readonly desired: unknown
  readonly live: unknown
  readonly predicted: unknown
}

/** One sentence: what is, what was deployed, who and when, and what to do where that is certain. */
export const differenceMessage = (facts: DifferenceFacts): string => {
  const advice = facts.autoscaler === undefined ? '' : '; leave replicas out of the manifest'
  return `${statement(facts)}${author(facts)}${advice}`
}

const EQUIVALENT: Readonly<Record<Equivalence, string>> = {
  quantity: 'is the same amount in another spelling',
  duration: 'is the same duration in another spelling',
  order: 'has the same items in another order, which has no meaning there',
  'controller-filled': 'is filled in by a controller',
}

const statement = ({ path, kind, equivalence, list, desired, live, predicted }: DifferenceFacts): string => {
  if (equivalence !== undefined) return `${path} ${EQUIVALENT[equivalence]}`
  if (list?.reordered === true) return `The order of ${path} differs from what was deployed`
  if (kind === 'removed')
    return `${path} is not there${desired === undefined ? ', but was deployed' : `, deployed was ${inWords(desired)}`}`
  if (kind === 'removed-from-desired') return `${path} is no longer in the manifest and would be removed`
  if (kind === 'added-by-other') return `${path} was not deployed and would be removed`
  if (kind === 'default-restored')
    return `${path} is ${value(live)} and would go back to its default${predicted === undefined ? '' : ` ${inWords(predicted)}`}`
  if (kind === 'not-yet-applied')
    return desired === undefined
      ? `${path} differs from the manifest, which was not applied yet`
      : `${path} is ${value(live)}, the manifest says ${inWords(desired)} and was not applied yet`
  if (kind === 'changed-in-admission') return `${path} is ${value(live)}, deployed was ${value(desired)}: rewritten while it was applied`
  return `${path} is ${value(live)}, deployed was ${value(desired)}`
}

const value = (shown: unknown): string => (shown === undefined ? 'another value' : inWords(shown))

const author = ({ by, autoscaler }: DifferenceFacts): string => {
  if (by === undefined) return ''
  const when = by.since === undefined ? '' : `, ${by.since}`
  if (by.subresource === 'scale') return `: scaled by ${by.manager}${autoscaler === undefined ? '' : ` (${autoscaler})`}${when}`
  return `: ${isByHand(by.manager) ? `by hand with ${by.manager}` : by.manager}${when}`
}
