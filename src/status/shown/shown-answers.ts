import { assessLive } from '../../health/internal.ts'
import type { Cause, Health, HealthContext } from '../../health/index.ts'
import type { KubeObjectLike } from '../../model/kube-object.ts'
import type { ObjectRef } from '../../model/identity.ts'
import { mapTexts, markShown } from '../../redact/internal.ts'
import type { ApplicationAssessment } from '../application-assessment.ts'
import type { ObjectAssessment } from '../object-assessment.ts'
import { keepOwnRef } from './own-ref.ts'
import { createTexts, readFault, shownObject, shownRef, shownRelated } from './showing.ts'
import type { Withholding, Showing, ShownTexts } from './showing.ts'

/** A health as it may be shown, and why its texts are not. */
export interface ShownHealth {
  readonly health: Health
  readonly fault?: Withholding
}

/**
 * The health of a live object as people may see it: judged by the objects as they are, told by the redacted ones, so that what a rule takes out of a
 * text, its last line or a name, is taken out of what may be shown. Where nothing that it looked at is hidden both are one.
 */
export const shownHealth = (live: KubeObjectLike, context: HealthContext, showing: Showing): ShownHealth => {
  const seen = { hidden: false }
  try {
    const related = shownRelated(context.related, showing, seen)
    const told = assessLive(shownObject(live, showing, seen), related === undefined ? context : { ...context, related })
    return told === undefined || !seen.hidden
      ? redactedHealth(told, told, showing)
      : redactedHealth(assessLive(live, context), told, showing)
  } catch (error) {
    return withheldHealth(assessLive(live, context), readFault(error))
  }
}

const withheldHealth = (health: Health, fault: Withholding): ShownHealth => ({
  health: { ...health, reason: 'Withheld', message: '', causes: [] },
  fault,
})

/** Tells a verdict in the words of what may be told, where both are about the same. */
const redactedHealth = (judged: Health, told: Health, showing: Showing): ShownHealth => {
  const { text, fault } = createTexts(showing)
  const reason = text(judged.reason)
  const isSame = judged.status === told.status && (judged.reason === told.reason || reason === text(told.reason))
  const [message, causes] = isSame ? [text(told.message), told.causes] : [`${reason}; the details hold what is hidden`, []]
  const health: Health = { ...judged, reason, message, causes: shownCauses(causes, text), rule: text(judged.rule) }
  const wrong = fault()
  return wrong === undefined ? { health } : withheldHealth(health, wrong)
}

const shownCauses = (causes: readonly Cause[], text: ShownTexts['text']): readonly Cause[] =>
  causes.length === 0
    ? causes
    : causes.map(({ ref, causes: inner, ...cause }) => ({
        ...mapTexts(cause, text),
        ref: shownRef(ref, text),
        ...(inner === undefined ? undefined : { causes: shownCauses(inner, text) }),
      }))

/** An object's answer of which health and comparison may be shown already, with the rest of it. */
export const shownAssessment = (assessment: ObjectAssessment, showing: Showing, fault: Withholding | undefined): ObjectAssessment => {
  const { ref, status, reason, message, health, sync, comparison, orphaned, children, reassessAt, ...more } = assessment
  const texts = createTexts(showing)
  const { text } = texts
  const shown = {
    ref: shownRef(ref, text),
    status,
    reason,
    message: text(message),
    health,
    sync: { ...sync, message: text(sync.message) },
    ...(comparison === undefined ? undefined : { comparison }),
    ...(orphaned === undefined ? undefined : { orphaned }),
    ...mapTexts(more, text),
    children,
    ...(reassessAt === undefined ? undefined : { reassessAt }),
  }
  const own = comparison?.withheld === undefined ? undefined : { reason: comparison.withheld, weak: comparison.weak ?? [] }
  const marked = markShown({ ...shown, ...because(texts.fault() ?? fault ?? own) }, showing.redactor) as unknown as ObjectAssessment
  return keepOwnRef(marked, ref)
}

/** An application's answer of which the objects may be shown already. */
export const shownApplication = (answer: ApplicationAssessment, showing: Showing): ApplicationAssessment => {
  const { message, notMonitored, policy, problems, ...rest } = answer
  const texts = createTexts(showing)
  const { text } = texts
  const refs = (given: readonly ObjectRef[]): readonly ObjectRef[] => given.map(ref => shownRef(ref, text))
  const shown = {
    ...rest,
    message: text(message),
    notMonitored: notMonitored.map(entry => ({ ...entry, step: text(entry.step), objects: refs(entry.objects) })),
    ...(policy === undefined ? undefined : { policy: mapTexts(policy, text) }),
    problems: problems.map(({ code, ...problem }) => ({ code, ...mapTexts(problem, text) })),
    ...(showing.weak.length === 0 ? undefined : { weak: showing.weak }),
  }
  return markShown({ ...shown, ...because(texts.fault()) }, showing.redactor) as unknown as ApplicationAssessment
}

const because = (fault: Withholding | undefined): { readonly withheld?: string; readonly weak?: readonly string[] } =>
  fault === undefined ? {} : { withheld: fault.reason, ...(fault.weak.length === 0 ? undefined : { weak: fault.weak }) }
