import type { JsonRecord } from '../kube-object.ts'
import { at, listOf, own, recordOf, recordsOf, textOf } from '../read.ts'

/** True where the labels have every pair of a plain selector (Services, ReplicationControllers); an empty one selects nothing. */
export const fitsPairs = (selector: JsonRecord, labels: JsonRecord): boolean => {
  const pairs = Object.entries(selector)
  return pairs.length > 0 && pairs.every(([key, value]) => own(labels, key) === value)
}

/** True where a label selector (`matchLabels`, `matchExpressions`) selects the labels; an empty one selects all (meta/v1 LabelSelector). */
export const fitsLabelSelector = (selector: unknown, labels: JsonRecord): boolean =>
  Object.entries(recordOf(at(selector, 'matchLabels'))).every(([key, value]) => own(labels, key) === value) &&
  recordsOf(at(selector, 'matchExpressions')).every(expression => fitsExpression(expression, labels))

/** One requirement of a label selector or of node affinity (core/v1 NodeSelectorRequirement); one that is not understood holds. */
export const fitsExpression = (expression: JsonRecord, labels: JsonRecord): boolean => {
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

/** The labels of an object, or of a template. */
export const readLabels = (object: unknown): JsonRecord => recordOf(at(object, 'metadata', 'labels'))

/** The labels of a pod, and those that a workload gives to its pods. */
export const readPodLabels = (object: unknown): JsonRecord =>
  readLabels(at(object, 'kind') === 'Pod' ? object : at(object, 'spec', 'template'))
