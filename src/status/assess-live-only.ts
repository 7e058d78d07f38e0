import { refOf } from '../model/identity.ts'
import type { KubeObjectLike } from '../model/kube-object.ts'
import type { ObjectStatus } from '../model/statuses.ts'
import type { Redactor, Shown } from '../redact/index.ts'
import { buildTree, indexRelated } from '../tree/index.ts'
import type { ApplicationAssessment } from './application-assessment.ts'
import { assessApplication } from './assess-application.ts'
import { assessKnown } from './assess-object.ts'
import type { AssessOptions } from './assess-options.ts'
import type { ObjectAssessment } from './object-assessment.ts'
import { describePolicy } from './policy/policy-effect.ts'
import { createShowing } from './shown/showing.ts'

/** Assesses objects of which nothing says what was deployed: the health of each that nobody owns, with what it owns, and no label of them together. */
export const assessLiveOnly = (
  live: readonly KubeObjectLike[],
  options: AssessOptions & { readonly redactor: Redactor },
): Shown<ApplicationAssessment> => {
  const empty = assessApplication({ desired: [], live: [] }, options)
  const { redactor, ...health } = { ...options, related: indexRelated(live) }
  const judging = { health, options, showing: createShowing(redactor) }
  const objects = buildTree(live).map(
    ({ object }) => assessKnown({ live: object, ref: refOf(object) }, judging) as unknown as Shown<ObjectAssessment>,
  )
  const counts: Record<ObjectStatus, number> = { ...empty.counts }
  for (const { status, counting } of objects) if (counting === undefined) counts[status]++
  const policy = describePolicy(objects, options.policy)
  return {
    ...empty,
    objects,
    counts,
    ...(policy === undefined ? undefined : { policy }),
    message: objects.length === 0 ? empty.message : 'Nothing says what was deployed',
  }
}
