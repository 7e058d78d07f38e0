import { conditionsOf } from '../../model/conditions.ts'
import type { Condition } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { isRecord, recordOf } from '../../model/read.ts'
import type { Verdict } from '../verdict/kind-rule.ts'
import { NOT_OBSERVED, readGeneration, isBehind, isStale } from '../verdict/generation.ts'
import { progressing } from '../verdict/verdicts.ts'
import { pausedByConvention } from './pauses.ts'
import type { Printed } from './printed-columns.ts'
import { readConditions } from './read-conditions.ts'
import { readDoubt } from './read-doubt.ts'
import { readErrors, readLastOperation } from './read-errors.ts'
import { readFlags, readFraction, readReplicas } from './read-counts.ts'
import { listMembers, readNested, readParts } from './read-parts.ts'
import { readWords } from './read-words.ts'

/** Facts about the kind, beside the object. */
export interface GenericKnowledge {
  /** True where objects of the kind report a status, by its CRD or its project; asked only where there is none. */
  readonly reportsStatus?: () => boolean
  /** The columns that its CRD prints. */
  readonly printed?: Printed
  /** True: a count that is not written is not known, rather than a zero that was left out. */
  readonly certain?: boolean
}

/**
 * Reads the status of a kind that has no rule by what Kubernetes' API conventions, kstatus and most operators have in common: suspend flags, conditions,
 * error fields, phases, booleans and replica counts. Undefined where nothing was recognised, which is not a verdict.
 */
export const assessGeneric = (live: JsonRecord, knowledge: GenericKnowledge = {}): Verdict | undefined => {
  const status = live['status']
  const paused = pausedByConvention(live)
  if (paused !== undefined) return paused
  if (!isRecord(status) || Object.keys(status).length === 0) {
    return knowledge.reportsStatus?.() === true ? progressing('NoStatus', 'Its controller has not reported a status yet') : undefined
  }
  const generation = readGeneration(live)
  const found = readStatus(live, status, { generation, printed: NOTHING_PRINTED, ...knowledge })
  if (found === undefined || (found.status !== 'Healthy' && found.status !== 'Degraded')) return found
  return isBehind(live, generation) ? NOT_OBSERVED : found
}

const NOTHING_PRINTED: Printed = { conditions: [], fields: [] }

interface KindFacts extends GenericKnowledge {
  readonly generation: number | undefined
  readonly printed: Printed
}

/** Reads the fields of a status, and what of them contradicts an answer that all is well. */
const readStatus = (live: JsonRecord, status: JsonRecord, { generation, printed, certain }: KindFacts): Verdict | undefined => {
  const fresh = (entry: Condition): boolean => !isStale(entry, generation)
  const conditions = conditionsOf(live)
  const kept = conditions.filter(fresh)
  if (conditions.length > 0 && kept.length === 0) return NOT_OBSERVED
  const said = readConditions(kept, printed.conditions)
  const words = (): Verdict | undefined => readWords(live, status, printed.fields)
  if (said !== undefined && said.status !== 'Healthy') return explained(said, status, words)
  const found =
    said ??
    readErrors(status) ??
    readLastOperation(live, status) ??
    readNested(status, fresh) ??
    words() ??
    readFields(live, status, certain === true)
  if (found !== undefined && found.status !== 'Healthy') return found
  return readDoubt(live, status, { word: said === undefined ? undefined : words(), fresh }) ?? found
}

/** Conditions that are not as they should be, beside the other fields: what was stopped is not ready, and that is no failure. */
const explained = (said: Verdict, status: JsonRecord, words: () => Verdict | undefined): Verdict => {
  const stopped = words()
  if (stopped?.status === 'Suspended') return stopped
  return (said.status === 'Progressing' ? readErrors(status) : undefined) ?? said
}

const readFields = (live: JsonRecord, status: JsonRecord, certain: boolean): Verdict | undefined =>
  readFlags(status) ??
  (certain ? undefined : readReplicas(live, status)) ??
  readFraction(status) ??
  readParts(live, status, listMembers) ??
  readEmpty(status)

/** A list of conditions that is there and empty is a controller that has begun. */
const readEmpty = (status: JsonRecord): Verdict | undefined => {
  const empty = Array.isArray(status['conditions']) && status['conditions'].length === 0
  const nested = Object.values(recordOf(status)).some(value => Array.isArray(value) && value.length === 0)
  return empty || (nested && Object.keys(status).length === 1)
    ? progressing('NoStatus', 'Its controller has not reported how it is yet')
    : undefined
}
