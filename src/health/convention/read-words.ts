import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordOf, textOf } from '../../model/read.ts'
import type { HealthStatus } from '../../model/statuses.ts'
import type { Verdict } from '../verdict/kind-rule.ts'
import { worst } from '../verdict/verdicts.ts'
import { readFlag } from './read-counts.ts'
import { STATUS_OF, wordClass } from './word-classes.ts'
import type { WordClass } from './word-classes.ts'

/** Words first by the usual names, then any field that ends in phase, state, stage, status or health. */
const WORD_FIELDS: readonly string[] = ['phase', 'state', 'status', 'health', 'currentState', 'currentPhase', 'overallStatus']
const WORD_FIELD = /(?:phase|state|stage|status|health)$/i
const PAST = /^(?:previous|old|former)/i

/** Phases, states and healths that a status holds, and what the kind's definition prints. */
export const readWords = (live: JsonRecord, status: JsonRecord, printed: readonly string[]): Verdict | undefined => {
  const rest = Object.keys(status)
    .filter(key => WORD_FIELD.test(key) && !PAST.test(key) && !WORD_FIELDS.includes(key))
    .sort()
  const said = [
    ...[...WORD_FIELDS, ...rest].flatMap(field => readWord(live, status, field) ?? []),
    ...printed.flatMap(path => readPrinted(live, path) ?? []),
  ]
  return worst(said, BY_WORDS)
}

/** As words are weighed: what was stopped stays in its last phase, so a word for stopped goes before one for busy; unknown is said where nothing else is. */
const BY_WORDS: readonly HealthStatus[] = ['Degraded', 'Suspended', 'Progressing', 'Healthy', 'Unknown']

/** A field that the CRD prints: a word wherever it stands, or a flag. */
const readPrinted = (live: JsonRecord, path: string): Verdict | undefined => {
  const steps = path.split('.')
  const field = steps.pop() ?? ''
  const parent = recordOf(at(live, ...steps))
  return typeof parent[field] === 'boolean' ? readFlag(field, parent[field]) : readWord(live, parent, field)
}

/** The fields of a part that hold a word for how it is. */
export const wordFields = (part: JsonRecord): readonly string[] => Object.keys(part).filter(field => WORD_FIELD.test(field))

/** One such field: its word, or the word in it under `state` or `phase`. */
export const readWord = (live: JsonRecord, status: JsonRecord, field: string): Verdict | undefined => {
  const value = textOf(status[field]) ?? textOf(at(status[field], 'state')) ?? textOf(at(status[field], 'phase'))
  const said = value === undefined ? undefined : (wordClass(value) ?? (NOT_READY.test(value) ? 'busy' : undefined))
  if (value === undefined || said === undefined) return undefined
  const detail = textOf(status['message']) ?? textOf(status['reason']) ?? ''
  const message = detail === '' ? `${field} is ${value}` : detail
  if (said === 'good' && /(?:running|active|started)$/i.test(value) && isRunToEnd(textOf(live['kind']) ?? ''))
    return { status: 'Progressing', reason: 'InProgress', message }
  return { status: STATUS_OF[said], reason: REASON_OF[said], message }
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
