import type { Condition } from '../../model/conditions.ts'
import type { ReadCondition } from './condition-reading.ts'

/**
 * The condition whose message tells people most. A summary that only says that something else is not as it should be (`NodeClassReady=False`), or that no
 * more attempts are made, hides the cause: then one that says what it is speaks in its place.
 * @param chosen those that decided: a summary speaks first, of others the one that says most.
 * @param all everything that was read.
 */
export const mostTelling = <T extends Condition>(chosen: readonly T[], all: readonly ReadCondition[]): T | ReadCondition => {
  const [first, ...others] = chosen.toSorted(byTelling) as [T, ...T[]]
  if (!isThin(first)) return first
  const wrong = all.filter(({ type, says }) => type !== first.type && (says === 'failed' || says === 'unmet' || says === 'hint'))
  return [...others, ...wrong.toSorted(byTelling)].find(each => !isThin(each)) ?? first
}

const byTelling = (a: Condition, b: Condition): number =>
  Number(isSummary(b)) - Number(isSummary(a)) || b.message.length - a.message.length || (a.type < b.type ? -1 : 1)
const isSummary = ({ type }: Condition): boolean => type === 'Ready' || type === 'Available'

/** `NodeClassReady=False`, `Cluster Is Not Ready`, or nothing: there is nothing in it to act on. */
const THIN = /^(?:[\w./-]{1,80} ?[=:] ?(?:False|Unknown)|[\w. -]{0,80}(?:is|are) not (?:ready|available|healthy|met|satisfied))\.?$/i
const isThin = ({ type, message, reason }: Condition): boolean =>
  message === '' || message === reason || type === 'Stalled' || THIN.test(message)
