import type { JsonRecord } from '../../model/kube-object.ts'
import type { Certainty, Fault, Link, Root, TroubleKind, PlacedText } from '../graph/fault.ts'
import type { Look } from '../graph/look.ts'

/** The place of a sentence: the object that it was written on, and what is known around it. */
export interface SentencePlace {
  readonly object: JsonRecord
  /** The namespace in which names without one are. */
  readonly namespace: string
  readonly words: PlacedText
  readonly look: Look
}

/** Somebody or something that a sentence names. */
export interface Named {
  readonly root: Root
  /** The fault that the sentence tells of; without one the name counts only where its bearer is in trouble itself. */
  readonly fault?: Fault | undefined
  /** Default 'stated'. */
  readonly sure?: Certainty
  /** Steps after the one that the sentence is, where the name leads on to another by a field. */
  readonly further?: readonly Link[]
}

/** Troubles whose words hold what the API server refused by: admission speaks to controllers that make pods, and through tools that apply manifests. */
export const REFUSALS: readonly TroubleKind[] = ['refused', 'condition', 'pending']

/** A reader of one form of sentence that a controller writes: it gives names, and never a category. */
export interface Sentence {
  /** The troubles in whose words it is looked for. */
  readonly in: readonly TroubleKind[]
  readonly form: RegExp
  readonly names: (match: RegExpExecArray, place: SentencePlace) => readonly Named[]
}
