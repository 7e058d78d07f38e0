import { at, integerOf, recordsOf, textOf } from './read.ts'

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

/** The conditions of an object that have a type; `path` where they are not under `status.conditions`. */
export const conditionsOf = (object: unknown, ...path: readonly string[]): readonly Condition[] =>
  recordsOf(path.length === 0 ? at(object, 'status', 'conditions') : at(object, ...path)).flatMap(entry => {
    const type = textOf(entry['type'])
    if (type === undefined) return []
    return {
      type,
      status: typeof entry['status'] === 'boolean' ? (entry['status'] ? 'True' : 'False') : (textOf(entry['status']) ?? ''),
      reason: textOf(entry['reason']) ?? '',
      message: textOf(entry['message']) ?? '',
      lastTransitionTime: entry['lastTransitionTime'],
      observedGeneration: integerOf(entry['observedGeneration']),
    }
  })

/** The condition of that type, if there is one. */
export const conditionOf = (object: unknown, type: string): Condition | undefined =>
  conditionsOf(object).find(condition => condition.type === type)
