import { conditionsOf } from '../../model/conditions.ts'
import type { Condition } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf, isRecord, listOf, recordOf, recordsOf, textOf } from '../../model/read.ts'
import type { HealthStatus } from '../../model/statuses.ts'
import { readConditions } from './generic-conditions.ts'
import type { Verdict } from '../verdict/kind-rule.ts'
import type { Printed } from './printed-columns.ts'
import { NOT_OBSERVED, conditionsAreBehind, generationOf, isStale } from '../verdict/generation.ts'
import { worst } from '../verdict/verdicts.ts'
import { STATUS_OF, wordClass } from './word-classes.ts'
import type { WordClass } from './word-classes.ts'

/** What is known of the kind beside the object. */
export interface GenericKnowledge {
  /** Whether objects of the kind report a status, by its CRD or its project; asked only where there is none. */
  readonly reportsStatus?: () => boolean
  /** What its CRD prints of it. */
  readonly printed?: Printed
}

/**
 * Reads the status of a kind that has no rule by what Kubernetes' API conventions, kstatus and most operators have in common: suspend flags, conditions,
 * error fields, phases, booleans and replica counts. Undefined where nothing was recognised, which is not a verdict.
 */
export const assessGeneric = (live: JsonRecord, knowledge: GenericKnowledge = {}): Verdict | undefined => {
  const status = live['status']
  if (isSuspended(live)) return verdict('Suspended', 'Suspended', 'The spec says that it is suspended')
  if (!isRecord(status) || Object.keys(status).length === 0) {
    return knowledge.reportsStatus?.() === true
      ? verdict('Progressing', 'NoStatus', 'Its controller has not reported a status yet')
      : undefined
  }
  const generation = generationOf(live)
  const found = readStatus(live, status, { generation, printed: knowledge.printed ?? NOTHING_PRINTED })
  if (found === undefined || (found.status !== 'Healthy' && found.status !== 'Degraded')) return found
  return conditionsAreBehind(live, generation) ? NOT_OBSERVED : found
}

const NOTHING_PRINTED: Printed = { conditions: [], fields: [] }

interface KindFacts {
  readonly generation: number | undefined
  readonly printed: Printed
}

const verdict = (status: HealthStatus, reason: string, message: string): Verdict => ({ status, reason, message })

/** Flags that suspend an object in the built-in kinds and in most operators', and the annotation that several controllers share for it. */
const isSuspended = (live: JsonRecord): boolean =>
  ['suspend', 'paused', 'suspended', 'pause'].some(flag => at(live, 'spec', flag) === true) ||
  Object.entries(recordOf(at(live, 'metadata', 'annotations'))).some(([key, value]) => key.endsWith('/paused') && value === 'true')

const readStatus = (live: JsonRecord, status: JsonRecord, { generation, printed }: KindFacts): Verdict | undefined => {
  const fresh = (entry: Condition): boolean => !isStale(entry, generation)
  const conditions = conditionsOf(live)
  const kept = conditions.filter(fresh)
  if (conditions.length > 0 && kept.length === 0) return NOT_OBSERVED
  const said = readConditions(kept, printed.conditions)
  const words = (): Verdict | undefined => readWords(live, status, printed.fields)
  if (said === undefined) return readErrors(status) ?? readNested(status, fresh) ?? words() ?? readFields(live, status)
  // What was stopped is not ready, and that is no failure.
  const stopped = said.status === 'Healthy' ? undefined : words()
  if (stopped?.status === 'Suspended') return stopped
  if (said.status === 'Progressing') return readErrors(status) ?? said
  // Conditions that are all as they should be do not make up for a phase, or a part, that says otherwise.
  const doubt =
    said.status === 'Healthy'
      ? [words(), readParts(live, status, recordsOf)].find(other => other !== undefined && isWorse(other))
      : undefined
  return doubt ?? said
}

const readFields = (live: JsonRecord, status: JsonRecord): Verdict | undefined =>
  readFlags(status) ?? readReplicas(live, status) ?? readParts(live, status, membersOf) ?? readEmpty(status)

/** Fields by which controllers report an error beside or instead of conditions (Cluster API, CSI, volume snapshots, many others). */
const ERROR_FIELD = /^(?:last)?(?:error|failure)(?:s|message|msg|reason|description|details?|info)?$/i

const readErrors = (status: JsonRecord): Verdict | undefined => {
  const texts = Object.entries(status).flatMap(([field, value]) => (ERROR_FIELD.test(field) ? errorText(value) : []))
  // The message rather than the reason beside it.
  const text = texts.toSorted((a, b) => b.length - a.length)[0]
  return text === undefined ? undefined : verdict('Degraded', 'ErrorReported', text)
}

const errorText = (value: unknown): readonly string[] =>
  [value, at(value, 'message'), ...listOf(value)].flatMap(each => textOf(each) ?? []).filter(text => text !== '')

/** Policies, routes and gateways report per parent, some controllers one level down; the worst of them counts. */
const readNested = (status: JsonRecord, fresh: (entry: Condition) => boolean): Verdict | undefined => {
  const verdicts = Object.values(status)
    .flatMap(value => (isRecord(value) ? value : recordsOf(value)))
    .filter(entry => 'conditions' in entry)
    .map(
      entry =>
        readConditions(conditionsOf(entry, 'conditions').filter(fresh)) ??
        verdict('Progressing', 'NoStatus', 'Waits for its conditions to be reported'),
    )
  return worst(verdicts)
}

const isWorse = ({ status }: Verdict): boolean => status === 'Degraded' || status === 'Progressing' || status === 'Suspended'

/**
 * Parts with a phase or health each: clusters, environments or members in a list, controllers, nodes or racks in a map by name. The worst counts;
 * what lists the past is passed over.
 */
const readParts = (live: JsonRecord, status: JsonRecord, partsIn: (value: unknown) => readonly JsonRecord[]): Verdict | undefined => {
  const verdicts = Object.entries(status)
    .filter(([key]) => !/history|previous|last|old|event|attempt|generation/i.test(key))
    .flatMap(([, value]) => partsIn(value))
    .flatMap(part => [
      ...Object.keys(part).flatMap(field => (WORD_FIELD.test(field) ? (wordVerdict(live, part, field) ?? []) : [])),
      ...(part['applied'] === false || part['healthy'] === false ? [verdict('Degraded', 'NotHealthy', 'A part of it is not healthy')] : []),
    ])
  return worst(verdicts)
}

/** The part itself (`cluster: { status: ONLINE }`), or those in it by name. */
const membersOf = (value: unknown): readonly JsonRecord[] => [value, ...Object.values(recordOf(value))].filter(isRecord)

/** Words first by the usual names, then any field that ends in phase, state, stage, status or health. */
const WORD_FIELDS = ['phase', 'state', 'status', 'health', 'currentState', 'currentPhase', 'overallStatus'] as const
const WORD_FIELD = /(?:phase|state|stage|status|health)$/i

const readWords = (live: JsonRecord, status: JsonRecord, printed: readonly string[]): Verdict | undefined => {
  const rest = Object.keys(status)
    .filter(key => WORD_FIELD.test(key) && !WORD_FIELDS.some(field => field === key))
    .sort()
  const said = [
    ...[...WORD_FIELDS, ...rest].flatMap(field => wordVerdict(live, status, field) ?? []),
    ...printed.flatMap(path => printedVerdict(live, path) ?? []),
  ]
  return worst(said, BY_WORDS)
}

/** As words are weighed: what was stopped stays in its last phase, so a word for stopped goes before one for busy; unknown is said where nothing else is. */
const BY_WORDS: readonly HealthStatus[] = ['Degraded', 'Suspended', 'Progressing', 'Healthy', 'Unknown']

/** A field that the CRD prints: a word wherever it stands, or a flag. */
const printedVerdict = (live: JsonRecord, path: string): Verdict | undefined => {
  const steps = path.split('.')
  const field = steps.pop() ?? ''
  const parent = recordOf(at(live, ...steps))
  return typeof parent[field] === 'boolean' ? flagVerdict(field, parent[field]) : wordVerdict(live, parent, field)
}

const wordVerdict = (live: JsonRecord, status: JsonRecord, field: string): Verdict | undefined => {
  const value = textOf(status[field]) ?? textOf(at(status[field], 'state')) ?? textOf(at(status[field], 'phase'))
  const said = value === undefined ? undefined : (wordClass(value) ?? (NOT_READY.test(value) ? 'busy' : undefined))
  if (value === undefined || said === undefined) return undefined
  const detail = textOf(status['message']) ?? textOf(status['reason']) ?? ''
  const message = detail === '' ? `${field} is ${value}` : detail
  if (said === 'good' && /(?:running|active|started)$/i.test(value) && isRunToEnd(textOf(live['kind']) ?? ''))
    return verdict('Progressing', 'InProgress', message)
  return verdict(STATUS_OF[said], REASON_OF[said], message)
}

/** As the reason of a condition it says nothing of why; as a state it says what there is to say. */
const NOT_READY = /^not[ _-]?(?:ready|available)$/i

const REASON_OF: Readonly<Record<WordClass, string>> = {
  good: 'Ready',
  bad: 'PhaseFailed',
  busy: 'InProgress',
  paused: 'Suspended',
  unknown: 'ReportedUnknown',
}

/** Kinds that run to an end: running is not yet done. */
const isRunToEnd = (kind: string): boolean =>
  /(?:Job|Run|Task|Workflow|Backup|Restore|Migration|Execution|Build|Request|Snapshot|Experiment|Analysis)$/.test(kind)

const readFlags = (status: JsonRecord): Verdict | undefined => {
  for (const field of ['ready', 'readyToUse', 'healthy', 'available', 'isReady']) {
    const said = flagVerdict(field, status[field])
    if (said !== undefined) return said
  }
  return undefined
}

const flagVerdict = (field: string, value: unknown): Verdict | undefined => {
  if (value === true || value === 'true' || value === 'True') return verdict('Healthy', 'Ready', `${field} is true`)
  if (value !== false && value !== 'false' && value !== 'False') return undefined
  return field === 'healthy'
    ? verdict('Degraded', 'NotHealthy', 'healthy is false')
    : verdict('Progressing', 'InProgress', `${field} is false`)
}

const readReplicas = (live: JsonRecord, status: JsonRecord): Verdict | undefined => {
  const ready = firstInteger(status['readyReplicas'], status['availableReplicas'], status['readyInstances'], status['numberReady'])
  const wanted = firstInteger(at(live, 'spec', 'replicas'), status['replicas'], status['desiredReplicas'], status['desiredNumberScheduled'])
  if (wanted === undefined || (ready === undefined && !('replicas' in status))) return undefined
  return (ready ?? 0) >= wanted
    ? verdict('Healthy', 'Ready', `${ready ?? 0} of ${wanted} replicas are ready`)
    : verdict('Progressing', 'InProgress', `${ready ?? 0} of ${wanted} replicas are ready`)
}

const firstInteger = (...values: readonly unknown[]): number | undefined => values.map(integerOf).find(value => value !== undefined)

/** A list of conditions that is there and empty is a controller that has begun. */
const readEmpty = (status: JsonRecord): Verdict | undefined => {
  const empty = Array.isArray(status['conditions']) && status['conditions'].length === 0
  const nested = Object.values(recordOf(status)).some(value => Array.isArray(value) && value.length === 0)
  return empty || (nested && Object.keys(status).length === 1)
    ? verdict('Progressing', 'NoStatus', 'Its controller has not reported how it is yet')
    : undefined
}
