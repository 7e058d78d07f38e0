import { timestamp } from '../model/scalars/time.ts'
import type { ManagedObjects } from './managed-objects.ts'
import type { Observations } from './observations.ts'

/** Which sources can be believed at a moment. */
export interface Freshness {
  readonly stale: ReadonlySet<string>
  /** True where none of the sources that matter ever gave a sign of life. */
  readonly neverObserved: boolean
  /** True where all of the sources that matter are stale. */
  readonly allStale: boolean
  /** When the first of the fresh ones becomes stale unless it is heard of. */
  readonly until: string | undefined
}

/**
 * A source is stale when its last sign of life is longer ago than `staleAfter`; exactly that long is fresh. One without times is fresh.
 * Those of orphans may be stale like the others, and decide nothing.
 */
export const judgeFreshness = (
  { sources, orphanSources }: Pick<ManagedObjects, 'sources' | 'orphanSources'>,
  observations: Pick<Observations, 'lastSeenAt' | 'source'>,
  { now, staleAfter }: { now: number | undefined; staleAfter: number },
): Freshness => {
  const stale = new Set<string>()
  let until = Infinity
  for (const name of new Set([...sources, ...orphanSources])) {
    const sign = observations.lastSeenAt(name)
    if (sign === undefined || now === undefined) continue
    if (now - sign > staleAfter) stale.add(name)
    else until = Math.min(until, sign + staleAfter + 1)
  }
  const all = (is: (name: string) => boolean): boolean => sources.size > 0 && [...sources].every(is)
  return {
    stale,
    neverObserved: all(name => observations.lastSeenAt(name) === undefined && observations.source(name).synced === false),
    allStale: all(name => stale.has(name)),
    until: until === Infinity ? undefined : timestamp(until),
  }
}
