import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { durationText, millisecondsOf } from '../../model/scalars/time.ts'
import type { SummaryLine } from './summary-line.ts'
import { line, scalar, selectorText } from './summary-line.ts'

const count = (object: unknown, ...path: readonly string[]): number => integerOf(at(object, ...path)) ?? 0
const selector = (live: JsonRecord): readonly SummaryLine[] => line('Selector', selectorText(at(live, 'spec', 'selector')))
/** A Deployment's replicas default to one. */
const wanted = (live: JsonRecord): number => integerOf(at(live, 'spec', 'replicas')) ?? 1

const deployment = (live: JsonRecord): readonly SummaryLine[] => {
  const rolling = recordOf(at(live, 'spec', 'strategy', 'rollingUpdate'))
  const status = live['status']
  return [
    ...line('Ready', `${count(status, 'readyReplicas')}/${wanted(live)}`),
    ...line(
      'Replicas',
      `${wanted(live)} desired | ${count(status, 'updatedReplicas')} updated | ${count(status, 'replicas')} total | ` +
        `${count(status, 'availableReplicas')} available | ${count(status, 'unavailableReplicas')} unavailable`,
    ),
    ...line('Paused', at(live, 'spec', 'paused') === true ? 'true' : ''),
    ...line('Strategy', textOf(at(live, 'spec', 'strategy', 'type'))),
    ...line(
      'Rolling Update',
      rolling['maxUnavailable'] === undefined
        ? ''
        : `${scalar(rolling['maxUnavailable'])} max unavailable, ${scalar(rolling['maxSurge'])} max surge`,
    ),
    ...selector(live),
  ]
}

const statefulSet = (live: JsonRecord): readonly SummaryLine[] => [
  ...line('Ready', `${count(live, 'status', 'readyReplicas')}/${wanted(live)}`),
  ...line(
    'Replicas',
    `${wanted(live)} desired | ${count(live, 'status', 'replicas')} total | ${count(live, 'status', 'updatedReplicas')} updated`,
  ),
  ...line('Update Strategy', textOf(at(live, 'spec', 'updateStrategy', 'type'))),
  ...line('Service', textOf(at(live, 'spec', 'serviceName'))),
  ...recordsOf(at(live, 'spec', 'volumeClaimTemplates')).flatMap(claim =>
    line(`Volume Claim ${textOf(at(claim, 'metadata', 'name')) ?? ''}`, textOf(at(claim, 'spec', 'resources', 'requests', 'storage'))),
  ),
  ...selector(live),
]

const daemonSet = (live: JsonRecord): readonly SummaryLine[] => {
  const { status } = live
  return [
    ...line(
      'Pods',
      `${count(status, 'desiredNumberScheduled')} desired | ${count(status, 'currentNumberScheduled')} current | ${count(status, 'updatedNumberScheduled')} updated | ` +
        `${count(status, 'numberReady')} ready | ${count(status, 'numberAvailable')} available | ${count(status, 'numberMisscheduled')} misscheduled`,
    ),
    ...selector(live),
  ]
}

const replicaSet = (live: JsonRecord): readonly SummaryLine[] => [
  ...line(
    'Replicas',
    `${count(live, 'status', 'replicas')} current / ${wanted(live)} desired | ${count(live, 'status', 'readyReplicas')} ready`,
  ),
  ...selector(live),
]

/** As `kubectl get jobs`: completions, and how long it took or has run. */
const job = (live: JsonRecord, now: number): readonly SummaryLine[] => {
  const started = millisecondsOf(at(live, 'status', 'startTime'))
  const ended = millisecondsOf(at(live, 'status', 'completionTime'))
  const completions = integerOf(at(live, 'spec', 'completions'))
  const parallel = integerOf(at(live, 'spec', 'parallelism')) ?? 1
  return [
    ...line('Completions', `${count(live, 'status', 'succeeded')}/${completions ?? (parallel > 1 ? `1 of ${parallel}` : 1)}`),
    ...line('Duration', started === undefined ? '' : durationText((ended ?? now) - started)),
    ...line(
      'Pods',
      `${count(live, 'status', 'active')} active (${count(live, 'status', 'ready')} ready) | ${count(live, 'status', 'succeeded')} succeeded | ${count(live, 'status', 'failed')} failed`,
    ),
    ...line('Suspended', at(live, 'spec', 'suspend') === true ? 'true' : ''),
  ]
}

const cronJob = (live: JsonRecord, now: number): readonly SummaryLine[] => {
  const last = millisecondsOf(at(live, 'status', 'lastScheduleTime'))
  return [
    ...line('Schedule', textOf(at(live, 'spec', 'schedule'))),
    ...line('Time Zone', textOf(at(live, 'spec', 'timeZone'))),
    ...line('Suspend', at(live, 'spec', 'suspend') === true),
    ...line('Active', recordsOf(at(live, 'status', 'active')).length),
    ...line('Last Schedule', last === undefined ? '<none>' : `${durationText(now - last)} ago`),
    ...line('Concurrency', textOf(at(live, 'spec', 'concurrencyPolicy'))),
  ]
}

const autoscaler = (live: JsonRecord): readonly SummaryLine[] => {
  const target = at(live, 'spec', 'scaleTargetRef')
  return [
    ...line('Reference', `${textOf(at(target, 'kind')) ?? ''}/${textOf(at(target, 'name')) ?? ''}`),
    ...line('Replicas', `${count(live, 'status', 'currentReplicas')} current / ${count(live, 'status', 'desiredReplicas')} desired`),
    ...line('Bounds', `${integerOf(at(live, 'spec', 'minReplicas')) ?? 1} to ${count(live, 'spec', 'maxReplicas')}`),
    ...recordsOf(at(live, 'spec', 'metrics')).flatMap((metric, index) =>
      metricLine(metric, recordsOf(at(live, 'status', 'currentMetrics'))[index]),
    ),
  ]
}

/** `cpu: 42% / 70%`, as the TARGETS column. */
const metricLine = (metric: JsonRecord, current: JsonRecord | undefined): readonly SummaryLine[] => {
  const type = textOf(metric['type']) ?? ''
  const key = `${type.charAt(0).toLowerCase()}${type.slice(1)}`
  const name = textOf(at(metric, key, 'name')) ?? textOf(at(metric, key, 'metric', 'name')) ?? type
  return line(`Metric ${name}`, `${amount(at(current, key, 'current')) ?? '<unknown>'} / ${amount(at(metric, key, 'target')) ?? '<unset>'}`)
}

const amount = (value: unknown): string | undefined => {
  const share = integerOf(at(value, 'averageUtilization'))
  if (share !== undefined) return `${share}%`
  const plain = at(value, 'averageValue') ?? at(value, 'value')
  return typeof plain === 'string' || typeof plain === 'number' ? String(plain) : undefined
}

const disruptionBudget = (live: JsonRecord): readonly SummaryLine[] => {
  const bound = (key: string): string => scalar(at(live, 'spec', key))
  return [
    ...line('Min Available', bound('minAvailable')),
    ...line('Max Unavailable', bound('maxUnavailable')),
    ...line('Allowed Disruptions', count(live, 'status', 'disruptionsAllowed')),
    ...line(
      'Pods',
      `${count(live, 'status', 'currentHealthy')} healthy | ${count(live, 'status', 'desiredHealthy')} needed | ${count(live, 'status', 'expectedPods')} total`,
    ),
    ...selector(live),
  ]
}

/** Kinds that run pods, or say how many may run. */
export const workloadLines: Readonly<Record<string, (live: JsonRecord, now: number) => readonly SummaryLine[]>> = {
  'apps/Deployment': deployment,
  'apps/StatefulSet': statefulSet,
  'apps/DaemonSet': daemonSet,
  'apps/ReplicaSet': replicaSet,
  'batch/Job': job,
  'batch/CronJob': cronJob,
  'autoscaling/HorizontalPodAutoscaler': autoscaler,
  'policy/PodDisruptionBudget': disruptionBudget,
}
