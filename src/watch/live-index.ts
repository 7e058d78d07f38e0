import { groupVersion, kindKey } from '../model/identity.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import { at, own, recordOf, recordsOf, textOf } from '../model/read.ts'
import type { LiveEntry } from '../status/index.ts'
import { createFamily, ownedLinks, ownerLinks } from '../tree/index.ts'
import type { RelatedIndex } from '../tree/index.ts'
import { dropSorted, putSorted } from './sorted-set.ts'
import type { SortedSet } from './sorted-set.ts'

/**
 * The objects of one source, kept findable in every way that an assessment asks, while they come and go. Each question has a name, the
 * same that {@link questionsAbout} gives for an object: what reads the answer to a question has to be assessed again when an object
 * comes, goes or changes that the question is about.
 */
export interface LiveIndex {
  readonly size: number
  find(key: string): LiveEntry | undefined
  put(entry: LiveEntry): LiveEntry | undefined
  drop(key: string): LiveEntry | undefined
  entries(): Iterable<LiveEntry>
  /** The keys of the objects of a kind ('group/Kind'); a copy, so that objects may go meanwhile. */
  keysOf(kind: string): readonly string[]
  childrenOf(entry: LiveEntry, asked: (question: string) => void): readonly LiveEntry[]
  /** What rules ask; `asked` is told each question. */
  related(asked: (question: string) => void): RelatedIndex
}

const NONE: readonly JsonRecord[] = Object.freeze([])

/** An empty index for a source of that name. */
export const createLiveIndex = (source: string): LiveIndex => {
  const entries = new Map<string, LiveEntry>()
  const family = createFamily<LiveEntry>()
  const sets = new Map<string, SortedSet<JsonRecord>>()
  const answer = (question: string): readonly JsonRecord[] => sets.get(question)?.items ?? NONE
  const drop = (key: string): LiveEntry | undefined => {
    const entry = entries.get(key)
    if (entry === undefined) return undefined
    entries.delete(key)
    family.remove(entry, entry.object)
    for (const question of setsOf(entry)) dropSorted(sets, question, key)
    return entry
  }
  return {
    get size() {
      return entries.size
    },
    find: key => entries.get(key),
    put(entry) {
      const earlier = drop(entry.key)
      entries.set(entry.key, entry)
      family.add(entry, entry.object)
      for (const question of setsOf(entry)) putSorted(sets, question, entry.key, entry.object as JsonRecord)
      return earlier
    },
    drop,
    entries: () => entries.values(),
    keysOf: kind => [...(sets.get(kindQuestion(kind))?.keys ?? [])],
    childrenOf(entry, asked) {
      for (const link of ownedLinks(entry.object)) asked(link)
      return family.childrenOf(entry.object)
    },
    related: asked => {
      const ask = (question: string): string => {
        asked(question)
        return question
      }
      return {
        size: entries.size,
        ownedBy: uid => answer(ask(ownedQuestion(uid))),
        find: (kind, namespace, name) =>
          entries.get(ask(`${kind.includes('/') ? kind : `/${kind}`}/${namespace}/${name}/${source}`))?.object as JsonRecord | undefined,
        ofKind: kind => answer(ask(kindQuestion(kind))),
        referringTo: (kind, namespace, name) => answer(ask(referenceQuestion(kind, namespace, name))),
        eventsAbout: uid => answer(ask(eventQuestion(uid))),
      }
    },
  }
}

const ownedQuestion = (uid: string): string => `owned:${uid}`
const kindQuestion = (kind: string): string => `kind:${kind}`
const referenceQuestion = (kind: string, namespace: string, name: string): string => `reference:${kind}/${namespace}/${name}`
const eventQuestion = (uid: string): string => `event:${uid}`

/** The questions in whose answers an object is: by its own name, by who owns it, and those of {@link RelatedIndex}. */
export const questionsAbout = (entry: LiveEntry): readonly string[] => [entry.key, ...ownerLinks(entry.object), ...setsOf(entry)]

/** The sets that an object is in; as `indexRelated` enters it. */
const setsOf = ({ ref, object }: LiveEntry): readonly string[] => {
  const kind = kindKey(ref.group, ref.kind)
  const sets = [kindQuestion(kind)]
  for (const reference of recordsOf(at(object, 'metadata', 'ownerReferences'))) {
    const uid = textOf(reference['uid'])
    if (uid !== undefined) sets.push(ownedQuestion(uid))
  }
  const about = kind === 'Event' ? at(object, 'involvedObject', 'uid') : kind === 'events.k8s.io/Event' ? at(object, 'regarding', 'uid') : undefined
  if (typeof about === 'string') sets.push(eventQuestion(about))
  const target = targetOf(kind, object)
  if (target !== undefined) sets.push(referenceQuestion(target.kind, ref.namespace, target.name))
  return sets
}

const targetOf = (kind: string, object: unknown): { kind: string; name: string } | undefined => {
  if (kind === 'discovery.k8s.io/EndpointSlice') return named('Service', own(recordOf(at(object, 'metadata', 'labels')), 'kubernetes.io/service-name'))
  if (kind !== 'autoscaling/HorizontalPodAutoscaler') return undefined
  const target = at(object, 'spec', 'scaleTargetRef')
  return named(kindKey(groupVersion(textOf(at(target, 'apiVersion'))).group, textOf(at(target, 'kind')) ?? ''), at(target, 'name'))
}

const named = (kind: string, name: unknown): { kind: string; name: string } | undefined => (typeof name === 'string' ? { kind, name } : undefined)
