import { conditionIn } from '../../model/conditions.ts'
import { seenAt } from '../../model/event-subject.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, listOf, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import type { Look } from './look.ts'
import type { Quoted, PlacedText } from './fault.ts'

/** Controllers name what they mean early; beyond this they repeat lists of nodes or whole manifests. */
const LONGEST = 4096

/** The words under a path of an object; none where there is no text. */
export const wordsAt = (object: JsonRecord, path: Quoted['path'], field: string, since?: number): readonly PlacedText[] => {
  const text = textAt(object, path)
  return text === '' ? [] : [{ text: text.slice(0, LONGEST), field, quote: { object, path }, since }]
}

/** The text under a path whose steps are names and list indexes, labels and taints as they are written on a command line; '' where there is none. */
export const textAt = (object: unknown, path: Quoted['path']): string => {
  let here = object
  for (const step of path) here = typeof step === 'number' ? listOf(here)[step] : isRecord(here) ? here[step] : undefined
  return isRecord(here) ? pairsText(here) : (textOf(here) ?? '')
}

/** `app=web,tier=front` of labels, `dedicated=training` of a taint. */
const pairsText = (record: JsonRecord): string => {
  const pairs = textOf(record['effect']) === undefined ? Object.entries(record) : [[record['key'], record['value'] ?? '']]
  return pairs
    .flatMap(([key, value]) => (typeof key === 'string' && typeof value === 'string' ? [value === '' ? key : `${key}=${value}`] : []))
    .join(',')
}

/** The message of a condition, with since when it holds. */
export const conditionWords = (object: JsonRecord, type: string): readonly PlacedText[] => {
  const entries = listOf(at(object, 'status', 'conditions'))
  const index = entries.findIndex(entry => isRecord(entry) && entry['type'] === type)
  if (index < 0) return []
  const since = millisecondsOf(conditionIn(entries, type)?.lastTransitionTime)
  return wordsAt(object, ['status', 'conditions', index, 'message'], `status.conditions[type=${type}].message`, since)
}

/** The words of the Events about an object with one of these reasons, the latest first; one of each text. */
export const eventWords = (object: JsonRecord, look: Look, reasons: readonly string[]): readonly PlacedText[] => {
  const uid = textOf(at(object, 'metadata', 'uid'))
  if (uid === undefined) return []
  const found = look.related
    .eventsAbout(uid)
    .filter(event => reasons.includes(textOf(event['reason']) ?? ''))
    .flatMap(event => {
      const path = textOf(event['message']) === undefined ? 'note' : 'message'
      return wordsAt(event, [path], `Event ${textOf(event['reason']) ?? ''}`, seenAt(event))
    })
  return found.length < 2 ? found : found.toSorted(latestFirst)
}

const latestFirst = (a: PlacedText, b: PlacedText): number => (b.since ?? 0) - (a.since ?? 0) || (a.text < b.text ? -1 : 1)

/** When the latest Event with one of these reasons was seen; 0 where there is none. */
export const findLastSeen = (object: JsonRecord, look: Look, reasons: readonly string[]): number =>
  Math.max(0, ...eventWords(object, look, reasons).map(({ since = 0 }) => since))

/** The index of the first of a list that fits, with the item. */
export const indexed = (list: unknown, fits: (item: JsonRecord) => boolean): readonly [JsonRecord, number] | undefined => {
  const items = listOf(list)
  const index = items.findIndex(item => isRecord(item) && fits(item))
  return index < 0 ? undefined : [items[index] as JsonRecord, index]
}

/** The records of a list, each with its index in the list. */
export const withIndex = (list: unknown): readonly (readonly [JsonRecord, number])[] =>
  listOf(list).flatMap((item, index) => (isRecord(item) ? [[item, index] as const] : []))
