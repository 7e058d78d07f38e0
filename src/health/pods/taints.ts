import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordsOf, textOf } from '../../model/read.ts'
import type { RuleContext } from '../verdict/kind-rule.ts'

/** The taints of known nodes that keep a pod away, as `kubectl describe` writes them: `dedicated=gpu:NoSchedule`. */
export const untoleratedTaints = (pod: JsonRecord, context: RuleContext): readonly string[] => {
  const tolerations = recordsOf(at(pod, 'spec', 'tolerations'))
  const names = new Set<string>()
  for (const node of context.related?.ofKind('Node') ?? [])
    for (const taint of recordsOf(at(node, 'spec', 'taints'))) {
      const { key, value, effect } = taint
      if (effect === 'PreferNoSchedule' || tolerations.some(toleration => tolerates(toleration, taint))) continue
      names.add(`${textOf(key) ?? ''}${value === undefined || value === '' ? '' : `=${textOf(value) ?? ''}`}:${textOf(effect) ?? ''}`)
    }
  return Array.from(names).sort()
}

/** ToleratesTaint of k8s.io/api/core/v1: an empty key with Exists tolerates everything, an empty effect every effect. */
const tolerates = (toleration: JsonRecord, { key, value = '', effect }: JsonRecord): boolean => {
  const { operator = 'Equal', effect: only = '' } = toleration
  if (only !== '' && only !== effect) return false
  const wanted = toleration['key'] ?? ''
  if (wanted === '') return operator === 'Exists'
  return wanted === key && (operator === 'Exists' || (toleration['value'] ?? '') === value)
}
