import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordOf, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import type { RuleContext } from '../verdict/kind-rule.ts'

/**
 * The text of the latest Event about an object with one of these reasons (and this text in it), '' where there is none. Events refine messages and never
 * decide a status: they are dropped after an hour, and may be missing altogether.
 */
export const eventMessage = (object: JsonRecord, context: RuleContext, reasons: readonly string[], holding = ''): string => {
  const uid = textOf(at(object, 'metadata', 'uid'))
  if (uid === undefined || context.related === undefined) return ''
  let latest = -Infinity
  let message = ''
  for (const event of context.related.eventsAbout(uid)) {
    if (!reasons.includes(textOf(event['reason']) ?? '')) continue
    const text = textOf(event['message']) ?? textOf(event['note']) ?? ''
    const seen = seenAt(event)
    if (text !== '' && text.includes(holding) && (seen > latest || (seen === latest && text > message))) [latest, message] = [seen, text]
  }
  return message
}

const seenAt = (event: JsonRecord): number =>
  millisecondsOf(at(event, 'series', 'lastObservedTime')) ??
  millisecondsOf(event['lastTimestamp']) ??
  millisecondsOf(event['eventTime']) ??
  millisecondsOf(event['deprecatedLastTimestamp']) ??
  millisecondsOf(recordOf(event['metadata'])['creationTimestamp']) ??
  0
