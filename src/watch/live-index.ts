import { groupVersion, kindKey } from '../model/identity.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import { at, own, recordOf, recordsOf, textOf } from '../model/read.ts'
import type { LiveEntry } from '../status/index.ts'
import { createFamily, ownedLinks, ownerLinks } from '../tree/index.ts'
import type { Family, RelatedIndex } from '../tree/index.ts'
import { dropSorted, putSorted } from './sorted-set.ts'
import type { SortedSet } from './sorted-set.ts'

/**
 * The objects of one source, kept findable in every way that an assessment asks, while they come and go. Each question has a name, the
 * same that {@link questionsAbout} gives for an object: what reads the answer to a question has to be assessed again when an object
 * comes, goes or changes that the question is about.
 */
export interface LiveIndex {
  readonly source: string
  readonly entries: Map<string, LiveEntry>
  readonly family: Family<LiveEntry>
  /** The answers to the questions of {@link RelatedIndex} that have several, in the order of their keys. */
  readonly sets: Map<string, SortedSet<JsonRecord>>
}

/** An empty index for a source of that name. */
export const createLiveIndex = (source: string): LiveIndex => ({ source, entries: new Map(), family: createFamily(), sets: new Map() })

/** Puts an object in, over the one with the same key. */
export const putLive = (index: LiveIndex, entry: LiveEntry): void => {
  dropLive(index, entry.key)
  index.entries.set(entry.key, entry)
  index.family.add(entry, entry.object)
  for (const question of setsOf(entry)) putSorted(index.sets, question, entry.key, entry.object as JsonRecord)
}

/** Takes an object out. */
export const dropLive = (index: LiveIndex, key: string): void => {
  const entry = index.entries.get(key)
  if (entry === undefined) return
  index.entries.delete(key)
  index.family.remove(entry, entry.object)
  for (const question of setsOf(entry)) dropSorted(index.sets, question, key)
}

/** The keys of the objects of a kind ('group/Kind'); a copy, so that objects may go meanwhile. */
export const keysOfKind = ({ sets }: LiveIndex, kind: string): readonly string[] => [...(sets.get(kindQuestion(kind))?.keys ?? [])]

/** What an object owns; `ask` is told each question. */
export const childrenIn = ({ family }: LiveIndex, entry: LiveEntry, ask: (question: string) => void): readonly LiveEntry[] => {
  for (const link of ownedLinks(entry.object)) ask(link)
  return family.childrenOf(entry.object)
}

const NONE: readonly JsonRecord[] = Object.freeze([])

/** What health rules ask; `ask` is told each question. */
export const relatedIn = ({ source, entries, sets }: LiveIndex, ask: (question: string) => void): RelatedIndex => {
  const answer = (question: string): readonly JsonRecord[] => {
    ask(question)
    return sets.get(question)?.items ?? NONE
  }
  return {
    size: entries.size,
    ownedBy: uid => answer(ownedQuestion(uid)),
    find(kind, namespace, name) {
      const key = `${kind.includes('/') ? kind : `/${kind}`}/${namespace}/${name}/${source}`
      ask(key)
      return entries.get(key)?.object as JsonRecord | undefined
    },
    ofKind: kind => answer(kindQuestion(kind)),
    referringTo: (kind, namespace, name) => answer(referenceQuestion(kind, namespace, name)),
    eventsAbout: uid => answer(eventQuestion(uid)),
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
  const about =
    kind === 'Event' ? at(object, 'involvedObject', 'uid') : kind === 'events.k8s.io/Event' ? at(object, 'regarding', 'uid') : undefined
  if (typeof about === 'string') sets.push(eventQuestion(about))
  const target = targetOf(kind, object)
  if (target !== undefined) sets.push(referenceQuestion(target.kind, ref.namespace, target.name))
  return sets
}

const targetOf = (kind: string, object: unknown): { kind: string; name: string } | undefined => {
  if (kind === 'discovery.k8s.io/EndpointSlice')
    return named('Service', own(recordOf(at(object, 'metadata', 'labels')), 'kubernetes.io/service-name'))
  if (kind !== 'autoscaling/HorizontalPodAutoscaler') return undefined
  const target = at(object, 'spec', 'scaleTargetRef')
  return named(kindKey(groupVersion(textOf(at(target, 'apiVersion'))).group, textOf(at(target, 'kind')) ?? ''), at(target, 'name'))
}

const named = (kind: string, name: unknown): { kind: string; name: string } | undefined =>
  typeof name === 'string' ? { kind, name } : undefined
