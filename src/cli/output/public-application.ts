import { isSecret } from '../../secrets/index.ts'
import type { ObjectAssessment } from '../../index.ts'
import type { ApplicationDocument } from '../../contract/index.ts'
import { API_VERSION } from '../../policy/internal.ts'
import type { Assessed } from '../assess-texts.ts'

/** The assessment as it may leave the program: the patch of a Secret is raw by nature, so it stays here. */
export const publicApplication = ({ application, problems }: Pick<Assessed, 'application' | 'problems'>): ApplicationDocument => ({
  apiVersion: API_VERSION,
  kind: 'ApplicationAssessment',
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
