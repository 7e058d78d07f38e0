import { timestamp } from '../model/time.ts'
import type { World } from './world.ts'

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

/** A source is stale when its last sign of life is longer ago than `staleAfter`; exactly that long is fresh. One without times is fresh. */
export const freshnessOf = (
  sources: Iterable<string>,
  world: Pick<World, 'sign' | 'source'>,
  { now, staleAfter }: { now: number | undefined; staleAfter: number },
): Freshness => {
  const stale = new Set<string>()
  let count = 0
  let silent = 0
  let until = Infinity
  for (const name of sources) {
    count++
    const sign = world.sign(name)
    if (sign === undefined && world.source(name).synced === false) silent++
    if (sign === undefined || now === undefined) continue
    if (now - sign > staleAfter) stale.add(name)
    else until = Math.min(until, sign + staleAfter + 1)
  }
  return {
    stale,
    neverObserved: count > 0 && silent === count,
    allStale: count > 0 && stale.size === count,
    until: until === Infinity ? undefined : timestamp(until),
  }
}
