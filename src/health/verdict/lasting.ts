import { clockText } from './clock-text.ts'
import type { RuleContext, Verdict } from './kind-rule.ts'
import { degraded, progressing } from './verdicts.ts'
import type { Extras } from './verdicts.ts'

/** A state that is passing at first and a problem once it has lasted. */
export interface Lasting<V extends Verdict> {
  /** Milliseconds since 1970; undefined where nothing says since when, so that no time makes it a problem. */
  readonly since: number | undefined
  /** For how long it is passing. */
  readonly after: number
  readonly passing: V
  readonly lasted: (since: number) => V
}

/** The verdict on such a state at `now`, and when time alone makes it another; without `now` it is passing. */
export const lasting = <V extends Verdict>({ since, after, passing, lasted }: Lasting<V>, { now }: RuleContext): V => {
  if (since === undefined) return passing
  const limit = since + after
  return now !== undefined && now >= limit ? lasted(since) : { ...passing, reassessAt: soonest(passing.reassessAt, limit) }
}

/** The thing that is waited for, and its name once that has lasted. */
export interface Waiting {
  readonly since: number | undefined
  readonly after: number
  readonly reason: string
  readonly text: string
  /** The reason of the problem; by default the same. */
  readonly late?: string
  readonly extras?: Extras
}

/** Progressing, then Degraded in the same words and with the time since when. */
export const waiting = ({ since, after, reason, text, late = reason, extras }: Waiting, context: RuleContext): Verdict =>
  lasting(
    {
      since,
      after,
      passing: progressing(reason, text, extras),
      lasted: began => degraded(late, `${text} (since ${clockText(began)})`, extras),
    },
    context,
  )

/** The earlier of two moments that may be absent. */
export const soonest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a
