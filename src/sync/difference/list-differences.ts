import type { Problem } from '../../model/problem.ts'
import type { Difference } from '../comparison.ts'
import { isOwnEntry } from './author.ts'
import type { ComparisonContext } from './comparison-context.ts'
import { describeChange } from './describe-change.ts'
import { listChanges } from './list-changes.ts'
import { locateChange, type LocatedChange } from './locate.ts'
import { makeTarget } from './make-ignore-rule.ts'

/** Lists the places where what an apply would mend differs from live. */
export const changedPlaces = ({
  desired,
  live,
  applier,
  prediction: { mended },
}: Pick<ComparisonContext, 'desired' | 'live' | 'applier' | 'prediction'>): readonly LocatedChange[] => {
  const changes = listChanges(live, mended)
  if (changes.length === 0) return []
  const roots = {
    node: desired.kind.root,
    desired: desired.served,
    previous: applier.served,
    live,
    predicted: mended,
    lists: new Map(),
    items: new Map(),
  }
  return changes.map(change => locateChange(change, roots))
}

/** Lists one difference for each changed place. */
export const listDifferences = (
  places: readonly LocatedChange[],
  context: ComparisonContext,
  rejections: readonly Problem[],
): readonly Difference[] => {
  if (places.length === 0) return []
  const foreign = context.applier.entries.filter(entry => !isOwnEntry(entry, context.applier))
  const describing = { context, rejections, foreign, target: makeTarget(context), named: new Map() }
  return places.map(place => describeChange(place, describing))
}
