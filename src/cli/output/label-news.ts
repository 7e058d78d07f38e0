import type { ApplicationAssessment, IncidentChange, ObjectRef, Shown, Time, Tracker } from '../../index.ts'

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

/** Lists what changed since the last call: the labels of objects, incidents, and the label of the application. */
export const createNews = (tracker: Tracker<Shown<ApplicationAssessment>>): ((now: Time) => readonly (LabelNews | IncidentChange)[]) => {
  let label: ApplicationAssessment['status'] = null
  return now => {
    const application = tracker.assess(now)
    // Drift that becomes another is no other label.
    const news = tracker
      .changes(now)
      .flatMap(change => (change.application === true || (change.incident === undefined && change.from === change.to) ? [] : [change]))
    const { status: to, reason, message } = application
    const from = label
    label = to
    return from === to ? news : [...news, { from, to, reason, message }]
  }
}
