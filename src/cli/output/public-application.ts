import type { ApplicationDocument } from '../../contract/index.ts'
import type { Shown } from '../../index.ts'
import { API_VERSION } from '../../policy/presenting.ts'
import type { Assessed } from '../assess-texts.ts'
import { clean } from './guarded.ts'

/** The assessment with everything that was found on the way, as it may leave the program. */
export const publicApplication = ({
  application,
  problems,
  options,
}: Pick<Assessed, 'application' | 'problems' | 'options'>): Shown<ApplicationDocument> => ({
  apiVersion: API_VERSION,
  kind: 'ApplicationAssessment',
  ...application,
  problems: clean(options.redactor, problems),
})
