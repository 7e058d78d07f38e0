import type { JsonRecord } from './kube-object.ts'
import { at, integerOf, isRecord, listOf, recordOf, textOf } from './read.ts'
import { millisecondsOf } from './scalars/time.ts'

/** One entry of a `conditions` list, by the API conventions (`type`, `status`, `reason`, `message`, `lastTransitionTime`). */
export interface Condition {
  readonly type: string
  /** 'True', 'False' or 'Unknown'; other text where a controller departs from the convention. */
  readonly status: string
  readonly reason: string
  readonly message: string
  /** As written: text, or a Date of a typed client object. */
  readonly lastTransitionTime: unknown
  readonly observedGeneration: number | undefined
}

/**
 * The conditions of an object that have a type; `path` where they are not under `status.conditions`. Those of a map, as its keys name them
 * (`conditions: { Ready: { status: 'False' } }`, which operators older than the convention write), count as well.
 */
export const conditionsOf = (object: unknown, ...path: readonly string[]): readonly Condition[] => {
  const conditions = path.length === 0 ? at(object, 'status', 'conditions') : at(object, ...path)
  return isRecord(conditions)
    ? Object.entries(conditions).flatMap(([type, entry]) => readMember(type, entry) ?? [])
    : listOf(conditions).flatMap(entry => {
        const type = isRecord(entry) ? textOf(entry['type']) : undefined
        return type === undefined ? [] : readCondition(entry as JsonRecord, type)
      })
}

/** A condition of a map: a record with a status, or the status by itself. */
const readMember = (type: string, entry: unknown): Condition | undefined => {
  const record = isRecord(entry) ? entry : { status: entry }
  return conditionStatus(record) === '' ? undefined : readCondition(record, textOf(record['type']) ?? type)
}

/**
 * The condition of that type under `status.conditions`, read without copying the others: rules ask for one or two of up to ten, for
 * every object of a cluster.
 */
export const liveCondition = (live: unknown, type: string): Condition | undefined =>
  conditionIn(recordOf(recordOf(live)['status'])['conditions'], type)

/** The same, of any list of conditions. */
export const conditionIn = (conditions: unknown, type: string): Condition | undefined => {
  if (isRecord(conditions)) return readMember(type, conditions[type])
  for (const entry of listOf(conditions)) if (isRecord(entry) && entry['type'] === type) return readCondition(entry, type)
  return undefined
}

const readCondition = (entry: JsonRecord, type: string): Condition => ({
  type,
  status: conditionStatus(entry),
  reason: textOf(entry['reason']) ?? '',
  message: textOf(entry['message']) ?? '',
  lastTransitionTime: entry['lastTransitionTime'],
  observedGeneration: integerOf(entry['observedGeneration']),
})

/** The status of a condition; some controllers write a boolean (GitOps Promoter's fixtures do) or small letters. */
export const conditionStatus = ({ status }: JsonRecord): string => {
  const text = typeof status === 'boolean' ? String(status) : (textOf(status) ?? '')
  return text === 'true' || text === 'false' || text === 'unknown' ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text
}

/** True where the condition is there and says so. */
export const isTrue = (condition: Condition | undefined): condition is With<'True'> => condition?.status === 'True'

/** True where the condition is there and denies it. */
export const isFalse = (condition: Condition | undefined): condition is With<'False'> => condition?.status === 'False'

type With<S extends string> = Condition & { readonly status: S }

/** Since when the condition has its status, in milliseconds since 1970. */
export const transitionOf = (condition: Condition | undefined): number | undefined => millisecondsOf(condition?.lastTransitionTime)
