import { seenAt } from '../../model/event-subject.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, textOf } from '../../model/read.ts'
import type { RuleContext } from '../verdict/kind-rule.ts'

/** The words of an Event, and when it was last seen. */
export interface SeenEvent {
  readonly reason: string
  readonly message: string
  readonly at: number
}

/**
 * The latest Event about an object that fits, undefined where there is none. Events refine what is said: they are dropped after an hour, and may be
 * missing altogether.
 */
export const latestEvent = (
  object: JsonRecord,
  context: RuleContext,
  fits: (reason: string, message: string, event: JsonRecord) => boolean,
): SeenEvent | undefined => {
  const uid = textOf(at(object, 'metadata', 'uid'))
  if (uid === undefined || context.related === undefined) return undefined
  let latest: SeenEvent | undefined
  for (const event of context.related.eventsAbout(uid)) {
    const reason = textOf(event['reason']) ?? ''
    const message = textOf(event['message']) ?? textOf(event['note']) ?? ''
    if (message === '' || !fits(reason, message, event)) continue
    const seen = seenAt(event)
    if (latest === undefined || seen > latest.at || (seen === latest.at && message > latest.message)) latest = { reason, message, at: seen }
  }
  return latest
}

/** The text of the latest Event with one of these reasons (and this text in it), '' where there is none. */
export const eventMessage = (object: JsonRecord, context: RuleContext, reasons: readonly string[], holding = ''): string =>
  latestEvent(object, context, (reason, message) => reasons.includes(reason) && message.includes(holding))?.message ?? ''

/** The text of the latest failure, '' where an Event of success is later: it is over, whatever the state is now. */
export const failureMessage = (
  object: JsonRecord,
  context: RuleContext,
  failed: readonly string[],
  succeeded: readonly string[],
): string => {
  const last = latestEvent(object, context, reason => failed.includes(reason) || succeeded.includes(reason))
  return last !== undefined && failed.includes(last.reason) ? last.message : ''
}
