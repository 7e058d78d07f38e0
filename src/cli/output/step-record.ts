import type {
  ApplicationAssessment,
  ApplicationStatus,
  Difference,
  LabelChange,
  ObjectAssessment,
  ObjectRef,
  ObjectStatus,
  Shown,
} from '../../index.ts'
import { refKey } from '../../model/identity.ts'

/** The labels an object went through during one step. */
export interface StepTrail {
  readonly ref: ObjectRef
  /** Each label, the one before the step first; null where the application did not show the object. */
  readonly labels: readonly (ObjectStatus | null)[]
}

/** Everything that happened between something that someone did and the next thing. */
export interface StepRecord {
  readonly at: string
  readonly title: string
  /** The labels of the application, the one before the step first. */
  readonly labels: readonly (ApplicationStatus | null)[]
  readonly trails: readonly StepTrail[]
  /** The application just before the next step. */
  readonly settled: Shown<ApplicationAssessment>
  /** Additions of others meanwhile, which an apply leaves. */
  readonly added: readonly { readonly ref: ObjectRef; readonly note: Difference }[]
}

/** Gathers one step while its frames come in. */
export interface StepRecorder {
  take(application: Shown<ApplicationAssessment>, changes: readonly LabelChange[]): void
  finish(settled: Shown<ApplicationAssessment>): StepRecord
}

/** Begins a step; `before` is the application as it settled before. */
export const recordStep = (at: string, title: string, before: Shown<ApplicationAssessment>): StepRecorder => {
  const labels: (ApplicationStatus | null)[] = [before.status]
  const trails = new Map<string, { ref: ObjectRef; labels: (ObjectStatus | null)[] }>()
  return {
    take(application, changes) {
      if (application.status !== labels.at(-1)) labels.push(application.status)
      for (const { ref, from, to } of changes) {
        const trail = trails.get(refKey(ref)) ?? { ref, labels: [from] }
        trail.labels.push(to)
        trails.set(refKey(ref), trail)
      }
    },
    finish: settled => ({ at, title, labels, trails: [...trails.values()], settled, added: addedSince(before, settled) }),
  }
}

const addedSince = (before: Shown<ApplicationAssessment>, after: Shown<ApplicationAssessment>): StepRecord['added'] => {
  const known = new Set(before.objects.flatMap(listNotes).map(({ key }) => key))
  // An object that was compared for the first time has whatever its controllers always add.
  const compared = new Set(before.objects.flatMap(({ ref, comparison }) => (comparison === undefined ? [] : [refKey(ref)])))
  return after.objects
    .filter(({ ref }) => compared.has(refKey(ref)))
    .flatMap(listNotes)
    .filter(({ key }) => !known.has(key))
    .map(({ ref, note }) => ({ ref, note }))
}

const listNotes = ({ ref, comparison }: Shown<ObjectAssessment>) =>
  (comparison?.notes ?? []).flatMap(note => (note.class === 'added-by-other' ? [{ ref, note, key: `${refKey(ref)}${note.pointer}` }] : []))
