import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import type { Step } from '../incident.ts'
import type { Certainty, Fault, Link, Quoted, Root, Trouble, TroubleKind } from '../graph/fault.ts'
import { lookFor, seenRef } from '../graph/look.ts'
import type { Look } from '../graph/look.ts'
import { refTo } from '../graph/root.ts'
import { absentFault } from '../sentences/names.ts'

/** Something that an object declares that it needs. */
export interface Needed {
  readonly root: Root
  readonly by: Step['by']
  /** The field that declares it. */
  readonly field: string
  /** Default 'linked'. */
  readonly sure?: Certainty
  /** A fault of it beyond its own trouble: it is not there, or does what harms. */
  readonly fault?: Fault | undefined
  readonly further?: readonly Link[]
  readonly quote?: Quoted | undefined
  /** The latest moment at which its trouble may have begun. */
  readonly latest?: number | undefined
}

/** An object about which a reference is asked: one that is there, or the identity of one that is not. */
export interface Needing {
  readonly ref: ObjectRef
  /** Empty for an object that is not there. */
  readonly object: JsonRecord
  readonly trouble: Trouble
  readonly look: Look
}

/** A declared edge: the kinds that have it, and the troubles that a fault of its target can produce. A trouble of another kind ends the way here. */
export interface Reference {
  /** 'group/Kind', with globs. */
  readonly from: readonly string[]
  readonly produces: readonly TroubleKind[]
  readonly needs: (needing: Needing) => readonly Needed[]
}

/** An object that is referred to by name: in trouble itself, known not to be there, or of a kind that nobody has shown. */
export const referredTo = (
  kind: string,
  [namespace, name]: readonly [string, string],
  { by = 'reference', field }: { readonly by?: Step['by']; readonly field: string },
  look: Look,
): readonly Needed[] => {
  if (name === '') return []
  const found = lookFor(kind, namespace, name, look)
  if ('object' in found) return [{ root: seenRef(found.object, look), by, field }]
  return found.absent ? [{ root: refTo(kind, namespace, name, look.source), by, field, fault: absentFault(kind, undefined) }] : []
}
