import type { JsonRecord } from '../model/kube-object.ts'
import { integerOf, recordOf } from '../model/read.ts'
import type { Verdict } from './health-rule.ts'
import { progressing } from './verdicts.ts'

/**
 * Progressing where the controller has not seen the current spec: its status is about an earlier one, so neither Healthy nor Degraded
 * can be said (API conventions, "observedGeneration"). Text is accepted, since Argo Rollouts writes it. A larger observed generation
 * is no sign of anything: objects that were restored from a backup or copied to another cluster carry one.
 *
 * @param always the controller of this kind always writes it, so its absence means that it has not seen the object at all.
 */
export const unobserved = (live: JsonRecord, always = false): Verdict | undefined => {
  const generation = integerOf(recordOf(live['metadata'])['generation'])
  if (generation === undefined) return undefined
  const observed = integerOf(recordOf(live['status'])['observedGeneration']) ?? (always ? 0 : undefined)
  return observed !== undefined && observed < generation ? NOT_OBSERVED : undefined
}

const NOT_OBSERVED: Verdict = Object.freeze(
  progressing('GenerationNotObserved', 'The controller has not yet seen the latest change of the spec'),
)
