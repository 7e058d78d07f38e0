import { refKey, refOf } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord, KubeObjectLike } from '../../model/kube-object.ts'
import { itemsOf } from '../../model/list-items.ts'
import { at, isRecord, textOf } from '../../model/read.ts'
import { total } from '../../model/total.ts'
import type { PageLog, PageSnapshot } from './page-input.ts'

/** What is known beside the assessments at one moment, to look up by object. */
export interface Surroundings {
  readonly live: (ref: ObjectRef) => JsonRecord | undefined
  readonly events: (ref: ObjectRef) => readonly KubeObjectLike[]
  readonly logs: (ref: ObjectRef) => string | undefined
}

/** Indexes a snapshot once, since each object asks. */
export const surroundingsOf = ({ live = [], events = [], logs = [] }: PageSnapshot): Surroundings => {
  const objects = new Map<string, JsonRecord>()
  const about = new Map<string, JsonRecord[]>()
  for (const item of live) total(() => addLive(item, objects, about), nothing)
  for (const item of events) total(() => itemsOf(item).forEach(event => addEvent(event, about)), nothing)
  const texts = new Map(logs.map(log => [logKey(log), log.text]))
  return {
    live: ref => objects.get(refKey(ref)),
    events: ref => about.get(`${ref.kind}/${ref.namespace}/${ref.name}`) ?? NONE,
    logs: ref => texts.get(logKey(ref)) ?? texts.get(logKey({ ...ref, namespace: '' })),
  }
}

const NONE: readonly KubeObjectLike[] = Object.freeze([])
const nothing = (): undefined => undefined

const logKey = ({ kind = 'Pod', namespace = '', name }: Pick<PageLog, 'kind' | 'namespace' | 'name'>): string =>
  `${kind}/${namespace}/${name}`

/** By itself, in a list, or wrapped with its source, as `assessApplication` takes them. */
const addLive = (item: unknown, objects: Map<string, JsonRecord>, about: Map<string, JsonRecord[]>): void => {
  if (!isRecord(item)) return
  const wrapped = isRecord(item['object']) && item['kind'] === undefined && item['metadata'] === undefined
  const source = wrapped ? textOf(item['source']) : undefined
  for (const object of itemsOf(wrapped ? item['object'] : item)) {
    if (object['kind'] === 'Event') addEvent(object, about)
    objects.set(refKey(refOf(object, source)), object)
  }
}

const addEvent = (event: JsonRecord, about: Map<string, JsonRecord[]>): void => {
  const object = at(event, 'involvedObject') ?? at(event, 'regarding')
  const key = `${textOf(at(object, 'kind')) ?? ''}/${textOf(at(object, 'namespace')) ?? ''}/${textOf(at(object, 'name')) ?? ''}`
  const list = about.get(key)
  if (list === undefined) about.set(key, [event])
  else list.push(event)
}
