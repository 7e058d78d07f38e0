import { eventSubject } from '../../model/event-subject.ts'
import { refOf } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord, KubeObjectLike } from '../../model/kube-object.ts'
import { isWrapped, itemsOf } from '../../model/list-items.ts'
import { isRecord, textOf } from '../../model/read.ts'
import { total } from '../../model/total.ts'
import { createShownIndex } from '../../status/presenting.ts'
import type { ShownIndex } from '../../status/presenting.ts'
import type { PageLog, PageSnapshot } from './page-input.ts'
import type { SafeTexts } from './safe-texts.ts'

/** Everything known beside the assessments at one moment, to look up by object. */
export interface Surroundings {
  readonly live: (ref: ObjectRef) => JsonRecord | undefined
  readonly events: (ref: ObjectRef) => readonly KubeObjectLike[]
  readonly logs: (ref: ObjectRef) => string | undefined
  readonly desired: (ref: ObjectRef) => JsonRecord | undefined
  /** Passed by everything beside the assessments. */
  readonly safe: SafeTexts
}

/** Indexes a snapshot once, since each object asks: by the names as they are shown. What is shown under one name as another object is known of neither. */
export const findSurroundings = ({ live = [], events = [], logs = [], desired = [] }: PageSnapshot, safe: SafeTexts): Surroundings => {
  const objects = createShownIndex<JsonRecord>(safe.ref)
  const about = new Map<string, JsonRecord[]>()
  for (const item of live) total(() => addLive(item, { objects, about, safe }), nothing)
  for (const item of events) total(() => itemsOf(item).forEach(event => addEvent(event, about, safe)), nothing)
  const applied = createShownIndex<JsonRecord>(safe.ref)
  for (const item of desired) total(() => addDesired(item, applied), nothing)
  const texts = new Map(logs.map(log => [logKey(shownLog(log, safe)), log.text]))
  return {
    live: ref => onlyOne(objects.find(ref)),
    events: ref => about.get(`${ref.kind}/${ref.namespace}/${ref.name}`) ?? NONE,
    logs: ref => texts.get(logKey(ref)) ?? texts.get(logKey({ ...ref, namespace: '' })),
    // A manifest often leaves its namespace to whoever applies it.
    desired: ref => onlyOne(applied.find({ ...ref, source: '' }) ?? applied.find({ ...ref, namespace: '', source: '' })),
    safe,
  }
}

const onlyOne = (found: JsonRecord | 'several' | undefined): JsonRecord | undefined => (found === 'several' ? undefined : found)

const NONE: readonly KubeObjectLike[] = Object.freeze([])
const nothing = (): undefined => undefined

const logKey = ({ kind = 'Pod', namespace = '', name }: Pick<PageLog, 'kind' | 'namespace' | 'name'>): string =>
  `${kind}/${namespace}/${name}`

const shownLog = ({ kind = 'Pod', namespace = '', name }: PageLog, safe: SafeTexts): Pick<PageLog, 'kind' | 'namespace' | 'name'> => ({
  kind,
  namespace: safe.text(namespace),
  name: safe.text(name),
})

interface Indexing {
  readonly objects: ShownIndex<JsonRecord>
  readonly about: Map<string, JsonRecord[]>
  readonly safe: SafeTexts
}

/** By itself, in a list, or wrapped with its source, as `assessApplication` takes them. */
const addLive = (item: unknown, { objects, about, safe }: Indexing): void => {
  if (!isRecord(item)) return
  const source = isWrapped(item) ? textOf(item['source']) : undefined
  for (const object of itemsOf(isWrapped(item) ? item.object : item)) {
    if (object['kind'] === 'Event') addEvent(object, about, safe)
    objects.put(refOf(object, source), object)
  }
}

/** A manifest says nothing of the source in which it is live. */
const addDesired = (item: unknown, applied: ShownIndex<JsonRecord>): void => {
  if (!isRecord(item)) return
  for (const object of itemsOf(isWrapped(item) ? item.object : item)) applied.put(refOf(object), object)
}

const addEvent = (event: JsonRecord, about: Map<string, JsonRecord[]>, safe: SafeTexts): void => {
  const object = eventSubject(event)
  const key = ['kind', 'namespace', 'name'].map(field => safe.text(textOf(object[field]) ?? '')).join('/')
  const list = about.get(key)
  if (list === undefined) about.set(key, [event])
  else list.push(event)
}
