import type { Condition } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { integerOf, isRecord, recordOf, recordsOf } from '../../model/read.ts'
import type { Verdict } from './kind-rule.ts'
import { progressing } from './verdicts.ts'

/**
 * The answer where the controller has not seen the current spec: its status is about an earlier one, so neither Healthy nor Degraded can
 * be said (API conventions, "observedGeneration").
 */
export const NOT_OBSERVED: Verdict = /* @__PURE__ */ Object.freeze(
  progressing('GenerationNotObserved', 'The controller has not yet seen the latest change of the spec'),
)

/** The generation of the spec; text is accepted, since Argo Rollouts writes it. */
export const readGeneration = (live: JsonRecord): number | undefined => integerOf(recordOf(live['metadata'])['generation'])

/**
 * {@link NOT_OBSERVED} where `status.observedGeneration` is behind. A larger observed generation is no sign of anything: objects that were
 * restored from a backup or copied to another cluster carry one.
 *
 * @param always the controller of this kind always writes it, so its absence means that it has not seen the object at all.
 */
export const unobserved = (live: JsonRecord, always = false): Verdict | undefined => {
  const generation = readGeneration(live)
  if (generation === undefined) return undefined
  const observed = integerOf(recordOf(live['status'])['observedGeneration']) ?? (always ? 0 : undefined)
  return observed !== undefined && observed < generation ? NOT_OBSERVED : undefined
}

/** True for a condition about an earlier spec; one that names no generation counts as current. */
export const isStale = (condition: Pick<Condition, 'observedGeneration'>, generation: number | undefined): boolean =>
  generation !== undefined && (condition.observedGeneration ?? generation) < generation

/**
 * True where the status names a generation in other places than `status.observedGeneration`, and each is behind: in every condition that names one,
 * or in a field that some controllers write in its place (`status.lastGeneration` of Vault Secrets Operator).
 */
export const isBehind = (live: JsonRecord, generation: number | undefined): boolean => {
  if (generation === undefined) return false
  const newest = newestObserved(live)
  return (newest !== undefined && newest < generation) || keptElsewhere(live).some(seen => seen < generation)
}

/** Fields of a status in which controllers keep the generation that they have worked on. */
const SEEN =
  /^last(?:Observed|Handled|Applied|Processed|Reconciled|Evaluated|Synced|Seen)?Generation$|^(?:applied|processed|reconciled|synced|handled)Generation$/

const keptElsewhere = (live: JsonRecord): readonly number[] =>
  Object.entries(recordOf(live['status'])).flatMap(([field, value]) => (SEEN.test(field) ? (integerOf(value) ?? []) : []))

/** The newest generation that any condition says it is about. */
export const newestObserved = (live: JsonRecord): number | undefined => {
  const status = live['status']
  if (!isRecord(status)) return undefined
  let newest: number | undefined
  const visit = (conditions: unknown): void => {
    for (const entry of recordsOf(conditions)) {
      const observed = integerOf(entry['observedGeneration'])
      if (observed !== undefined && observed > (newest ?? -1)) newest = observed
    }
  }
  visit(status['conditions'])
  for (const key of ['parents', 'ancestors', 'controllers', 'listeners'])
    for (const entry of recordsOf(status[key])) visit(entry['conditions'])
  return newest
}
