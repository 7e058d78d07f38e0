import { presentEvents } from '../../activity/index.ts'
import type { PresentedEvent } from '../../activity/index.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordsOf, textOf } from '../../model/read.ts'
import type { Time } from '../../model/scalars/time.ts'
import type { LogLine, Redactor } from '../../redact/index.ts'
import type { Impact } from './impact.ts'
import type { ShownLiveIndex } from './live-index.ts'
import { tellsTrouble } from './log-level.ts'

/** Everything else that was said of an object that is not well. */
export interface FoundEvidence {
  /** The line that a container wrote last and that tells of trouble: in its log, where that is at hand, else before it ended (its termination message). */
  readonly line?: EvidenceLine
  /** The newest Warning, where it says what neither conditions nor containers do. */
  readonly warning?: PresentedEvent
}

/** A line and whose it is. */
export interface EvidenceLine extends LogLine {
  /** The name of the object, as it is shown. */
  readonly of: string
}

/** The same in plain words, '' where there is nothing. */
export interface EvidenceText {
  readonly lastLine: string
  /** Its reason, its message, how often and when. */
  readonly warning: string
}

/** An object to look at, and what it owns. */
export interface Suspected {
  readonly ref: ObjectRef
  readonly health: { readonly status: string }
  readonly children: readonly Suspected[]
}

/** Needed to read evidence. */
export interface EvidenceInput {
  readonly index: Pick<ShownLiveIndex, 'find' | 'events'>
  readonly redactor: Redactor
  /** For the age of an event; without it there is none. */
  readonly now: Time | undefined
  /** The log of an object, redacted; none where it is not at hand. */
  readonly logs?: (ref: ObjectRef) => readonly LogLine[]
}

/** Impacts of which people ask what was said last. */
const SAID: ReadonlySet<Impact> = new Set(['outage', 'partial', 'failing', 'serving', 'missing', 'progressing'])

/** True where people ask what was said last. */
export const asksForEvidence = (impact: Impact): boolean => SAID.has(impact)

const NOTHING: FoundEvidence = {}

/** More pods of one object say the same. */
const MOST_LOOKED_AT = 20

/**
 * Finds what containers and events say of an object and of what is ill below it: the newest line of the newest pod, and the newest Warning. Objects and events pass the
 * redactor whole; what is taken from them is taken afterwards.
 */
export const findEvidence = (object: Suspected, input: EvidenceInput): FoundEvidence => {
  const seen = seeIll(object, input)
  if (seen.length === 0) return NOTHING
  const newest = seen.toSorted((a, b) => (a.since < b.since ? 1 : a.since > b.since ? -1 : 0))
  const safe = newest.flatMap(({ ref, live }): readonly SafeObject[] => {
    const shown = input.redactor.object(live)
    return shown.visible ? [{ ref, object: shown.value }] : []
  })
  const line = first(newest, ({ ref }) => lastLogLine(ref, input)) ?? first(safe, lastWords)
  const told = new Set(safe.flatMap(({ object: each }) => listTold(each)))
  const warning = presentAll(seen, input).find(({ type }) => type === 'Warning')
  return {
    ...(line === undefined ? undefined : { line }),
    ...(warning === undefined || isToldAlready(warning, told) ? undefined : { warning }),
  }
}

interface SeenObject {
  readonly ref: ObjectRef
  readonly live: JsonRecord
  /** When it was made. */
  readonly since: string
}

interface SafeObject {
  readonly ref: ObjectRef
  readonly object: JsonRecord
}

const first = <T, Found>(items: readonly T[], find: (item: T) => Found | undefined): Found | undefined => {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}

/** Puts what was found into plain words. */
export const tellEvidence = ({ line, warning }: FoundEvidence, now: Time | undefined): EvidenceText => ({
  lastLine: line?.text ?? '',
  warning: warning === undefined ? '' : warningText(warning, now),
})

/** The events about an object and about what is ill below it, the newest first. */
export const listEvents = (object: Suspected, input: EvidenceInput): readonly PresentedEvent[] => presentAll(seeIll(object, input), input)

const presentAll = (seen: readonly SeenObject[], { index, redactor, now }: EvidenceInput): readonly PresentedEvent[] => {
  const events = presentEvents(
    seen.flatMap(({ live }) => index.events(live)),
    { now: now ?? 0, redactor },
  )
  return events.visible ? events.value : []
}

const seeIll = (object: Suspected, { index }: EvidenceInput): readonly SeenObject[] =>
  listIll(object)
    .slice(0, MOST_LOOKED_AT)
    .flatMap((ref): readonly SeenObject[] => {
      const live = index.find(ref)
      return live === undefined ? [] : [{ ref, live, since: textOf(at(live, 'metadata', 'creationTimestamp')) ?? '' }]
    })

/** An object and what is not well below it, the deepest first: a pod says more than what owns it. */
const listIll = (object: Suspected): readonly ObjectRef[] => [
  ...object.children.filter(({ health }) => health.status === 'Degraded' || health.status === 'Progressing').flatMap(listIll),
  object.ref,
]

const containersIn = (pod: JsonRecord): readonly JsonRecord[] => {
  const status = pod['status']
  return [...recordsOf(at(status, 'containerStatuses')), ...recordsOf(at(status, 'initContainerStatuses'))]
}

/** The last line of a log that tells of trouble, else the last. */
const lastLogLine = (ref: ObjectRef, { logs }: EvidenceInput): EvidenceLine | undefined => {
  const lines = (logs?.(ref) ?? []).filter(({ text }) => text.trim() !== '')
  const line = lines.findLast(({ text }) => tellsTrouble(text)) ?? lines.at(-1)
  return line === undefined ? undefined : { ...line, of: ref.name }
}

/** The last line of a termination message; without one of the container's own it is the end of its log, where the pod asks for that. */
const lastWords = ({ ref, object }: SafeObject): EvidenceLine | undefined => {
  for (const container of containersIn(object)) {
    const message = textOf(at(container, 'state', 'terminated', 'message')) ?? textOf(at(container, 'lastState', 'terminated', 'message'))
    const line = (message ?? '').split('\n').findLast(each => each.trim() !== '')
    const name = textOf(container['name'])
    if (container['ready'] !== true && line !== undefined)
      return { text: line.trim(), of: ref.name, ...(name === undefined ? undefined : { container: name }) }
  }
  return undefined
}

/** Lists what conditions and containers say: health is read from it, and it is told already. */
const listTold = (object: JsonRecord): readonly string[] => [
  ...recordsOf(at(object, 'status', 'conditions')).flatMap(condition => textOf(condition['message']) ?? []),
  ...containersIn(object).flatMap(container => {
    const waiting = at(container, 'state', 'waiting')
    return [at(waiting, 'message'), at(waiting, 'reason')].flatMap(said => textOf(said) ?? [])
  }),
]

/** The kubelet's own word for going on trying, which the state of the container says too. */
const BACK_OFF = 'BackOff'

const isToldAlready = ({ reason, message }: PresentedEvent, told: ReadonlySet<string>): boolean =>
  reason === BACK_OFF || message === '' || told.has(message) || told.has(message.replace(/^Error: /, ''))

/** `Unhealthy 4s (x84 over 15m): Readiness probe failed`. */
const warningText = ({ reason, message, age }: PresentedEvent, now: Time | undefined): string =>
  `${reason}${now === undefined || age.startsWith('<') ? '' : ` ${age}`}: ${message}`
