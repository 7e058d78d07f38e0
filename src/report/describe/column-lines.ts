import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, listOf, own, recordsOf, textOf } from '../../model/read.ts'
import { durationText, millisecondsOf } from '../../model/scalars/time.ts'
import { line } from './summary-line.ts'
import type { SummaryLine } from './summary-line.ts'

/** The printer columns that a CustomResourceDefinition says for a version of its kind, as it says them; none where it is that of another kind. */
export const definedColumns = (definition: unknown, { group, version, kind }: ObjectRef): readonly JsonRecord[] => {
  const spec = at(definition, 'spec')
  if (at(spec, 'group') !== group || at(spec, 'names', 'kind') !== kind) return []
  const served = recordsOf(at(spec, 'versions')).find(each => each['name'] === version)
  // The name and the age of an object are told anyway.
  return recordsOf(served?.['additionalPrinterColumns']).filter(({ jsonPath }) => jsonPath !== '.metadata.creationTimestamp')
}

/** Reads those columns of an object, also those of `-o wide`; a date as its age, and nothing where there is no value. */
export const columnLines = (columns: readonly JsonRecord[], live: JsonRecord, now: number): readonly SummaryLine[] =>
  columns.flatMap(({ name, type, jsonPath }) => {
    const [value] = valuesAt(live, textOf(jsonPath) ?? '')
    const time = type === 'date' ? millisecondsOf(value) : undefined
    return line(textOf(name) ?? '', time === undefined ? value : durationText(now - time))
  })

/** One step of the simple JSONPath that the API server allows there: a name, with or without brackets, a place in a list, or all of it that fits. */
const STEP = /\.((?:\\.|[^.[\\]){1,512})|\[(?:(\d{1,6})|(\*)|'([^']{0,512})')\]|\[\?\(@\.([\w-]{1,128}) ?== ?["']([^"']{0,256})["']\)\]/gy

const valuesAt = (root: JsonRecord, path: string): readonly unknown[] => {
  const steps = [...path.matchAll(STEP)]
  let values: readonly unknown[] = steps.map(([text]) => text).join('') === path ? [root] : []
  for (const [, name, index, all, quoted, key, wanted] of steps) {
    const word = quoted ?? name?.replaceAll(/\\(.)/g, '$1')
    if (word !== undefined) values = values.flatMap(value => (isRecord(value) ? [own(value, word)] : []))
    else if (index !== undefined) values = values.map(value => listOf(value)[Number(index)])
    else if (all !== undefined) values = values.flatMap(value => (isRecord(value) ? Object.values(value) : listOf(value)))
    else values = values.flatMap(value => recordsOf(value).filter(item => own(item, key ?? '') === wanted))
  }
  return values
}
