import type { ObjectRef } from '../../model/identity.ts'
import type { ObjectAssessment } from '../object-assessment.ts'

/** The identities of answers that are shown under another one. What is shown never refers to them. */
const hidden = new WeakMap<ObjectAssessment, ObjectRef>()

/** Remembers of which object an answer is that may not name it. */
export const keepOwnRef = (shown: ObjectAssessment, own: ObjectRef): ObjectAssessment => {
  if (!isSame(shown.ref, own)) hidden.set(shown, own)
  return shown
}

/** The object that an answer is about, by which others are asked for it; never to be shown. */
export const ownRef = (assessment: ObjectAssessment): ObjectRef => hidden.get(assessment) ?? assessment.ref

const isSame = (a: ObjectRef, b: ObjectRef): boolean =>
  a.name === b.name &&
  a.namespace === b.namespace &&
  a.kind === b.kind &&
  a.group === b.group &&
  a.source === b.source &&
  a.version === b.version
