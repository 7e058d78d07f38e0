import { conditionsOf } from '../../model/conditions.ts'
import { kindKeyOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { durationText, millisecondsOf } from '../../model/scalars/time.ts'
import { containerLines } from './container-lines.ts'
import { kindLines } from './kind-lines.ts'
import { columnLines } from './column-lines.ts'
import { line, pairs } from './summary-line.ts'
import type { SummaryLine } from './summary-line.ts'

/**
 * Says what `kubectl describe` and the printer columns of a kind do, line by line: identity and origin, what the kind is about, its
 * containers, its conditions. The object must have been made safe, and so must `columns`, the printer columns of its definition.
 */
export const summaryLines = (live: JsonRecord, now: number, columns: readonly JsonRecord[] = []): readonly SummaryLine[] => {
  const metadata = recordOf(live['metadata'])
  return [
    ...line('Name', textOf(metadata['name'])),
    ...line('Namespace', textOf(metadata['namespace'])),
    ...line('Labels', pairs(metadata['labels'], '=')),
    ...line('Annotations', pairs(metadata['annotations'], ': ')),
    ...line('Created', moment(metadata['creationTimestamp'], now)),
    ...line('Deleted', moment(metadata['deletionTimestamp'], now)),
    ...line('Finalizers', (metadata['deletionTimestamp'] === undefined ? [] : listTexts(metadata['finalizers'])).join(', ')),
    ...line('Controlled By', owner(metadata)),
    ...kindLines(kindKeyOf(live), live, now),
    ...columnLines(columns, live, now),
    ...containerLines(live, now),
    ...conditionsOf(live).flatMap(({ type, status, reason, message }) =>
      line(`Condition ${type}`, [reason === '' ? status : `${status} (${reason})`, message].filter(part => part !== '').join(': ')),
    ),
  ]
}

const listTexts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter(item => typeof item === 'string') : [])

/** `2026-11-22T08:45:27Z (3m)`. */
const moment = (value: unknown, now: number): string | undefined => {
  const time = millisecondsOf(value)
  return time === undefined ? undefined : `${String(value)} (${durationText(now - time)})`
}

/** As kubectl describe: the owner that controls the object; else the first. */
const owner = (metadata: JsonRecord): string | undefined => {
  const owners = recordsOf(metadata['ownerReferences'])
  const chosen = owners.find(each => at(each, 'controller') === true) ?? owners[0]
  return chosen === undefined ? undefined : `${textOf(chosen['kind']) ?? ''}/${textOf(chosen['name']) ?? ''}`
}
