import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, listOf, textOf } from '../../model/read.ts'
import type { Verdict } from '../verdict/kind-rule.ts'
import { degraded } from '../verdict/verdicts.ts'
import { readWord, wordFields } from './read-words.ts'

/** Fields by which controllers report an error beside or instead of conditions (Cluster API, CSI, volume snapshots, many others). */
const ERROR_FIELD = /^(?:last)?(?:error|failure)(?:s|message|msg|reason|description|details?|info)?$/i
/** The last one of many may be long over. */
const PAST = /^last/i

/** An error that is written beside or instead of conditions. */
export const readErrors = (status: JsonRecord): Verdict | undefined => readErrorFields(status, field => ERROR_FIELD.test(field))

/** The same of what is well by another field, which an error of the past does not contradict. */
export const readPresentErrors = (status: JsonRecord): Verdict | undefined =>
  readErrorFields(status, field => ERROR_FIELD.test(field) && !PAST.test(field))

const readErrorFields = (status: JsonRecord, isError: (field: string) => boolean): Verdict | undefined => {
  const texts = Object.entries(status).flatMap(([field, value]) => (isError(field) ? errorText(value) : []))
  // The message rather than the reason beside it.
  const text = texts.toSorted((a, b) => b.length - a.length)[0]
  return text === undefined ? undefined : degraded('ErrorReported', text)
}

const errorText = (value: unknown): readonly string[] =>
  [value, at(value, 'message'), ...listOf(value)]
    .flatMap(each => textOf(each) ?? textOf(at(each, 'message')) ?? [])
    .filter(text => text !== '')

/** The operation that brought the present state, or failed to (service brokers, Gardener); one that goes on may be a routine. */
export const readLastOperation = (live: JsonRecord, status: JsonRecord): Verdict | undefined => {
  const said = Object.entries(status).flatMap(([field, part]) =>
    isRecord(part) && OPERATION.test(field) ? wordFields(part).map(word => readWord(live, part, word)) : [],
  )
  return said.find(verdict => verdict?.status === 'Degraded')
}
const OPERATION = /^last(?:operation|reconcil|sync|appl|deploy|update|upgrade|result)|^operationstate$/i
