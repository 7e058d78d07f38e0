import { eventSubject, sharesUid } from '../../model/event-subject.ts'
import { anywhere, refKey, refOf } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord, KubeObjectLike } from '../../model/kube-object.ts'
import { isRecord, textOf } from '../../model/read.ts'
import type { Redactor } from '../../redact/index.ts'
import { createShowing, createShownIndex, createTexts, shownRef } from '../../status/presenting.ts'

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

/** An index of the live objects, and of the events among them. A dump does not say which source it is from. */
export const indexLive = (live: Iterable<KubeObjectLike> | undefined, redactor: Redactor): ShownLiveIndex => {
  if (live === undefined) return NONE
  const { text } = createTexts(createShowing(redactor))
  const objects = createShownIndex<JsonRecord>(ref => shownRef(ref, text))
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
    objects.put(anywhere(ref), object)
  }
  const find = (shown: ObjectRef): JsonRecord | undefined => {
    const found = objects.find(anywhere(shown))
    return found === 'several' ? undefined : found
  }
  return {
    find,
    isPlain: shown => {
      const found = find(shown)
      return found !== undefined && refKey(anywhere(refOf(found))) === refKey(anywhere(shown))
    },
    events: object => (events.get(nameKey(refOf(object))) ?? []).filter(event => sharesUid(event, object)),
  }
}

const nameKey = ({ kind, namespace, name }: Pick<ObjectRef, 'kind' | 'namespace' | 'name'>): string => `${kind}/${namespace}/${name}`

const readSubject = (event: JsonRecord): string => {
  const subject = eventSubject(event)
  const word = (field: string): string => textOf(subject[field]) ?? ''
  return nameKey({ kind: word('kind'), namespace: word('namespace'), name: word('name') })
}
