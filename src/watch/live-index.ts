import type { JsonRecord } from '../model/kube-object.ts'
import { at, textOf } from '../model/read.ts'
import type { LiveEntry } from '../status/internal.ts'
import { answering, kindQuestion, ownedLinks, ownerLinks, questionsAbout } from '../tree/internal.ts'
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
  /** The key of the object with a uid, for frames whose objects say no more. */
  readonly uids: Map<string, string>
  /** The answers to the questions that have several, in the order of their keys. */
  readonly sets: Map<string, SortedSet<JsonRecord>>
}

/** An empty index for a source of that name. */
export const createLiveIndex = (source: string): LiveIndex => ({ source, entries: new Map(), uids: new Map(), sets: new Map() })

/** Puts an object in, over the one with the same key, and gives the questions whose answers change. */
export const putLive = (index: LiveIndex, entry: LiveEntry): readonly string[] => {
  const earlier = index.entries.get(entry.key)
  const after = listSets(entry)
  const before = earlier === undefined ? after : listSets(earlier)
  const left = before.filter(question => !after.includes(question))
  for (const question of left) dropSorted(index.sets, question, entry.key)
  for (const question of after) putSorted(index.sets, question, entry.key, entry.object as JsonRecord)
  if (earlier !== undefined) index.uids.delete(uidOf(earlier.object))
  index.uids.set(uidOf(entry.object), entry.key)
  index.entries.set(entry.key, entry)
  return [entry.key, ...after, ...left]
}

/** Takes an object out, and gives the questions whose answers change. */
export const dropLive = (index: LiveIndex, entry: LiveEntry): readonly string[] => {
  const questions = listSets(entry)
  index.uids.delete(uidOf(entry.object))
  index.entries.delete(entry.key)
  for (const question of questions) dropSorted(index.sets, question, entry.key)
  return [entry.key, ...questions]
}

/** The object with a uid. */
export const withUid = ({ entries, uids }: LiveIndex, uid: string): LiveEntry | undefined => {
  const key = uid === '' ? undefined : uids.get(uid)
  return key === undefined ? undefined : entries.get(key)
}

/** The uid of an object, '' where it has none. */
export const uidOf = (object: unknown): string => textOf(at(object, 'metadata', 'uid')) ?? ''

/** The keys of the objects of a kind ('group/Kind'); a copy, so that objects may go meanwhile. */
export const keysOfKind = ({ sets }: LiveIndex, kind: string): readonly string[] => [...(sets.get(kindQuestion(kind))?.keys ?? [])]

/** Lists what an object owns; `ask` is told each question. */
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

/** Answers what health rules ask; `ask` is told each question. */
export const relatedIn = ({ source, entries, sets }: LiveIndex, ask: (question: string) => void): RelatedIndex =>
  answering({
    size: entries.size,
    answer(question) {
      ask(question)
      return sets.get(question)?.items ?? NONE
    },
    find(kind, namespace, name) {
      const key = `${kind.includes('/') ? kind : `/${kind}`}/${namespace}/${name}/${source}`
      ask(key)
      return entries.get(key)?.object as JsonRecord | undefined
    },
  })

/** The questions in whose answers an object is: those about its owners, and those of health rules. */
const listSets = ({ object }: LiveEntry): readonly string[] => [...questionsAbout(object), ...ownerLinks(object)]
