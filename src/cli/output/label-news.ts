import type { ApplicationAssessment, IncidentChange, LabelChange, ObjectRef, Time, Tracker } from '../../index.ts'
import { refKey } from '../../model/identity.ts'

/** A label that changed: of an object, or of the application where there is no `ref`. */
export interface LabelNews {
  readonly incident?: undefined
  readonly ref?: ObjectRef
  readonly from: string | null
  readonly to: string | null
  readonly since?: string
  readonly reason: string
  readonly message: string
}

/** What changed since the last call: the labels of objects, incidents, and the label of the application. */
export const createNews = (tracker: Tracker): ((now: Time) => readonly (LabelNews | IncidentChange)[]) => {
  let label: ApplicationAssessment['status'] = null
  return now => {
    const application = tracker.assess(now)
    const news = tracker.changes(now).map(change => (change.incident === undefined ? objectNews(application, change) : change))
    const { status: to, reason, message } = application
    const from = label
    label = to
    return from === to ? news : [...news, { from, to, reason, message }]
  }
}

const objectNews = ({ objects, orphans }: ApplicationAssessment, change: LabelChange): LabelNews => {
  const key = refKey(change.ref)
  const assessment = [...objects, ...orphans].find(({ ref }) => refKey(ref) === key)
  return { ...change, message: assessment?.message ?? '' }
}
