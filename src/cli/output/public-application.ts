import { isSecret } from '../../secrets/index.ts'
import type { ApplicationAssessment, ObjectAssessment, Problem } from '../../index.ts'
import type { Assessed } from '../assess-texts.ts'

/** The assessment as it may leave the program: the patch of a Secret is raw by nature, so it stays here. */
export const publicApplication = ({
  application,
  problems,
}: Pick<Assessed, 'application' | 'problems'>): ApplicationAssessment & { readonly problems: readonly Problem[] } => ({
  ...application,
  objects: application.objects.map(publicObject),
  orphans: application.orphans.map(publicObject),
  problems,
})

/** One object of it. */
export const publicObject = (assessment: ObjectAssessment): ObjectAssessment =>
  assessment.comparison === undefined || !isSecret(assessment.ref)
    ? assessment
    : { ...assessment, comparison: { ...assessment.comparison, patch: [] } }
