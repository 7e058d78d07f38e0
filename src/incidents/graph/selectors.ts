import type { JsonRecord } from '../../model/kube-object.ts'
import { at, listOf, own, recordOf, recordsOf, textOf } from '../../model/read.ts'

/** True where the labels have every pair of a plain selector (Services, ReplicationControllers); an empty one selects nothing. */
export const selects = (selector: JsonRecord, labels: JsonRecord): boolean => {
  const pairs = Object.entries(selector)
  return pairs.length > 0 && pairs.every(([key, value]) => own(labels, key) === value)
}

/** True where a label selector (`matchLabels`, `matchExpressions`) selects the labels; an empty one selects all (meta/v1 LabelSelector). */
export const labelSelects = (selector: unknown, labels: JsonRecord): boolean =>
  Object.entries(recordOf(at(selector, 'matchLabels'))).every(([key, value]) => own(labels, key) === value) &&
  recordsOf(at(selector, 'matchExpressions')).every(expression => expressionHolds(expression, labels))

/** One requirement of a label selector or of node affinity (core/v1 NodeSelectorRequirement); one that is not understood holds. */
export const expressionHolds = (expression: JsonRecord, labels: JsonRecord): boolean => {
  const value = textOf(own(labels, textOf(expression['key']) ?? ''))
  const values = listOf(expression['values'])
  switch (expression['operator']) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'Gt':
      return value !== undefined && Number(value) > Number(values[0])
    case 'Lt':
      return value !== undefined && Number(value) < Number(values[0])
    default:
      return true
  }
}

export const readLabels = (object: unknown): JsonRecord => recordOf(at(object, 'metadata', 'labels'))
