import { presentEvents } from '../../activity/index.ts'
import type { PresentedEvent } from '../../activity/index.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordsOf, textOf } from '../../model/read.ts'
import type { Time } from '../../model/scalars/time.ts'
import type { Redactor } from '../../redact/index.ts'
import type { ShownLiveIndex } from './live-index.ts'

/** What else was said of an object that is not well, as it may be shown; '' where there is nothing. */
export interface ShownEvidence {
  /** The last line that a container wrote before it ended (its termination message). */
  readonly lastLine: string
  /** The newest Warning: its reason, its message, how often and when. */
  readonly warning: string
}

/** What is looked at: an object and what it owns. */
export interface Suspected {
  readonly ref: ObjectRef
  readonly health: { readonly status: string }
  readonly children: readonly Suspected[]
}

/** What evidence is read with. */
export interface EvidenceInput {
  readonly index: ShownLiveIndex
  readonly redactor: Redactor
  /** For the age of an event; without it there is none. */
  readonly now: Time | undefined
}

const NOTHING: ShownEvidence = { lastLine: '', warning: '' }

/** More pods of one object say the same. */
const MOST_LOOKED_AT = 20

/**
 * What containers and events say of an object and of what is ill below it. Objects and events pass the redactor whole; what is taken from them is taken afterwards.
 */
export const findEvidence = (object: Suspected, input: EvidenceInput): ShownEvidence => {
  const live = listIllLive(object, input.index)
  if (live.length === 0) return NOTHING
  const safe = live.flatMap((each): readonly JsonRecord[] => {
    const shown = input.redactor.object(each)
    return shown.visible ? [shown.value] : []
  })
  const told = new Set(safe.flatMap(listTold))
  const newest = presentAll(live, input).find(({ type }) => type === 'Warning')
  return {
    lastLine: safe.map(lastWords).find(line => line !== '') ?? '',
    warning: newest === undefined || isToldAlready(newest, told) ? '' : warningText(newest, input.now),
  }
}

/** The events about an object and about what is ill below it, the newest first. */
export const listEvents = (object: Suspected, input: EvidenceInput): readonly PresentedEvent[] =>
  presentAll(listIllLive(object, input.index), input)

const presentAll = (live: readonly JsonRecord[], { index, redactor, now }: EvidenceInput): readonly PresentedEvent[] => {
  const events = presentEvents(live.flatMap(index.events), { now: now ?? 0, redactor })
  return events.visible ? events.value : []
}

const listIllLive = (object: Suspected, index: ShownLiveIndex): readonly JsonRecord[] =>
  listIll(object)
    .slice(0, MOST_LOOKED_AT)
    .flatMap((ref): readonly JsonRecord[] => {
      const found = index.find(ref)
      return found === undefined ? [] : [found]
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

/** The last line of a termination message; without one of the container's own it is the end of its log, where the pod asks for that. */
const lastWords = (pod: JsonRecord): string => {
  for (const container of containersIn(pod)) {
    const message = textOf(at(container, 'state', 'terminated', 'message')) ?? textOf(at(container, 'lastState', 'terminated', 'message'))
    const line = (message ?? '').split('\n').findLast(each => each.trim() !== '')
    if (container['ready'] !== true && line !== undefined) return line.trim()
  }
  return ''
}

/** What conditions and containers say is what health is read from, and is told already. */
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
