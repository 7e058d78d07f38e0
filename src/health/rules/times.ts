import { millisecondsOf } from '../../model/scalars/time.ts'

/** The moment that a rule is asked about, and the earliest at which a test of time that did not fit would. */
export interface Clock {
  readonly now: number | undefined
  due: number | undefined
}

const MILLISECONDS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds of `90s`, `5m`, `2h` or `1d`; undefined where the text is no such duration. */
export const parseAfter = (text: unknown): number | undefined => {
  const [, count = '', unit = ''] = typeof text === 'string' ? (/^(\d{1,6})([smhd])$/.exec(text) ?? []) : []
  return count === '' ? undefined : Number(count) * (MILLISECONDS[unit] ?? 0)
}

/** True for a time that is at least so long ago. One that is not yet makes the answer good until then only. */
export const compileAfter = (text: string): ((since: unknown, clock: Clock | undefined) => boolean) => {
  const after = parseAfter(text) ?? 0
  return (since, clock) => {
    const began = millisecondsOf(since)
    if (began === undefined || clock?.now === undefined) return false
    const limit = began + after
    if (limit > clock.now) clock.due = Math.min(limit, clock.due ?? limit)
    return limit <= clock.now
  }
}
