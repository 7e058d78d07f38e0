import { isRecord, listOf } from '../../model/read.ts'

const METRICS = [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }]
const SCALE_UP = {
  selectPolicy: 'Max',
  stabilizationWindowSeconds: 0,
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
}
const SCALE_DOWN = { selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] }

/** pkg/apis/autoscaling/v2/defaults.go: metrics where there are none, and the rules of a behavior that was written in part. */
export const finishHorizontalPodAutoscaler = (record: Record<string, unknown>): void => {
  if (listOf(record['metrics']).length === 0) record['metrics'] = METRICS
  const behavior = record['behavior']
  if (!isRecord(behavior)) return
  record['behavior'] = {
    ...behavior,
    scaleUp: withDefaults(behavior['scaleUp'], SCALE_UP),
    scaleDown: withDefaults(behavior['scaleDown'], SCALE_DOWN),
  }
}

const withDefaults = (rules: unknown, defaults: Readonly<Record<string, unknown>>): unknown => {
  if (!isRecord(rules)) return defaults
  const filled: Record<string, unknown> = { ...rules }
  for (const key in defaults) filled[key] ??= defaults[key]
  return filled
}
