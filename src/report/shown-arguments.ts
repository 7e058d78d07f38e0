import { anAssessment } from '../model/statuses.ts'
import type { Check } from '../model/expect.ts'
import { aShown } from '../redact/internal.ts'

/** An answer for an object that was made with a redactor and carries it. */
export const aShownAnswer: Check = /* @__PURE__ */ aShown(
  'an answer made with a redactor, which it carries (trustAsShown says so of one from a wire)',
)

/** The same for an application. */
export const aShownApplication: Check = value => anAssessment(value) ?? aShownAnswer(value)
