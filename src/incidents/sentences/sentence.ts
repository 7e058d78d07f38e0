import type { JsonRecord } from '../../model/kube-object.ts'
import type { Certainty, Fault, Link, Root, TroubleKind, PlacedText } from '../graph/fault.ts'
import type { Look } from '../graph/look.ts'

/** Where a sentence was written. */
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
  /** What the sentence says of it; without one it counts only where it is in trouble itself. */
  readonly fault?: Fault | undefined
  /** Default 'stated'. */
  readonly sure?: Certainty
  /** Steps after the one that the sentence is, where the name leads on to another by a field. */
  readonly further?: readonly Link[]
}

/** A reader of one form of sentence that a controller writes: it gives names, and never a category. */
export interface Sentence {
  /** The troubles in whose words it is looked for. */
  readonly in: readonly TroubleKind[]
  readonly form: RegExp
  readonly names: (match: RegExpExecArray, place: SentencePlace) => readonly Named[]
}
