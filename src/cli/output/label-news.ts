import type { ApplicationAssessment, LabelChange, ObjectRef, Time, Tracker } from '../../index.ts'
import { refKey } from '../../model/identity.ts'

/** A label that changed: of an object, or of the application where there is no `ref`. */
export interface LabelNews {
  readonly ref?: ObjectRef
  readonly from: string | null
  readonly to: string | null
  readonly since?: string
  readonly reason: string
  readonly message: string
}

/** What changed its label since the last call: objects first, then the application. */
export const createNews = (tracker: Tracker): ((now: Time) => readonly LabelNews[]) => {
  let label: ApplicationAssessment['status'] = null
  return now => {
    const application = tracker.assess(now)
    const objects = tracker.changes(now).map(change => objectNews(application, change))
    const { status: to, reason, message } = application
    const from = label
    label = to
    return from === to ? objects : [...objects, { from, to, reason, message }]
  }
}

const objectNews = ({ objects, orphans }: ApplicationAssessment, change: LabelChange): LabelNews => {
  const key = refKey(change.ref)
  const assessment = [...objects, ...orphans].find(({ ref }) => refKey(ref) === key)
  return { ...change, message: assessment?.message ?? '' }
}
