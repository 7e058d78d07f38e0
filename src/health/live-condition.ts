import type { Condition } from '../model/conditions.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import { integerOf, isRecord, listOf, recordOf, textOf } from '../model/read.ts'
import { millisecondsOf } from '../model/time.ts'

/**
 * The condition of that type under `status.conditions`, read without copying the others: rules ask for one or two of up to ten, for
 * every object of a cluster.
 */
export const liveCondition = (live: JsonRecord, type: string): Condition | undefined =>
  conditionIn(recordOf(live['status'])['conditions'], type)

/** The same, of any list of conditions. */
export const conditionIn = (conditions: unknown, type: string): Condition | undefined => {
  for (const entry of listOf(conditions)) {
    if (isRecord(entry) && entry['type'] === type) return readCondition(entry, type)
  }
  return undefined
}

const readCondition = (entry: JsonRecord, type: string): Condition => {
  const status = entry['status']
  return {
    type,
    status: typeof status === 'boolean' ? (status ? 'True' : 'False') : (textOf(status) ?? ''),
    reason: textOf(entry['reason']) ?? '',
    message: textOf(entry['message']) ?? '',
    lastTransitionTime: entry['lastTransitionTime'],
    observedGeneration: integerOf(entry['observedGeneration']),
  }
}

/** True where the condition is there and says so. */
export const isTrue = (condition: Condition | undefined): condition is With<'True'> => condition?.status === 'True'
export const isFalse = (condition: Condition | undefined): condition is With<'False'> => condition?.status === 'False'

type With<S extends string> = Condition & { readonly status: S }

/** Since when the condition has its status, in milliseconds since 1970. */
export const transitionOf = (condition: Condition | undefined): number | undefined => millisecondsOf(condition?.lastTransitionTime)
