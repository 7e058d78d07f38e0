import { refOf } from '../../model/identity.ts'
import type { Condition } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, listOf, own, recordOf, textOf } from '../../model/read.ts'
import { total } from '../../model/total.ts'
import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { waiting } from '../verdict/lasting.ts'
import { conditionIn, isFalse, isTrue, transitionOf } from '../../model/conditions.ts'
import { degraded, healthy, progressing } from '../verdict/verdicts.ts'

/**
 * Rests on the conditions that the autoscaling controller writes (pkg/controller/podautoscaler). Version 1 keeps them as JSON in an
 * annotation. Metrics are missing for a while whenever pods start, so that alone is a problem only after `metricsAfter`.
 */
export const horizontalPodAutoscaler: KindRule = {
  for: ['autoscaling/HorizontalPodAutoscaler'],
  healthyWhen: 'it reads its metrics and can scale its target',
  assess: (live, context) => {
    const conditions = conditionsIn(live)
    const able = conditionIn(conditions, 'AbleToScale')
    const active = conditionIn(conditions, 'ScalingActive')
    if (isFalse(active) && active.reason === 'ScalingDisabled')
      return healthy('ScalingDisabled', 'Its target is scaled to zero, so it rests')
    return broken(able, active) ?? withoutMetrics(active, context) ?? scaling(live, able, conditionIn(conditions, 'ScalingLimited'))
  },
}

const ANNOTATION = 'autoscaling.alpha.kubernetes.io/conditions'

const conditionsIn = (live: JsonRecord): readonly unknown[] => {
  const reported = listOf(at(live, 'status', 'conditions'))
  const text = reported.length > 0 ? undefined : textOf(own(recordOf(at(live, 'metadata', 'annotations')), ANNOTATION))
  return text === undefined
    ? reported
    : total(
        () => listOf(JSON.parse(text)),
        () => [],
      )
}

const FATAL: ReadonlySet<string> = new Set([
  'FailedGetScale',
  'FailedUpdateScale',
  'InvalidSelector',
  'InvalidMetricSourceType',
  'AmbiguousSelector',
])

const broken = (able: Condition | undefined, active: Condition | undefined): Verdict | undefined => {
  const fault = [able, active].find(condition => isFalse(condition) && FATAL.has(condition.reason))
  return fault === undefined ? undefined : degraded(fault.reason, fault.message || 'It cannot scale its target')
}

/** ScalingActive is False for every reason that keeps it from reading a metric: FailedGet…Metric, FailedComputeMetricsReplicas. */
const withoutMetrics = (active: Condition | undefined, context: RuleContext): Verdict | undefined => {
  if (!isFalse(active)) return undefined
  const text = `Has no metrics${active.message === '' ? '' : `: ${active.message}`}`
  return waiting(
    {
      since: transitionOf(active),
      after: context.thresholds.metricsAfter,
      reason: 'WaitingForMetrics',
      text,
      late: active.reason || 'NoMetrics',
    },
    context,
  )
}

const scaling = (live: JsonRecord, able: Condition | undefined, limited: Condition | undefined): Verdict => {
  if (!isTrue(able) && !isTrue(limited))
    return progressing('WaitingToScale', isFalse(able) && able.message !== '' ? able.message : 'Has not scaled its target yet')
  if (isTrue(limited) && limited.reason === 'TooManyReplicas') {
    const most = at(live, 'spec', 'maxReplicas')
    const message = `Is at its maximum${typeof most === 'number' ? ` of ${most} replicas` : ''}`
    return healthy('AtMaximum', message, { causes: [{ ref: refOf(live), reason: 'AtMaximum', message }] })
  }
  const current = at(live, 'status', 'currentReplicas')
  return healthy(
    'AbleToScale',
    typeof current === 'number'
      ? `Keeps its target at ${current} ${current === 1 ? 'replica' : 'replicas'}`
      : 'Is able to scale its target',
  )
}
