import { refKey, refOf } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord, KubeObjectLike } from '../../model/kube-object.ts'
import { at, isRecord, textOf } from '../../model/read.ts'
import type { Redactor } from '../../redact/index.ts'
import { createShowing, createTexts, shownRef } from '../../status/presenting.ts'

/** The live objects beside an answer, found by the names that it shows. */
export interface ShownLiveIndex {
  /** The live object of that name; undefined where there is none, or where several are shown alike. */
  readonly find: (shown: ObjectRef) => JsonRecord | undefined
  /** True where an object stands under that name whose name is shown as it is. */
  readonly isPlain: (shown: ObjectRef) => boolean
  /** The events about a live object. */
  readonly events: (live: JsonRecord) => readonly JsonRecord[]
}

const NONE: ShownLiveIndex = { find: () => undefined, isPlain: () => false, events: () => [] }

/** An index of the live objects, and of the events among them. */
export const indexLive = (live: Iterable<KubeObjectLike> | undefined, redactor: Redactor): ShownLiveIndex => {
  if (live === undefined) return NONE
  const { text } = createTexts(createShowing(redactor))
  const objects = new Map<string, { readonly raw: string; readonly object: JsonRecord | undefined }>()
  const events = new Map<string, JsonRecord[]>()
  for (const object of live) {
    if (!isRecord(object)) continue
    const ref = refOf(object)
    if (ref.kind === 'Event') {
      const subject = readSubject(object)
      const known = events.get(subject)
      if (known === undefined) events.set(subject, [object])
      else known.push(object)
      continue
    }
    const [raw, shown] = [placeKey(ref), placeKey(shownRef(ref, text))]
    objects.set(shown, { raw, object: objects.has(shown) ? undefined : object })
  }
  return {
    find: shown => objects.get(placeKey(shown))?.object,
    isPlain: shown => {
      const entry = objects.get(placeKey(shown))
      return entry?.object !== undefined && entry.raw === placeKey(shown)
    },
    events: object => (events.get(nameKey(refOf(object))) ?? []).filter(event => isAbout(event, object)),
  }
}

/** The dump does not say which source it is from. */
const placeKey = (ref: ObjectRef): string => refKey({ ...ref, source: '' })
const nameKey = ({ kind, namespace, name }: Pick<ObjectRef, 'kind' | 'namespace' | 'name'>): string => `${kind}/${namespace}/${name}`

const about = (event: JsonRecord): unknown => event['involvedObject'] ?? event['regarding']

const readSubject = (event: JsonRecord): string => {
  const subject = about(event)
  const word = (field: string): string => textOf(at(subject, field)) ?? ''
  return nameKey({ kind: word('kind'), namespace: word('namespace'), name: word('name') })
}

/** Where both know a UID it decides between objects that had the name in turn. */
const isAbout = (event: JsonRecord, object: JsonRecord): boolean => {
  const [uid, own] = [textOf(at(about(event), 'uid')), textOf(at(object, 'metadata', 'uid'))]
  return uid === undefined || uid === '' || own === undefined || uid === own
}
