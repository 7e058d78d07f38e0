import type { JsonRecord } from './kube-object.ts'
import { at, recordOf, textOf } from './read.ts'
import { millisecondsOf } from './scalars/time.ts'

/** Reads what an Event says that it is about: `involvedObject` of core/v1, `regarding` of events.k8s.io/v1. */
export const eventSubject = (event: unknown): JsonRecord => recordOf(at(event, 'involvedObject') ?? at(event, 'regarding'))

/** False where an event is about another object that had the name in turn, which both have to know a UID for. */
export const sharesUid = (event: unknown, live: unknown): boolean => {
  const [uid, own] = [textOf(eventSubject(event)['uid']), textOf(at(live, 'metadata', 'uid'))]
  return uid === undefined || uid === '' || own === undefined || uid === own
}

/** The time at which an Event was last seen, in milliseconds; 0 where it says none. Each API and version writes it into another field. */
export const seenAt = (event: JsonRecord): number =>
  millisecondsOf(at(event, 'series', 'lastObservedTime')) ??
  millisecondsOf(event['lastTimestamp']) ??
  millisecondsOf(event['eventTime']) ??
  millisecondsOf(event['deprecatedLastTimestamp']) ??
  millisecondsOf(at(event, 'metadata', 'creationTimestamp')) ??
  0
