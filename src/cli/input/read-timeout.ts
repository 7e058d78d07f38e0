import { parseDuration } from '../../model/scalars/duration.ts'
import type { Options } from '../args.ts'
import { Misuse } from '../stop.ts'

/** The time after which to end, in milliseconds; undefined: as long as it takes. */
export const readTimeout = (options: Options): number | undefined => {
  const given = options.text('timeout')
  const parsed = given === undefined ? undefined : parseDuration(given)
  if (given !== undefined && (parsed === undefined || parsed <= 0n)) throw new Misuse('--timeout takes a time such as 90s, 5m or 1h30m')
  return parsed === undefined ? undefined : Number(parsed / 1_000_000n)
}
