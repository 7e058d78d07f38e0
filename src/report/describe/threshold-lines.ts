import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf } from '../../model/read.ts'
import { defaults } from '../../model/thresholds.ts'
import type { Thresholds } from '../../model/thresholds.ts'
import { durationText } from '../../model/scalars/time.ts'
import { line } from './summary-line.ts'
import type { SummaryLine } from './summary-line.ts'

/** One threshold as people read it. */
interface Told {
  readonly label: string
  /** The label that it makes of an object: `Degraded after` 5m. */
  readonly means: string
  /** The rules that go by it. */
  readonly rules: readonly string[]
}

const gateway = (kind: string): string => `gateway.networking.k8s.io/${kind}`
const GATEWAYS = [
  'Gateway',
  'ListenerSet',
  'GRPCRoute',
  'HTTPRoute',
  'TCPRoute',
  'TLSRoute',
  'UDPRoute',
  'BackendTLSPolicy',
  'BackendLBPolicy',
]
const WORKLOADS = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet']

/** In the order of a life: what keeps it from starting, from being reached, from running well. That of a deletion is every object's. */
const THRESHOLDS: Readonly<Partial<Record<keyof Thresholds, Told>>> = {
  unschedulableAfter: { label: 'No node takes it', means: 'Degraded after', rules: ['Pod'] },
  sandboxAfter: { label: 'Its volumes or network are not set up', means: 'Degraded after', rules: ['Pod'] },
  attachAfter: { label: 'It is not attached', means: 'Degraded after', rules: ['storage.k8s.io/VolumeAttachment'] },
  workloadAfter: {
    label: 'It is not ready',
    means: 'Degraded after',
    rules: [
      'PersistentVolumeClaim',
      'Pod',
      'ReplicationController',
      ...WORKLOADS.flatMap(kind => [`apps/${kind}`, `extensions/${kind}`]),
      'leaderworkerset.x-k8s.io/LeaderWorkerSet',
    ],
  },
  loadBalancerAfter: { label: 'Its load balancer has no address', means: 'Degraded after', rules: ['Service'] },
  addressAfter: {
    label: 'No controller takes it',
    means: 'Degraded after',
    rules: [
      'networking.k8s.io/Ingress',
      'extensions/Ingress',
      ...GATEWAYS.map(gateway),
      'gateway.networking.x-k8s.io/XListenerSet',
      'gateway.networking.x-k8s.io/XBackendTrafficPolicy',
    ],
  },
  metricsAfter: { label: 'It has no metrics', means: 'Degraded after', rules: ['autoscaling/HorizontalPodAutoscaler'] },
  apiServiceAfter: { label: 'Its backend does not answer', means: 'Degraded after', rules: ['apiregistration.k8s.io/APIService'] },
  disruptionAfter: { label: 'Its controller cannot compute it', means: 'Degraded after', rules: ['policy/PodDisruptionBudget'] },
  restartWindow: { label: 'A container restarted', means: 'told for', rules: ['Pod'] },
}

const DELETION: Told = { label: 'Its deletion does not finish', means: 'Degraded after', rules: [] }

/** The thresholds that a rule judges an object by, with what each makes of it. A Deployment may have a deadline of its own. */
export const thresholdLines = (rule: string, live: JsonRecord, changed: Partial<Thresholds> = {}): readonly SummaryLine[] => {
  const thresholds = { ...defaults.thresholds, ...changed }
  const deadline = rule.endsWith('/Deployment') ? integerOf(at(live, 'spec', 'progressDeadlineSeconds')) : undefined
  return [
    ...Object.entries(THRESHOLDS).flatMap(([name, threshold]) => {
      if (!threshold.rules.includes(rule)) return []
      return name === 'workloadAfter' && deadline !== undefined
        ? told(threshold, deadline * 1000, ', its own deadline')
        : told(threshold, thresholds[name as keyof Thresholds])
    }),
    ...told(DELETION, thresholds.terminatingAfter),
  ]
}

const told = ({ label, means }: Told, after: number, note = ''): readonly SummaryLine[] =>
  Number.isFinite(after) ? line(label, `${means} ${durationText(after)}${note}`) : []
