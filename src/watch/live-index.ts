import { groupVersion, kindKey } from '../model/identity.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import { at, own, recordOf, recordsOf, textOf } from '../model/read.ts'
import type { LiveEntry } from '../status/index.ts'
import { ownedLinks, ownerLinks } from '../tree/index.ts'
import type { RelatedIndex } from '../tree/index.ts'
import { dropSorted, putSorted } from './sorted-set.ts'
import type { SortedSet } from './sorted-set.ts'

/**
 * The objects of one source, kept findable in every way that an assessment asks, while they come and go. Each question has a name, under
 * which its answer is kept; what reads an answer has to be assessed again when an object comes into it, leaves it or changes in it.
 */
export interface LiveIndex {
  readonly source: string
  readonly entries: Map<string, LiveEntry>
  /** The answers to the questions that have several, in the order of their keys. */
  readonly sets: Map<string, SortedSet<JsonRecord>>
}

/** An empty index for a source of that name. */
export const createLiveIndex = (source: string): LiveIndex => ({ source, entries: new Map(), sets: new Map() })

/** Puts an object in, over the one with the same key, and gives the questions whose answers change. */
export const putLive = (index: LiveIndex, entry: LiveEntry): readonly string[] => {
  const earlier = index.entries.get(entry.key)
  const after = setsOf(entry)
  const before = earlier === undefined ? after : setsOf(earlier)
  const left = before.filter(question => !after.includes(question))
  for (const question of left) dropSorted(index.sets, question, entry.key)
  for (const question of after) putSorted(index.sets, question, entry.key, entry.object as JsonRecord)
  index.entries.set(entry.key, entry)
  return [entry.key, ...after, ...left]
}

/** Takes an object out, and gives the questions whose answers change. */
export const dropLive = (index: LiveIndex, entry: LiveEntry): readonly string[] => {
  const questions = setsOf(entry)
  index.entries.delete(entry.key)
  for (const question of questions) dropSorted(index.sets, question, entry.key)
  return [entry.key, ...questions]
}

/** The keys of the objects of a kind ('group/Kind'); a copy, so that objects may go meanwhile. */
export const keysOfKind = ({ sets }: LiveIndex, kind: string): readonly string[] => [...(sets.get(kindQuestion(kind))?.keys ?? [])]

/** What an object owns; `ask` is told each question. */
export const childrenIn = ({ entries, sets }: LiveIndex, entry: LiveEntry, ask: (question: string) => void): readonly LiveEntry[] => {
  const children: LiveEntry[] = []
  for (const link of ownedLinks(entry.object)) {
    ask(link)
    for (const key of sets.get(link)?.keys ?? []) {
      const child = entries.get(key)
      if (child !== undefined) children.push(child)
    }
  }
  return children
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

/** The questions in whose answers an object is: by who owns it, and as `indexRelated` enters it. */
const setsOf = ({ ref, object }: LiveEntry): readonly string[] => {
  const kind = kindKey(ref.group, ref.kind)
  const sets = [kindQuestion(kind), ...ownerLinks(object)]
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
