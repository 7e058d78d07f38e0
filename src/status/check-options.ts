import { millisecondsOf } from '../model/time.ts'
import type { AssessOptions } from './assess-options.ts'

const MODES: ReadonlySet<unknown> = new Set([undefined, 'health-first', 'health-only', 'sync-first'])

/** Refuses options of the wrong type, by name and type. The others are checked where they are used. */
export const checkOptions = ({ now, staleAfter, rollUp, namespace }: AssessOptions): void => {
  if (now !== undefined && millisecondsOf(now) === undefined)
    throw new TypeError(`now: expected RFC 3339 text, milliseconds or a Date, got ${typeof now === 'string' ? 'other text' : typeof now}`)
  if (staleAfter !== undefined && (typeof staleAfter !== 'number' || Number.isNaN(staleAfter)))
    throw new TypeError(`staleAfter: expected milliseconds, got ${typeof staleAfter}`)
  if (!MODES.has(rollUp))
    throw new TypeError(
      `rollUp: expected 'health-first', 'health-only' or 'sync-first', got ${typeof rollUp === 'string' ? 'other text' : typeof rollUp}`,
    )
  if (namespace !== undefined && typeof namespace !== 'string') throw new TypeError(`namespace: expected a name, got ${typeof namespace}`)
}
