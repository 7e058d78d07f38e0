import type { JsonRecord } from '../../src/model/kube-object.ts'

/*
 * Objects as controllers leave them, for small clusters in which one thing is wrong. Everything is a pure function of its names, so that cases
 * are read as what differs from a cluster that is well.
 */
export const NOW = '2026-11-25T12:00:00Z'

/** So many minutes before {@link NOW}. */
export const ago = (minutes: number): string => new Date(Date.parse(NOW) - minutes * 60_000).toISOString().replace('.000Z', 'Z')

export type Json = Record<string, unknown>

/** A uid that is a function of the text. */
export const uidFor = (text: string): string => {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  const hex = hash.toString(16).padStart(8, '0')
  return `${hex}-0000-4000-8000-${hex}${hex.slice(0, 4)}`
}

export const object = (apiVersion: string, kind: string, place: string, rest: Json = {}): JsonRecord => {
  const slash = place.indexOf('/')
  const [namespace, name] = slash < 0 ? [undefined, place] : [place.slice(0, slash), place.slice(slash + 1)]
  const { metadata, ...others } = rest as { metadata?: Json }
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      uid: uidFor(`${kind}/${place}`),
      generation: 1,
      creationTimestamp: ago(10_000),
      ...metadata,
    },
    ...others,
  }
}

export const condition = (type: string, status: string, minutes: number, reason = '', message = ''): Json => ({
  type,
  status,
  lastTransitionTime: ago(minutes),
  ...(reason === '' ? {} : { reason }),
  ...(message === '' ? {} : { message }),
})

/** A custom resource whose Ready condition says how it is. */
export const ready = (apiVersion: string, kind: string, place: string, rest: Json = {}): JsonRecord =>
  object(apiVersion, kind, place, { status: { observedGeneration: 1, conditions: [condition('Ready', 'True', 5000, 'Ready')] }, ...rest })
export const unready = (
  apiVersion: string,
  kind: string,
  place: string,
  [reason, message, minutes = 60]: readonly [string, string, number?],
  rest: Json = {},
): JsonRecord =>
  object(apiVersion, kind, place, {
    status: { observedGeneration: 1, conditions: [condition('Ready', 'False', minutes, reason, message)] },
    ...rest,
  })

export const event = (
  about: JsonRecord,
  reason: string,
  message: string,
  { minutes = 1, type = 'Warning', by = 'kubelet' }: { minutes?: number; type?: string; by?: string } = {},
): JsonRecord => {
  const { name, namespace = 'default', uid } = about['metadata'] as Json
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${String(name)}.${uidFor(reason + message).slice(0, 8)}`,
      namespace,
      uid: uidFor(String(uid) + reason + message),
      creationTimestamp: ago(minutes),
    },
    involvedObject: { apiVersion: about['apiVersion'], kind: about['kind'], name, namespace, uid },
    reason,
    message,
    type,
    count: 3,
    firstTimestamp: ago(minutes + 5),
    lastTimestamp: ago(minutes),
    source: { component: by },
    reportingComponent: by,
  }
}

interface NodeShape {
  readonly labels?: Json
  readonly taints?: readonly Json[]
  readonly cordoned?: boolean
  /** Minutes since its kubelet was last heard of. */
  readonly lost?: number
  readonly conditions?: readonly Json[]
  readonly allocatable?: Json
}

export const node = (
  name: string,
  { labels = {}, taints = [], cordoned = false, lost, conditions = [], allocatable = {} }: NodeShape = {},
): JsonRecord => {
  const isLost = lost !== undefined
  const state = isLost
    ? condition('Ready', 'Unknown', lost, 'NodeStatusUnknown', 'Kubelet stopped posting node status.')
    : condition('Ready', 'True', 9000, 'KubeletReady', 'kubelet is posting ready status')
  const types = new Set(conditions.map(({ type }) => type))
  const all = [
    ...taints,
    ...(isLost ? [{ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute', timeAdded: ago(lost) }] : []),
    ...(cordoned ? [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule', timeAdded: ago(60) }] : []),
  ]
  return object('v1', 'Node', name, {
    metadata: { labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', ...labels } },
    spec: { ...(all.length > 0 ? { taints: all } : {}), ...(cordoned ? { unschedulable: true } : {}) },
    status: {
      allocatable: { cpu: '4', memory: '16Gi', pods: '110', ...allocatable },
      conditions: [
        ...['MemoryPressure', 'DiskPressure', 'PIDPressure'].filter(type => !types.has(type)).map(type => condition(type, 'False', 9000)),
        ...(types.has('Ready') ? [] : [state]),
        ...conditions,
      ],
    },
  })
}

/** How a pod is: what kubelet, the scheduler and the node controller write for it. */
export type PodState = (container: string, image: string) => Json

export const running: PodState = (name, image) => ({
  phase: 'Running',
  conditions: podConditions({ ready: 'True', minutes: 600 }),
  containerStatuses: [
    { name, image, ready: true, restartCount: 0, started: true, state: { running: { startedAt: ago(600) } }, lastState: {} },
  ],
})

const podConditions = ({
  ready: isReady,
  minutes,
  reason = '',
  started = 'True',
}: {
  ready: string
  minutes: number
  reason?: string
  started?: string
}): Json[] => [
  condition('PodReadyToStartContainers', started, minutes),
  condition('Initialized', 'True', minutes),
  condition('Ready', isReady, minutes, reason),
  condition('ContainersReady', isReady, minutes, reason),
  condition('PodScheduled', 'True', minutes),
]

export const waiting =
  (reason: string, message: string, minutes = 30): PodState =>
  (name, image) => ({
    phase: 'Pending',
    conditions: podConditions({ ready: 'False', minutes, reason: 'ContainersNotReady' }),
    containerStatuses: [
      { name, image, ready: false, restartCount: 0, started: false, state: { waiting: { reason, message } }, lastState: {} },
    ],
  })

/** Its volumes or its network are not there yet; the Events say why. */
export const creating =
  (minutes = 30): PodState =>
  (name, image) => ({
    phase: 'Pending',
    conditions: podConditions({ ready: 'False', minutes, reason: 'ContainersNotReady', started: 'False' }),
    containerStatuses: [
      { name, image, ready: false, restartCount: 0, started: false, state: { waiting: { reason: 'ContainerCreating' } }, lastState: {} },
    ],
  })

export const crashing =
  (message: string, { exit = 1, reason = 'Error', minutes = 30 }: { exit?: number; reason?: string; minutes?: number } = {}): PodState =>
  (name, image) => ({
    phase: 'Running',
    conditions: podConditions({ ready: 'False', minutes, reason: 'ContainersNotReady' }),
    containerStatuses: [
      {
        name,
        image,
        ready: false,
        restartCount: 9,
        started: false,
        state: { waiting: { reason: 'CrashLoopBackOff', message: `back-off 5m0s restarting failed container=${name}` } },
        lastState: {
          terminated: { exitCode: exit, reason, startedAt: ago(3), finishedAt: ago(2), ...(message === '' ? {} : { message }) },
        },
      },
    ],
  })

export const unschedulable =
  (message: string, minutes = 30): PodState =>
  () => ({ phase: 'Pending', conditions: [condition('PodScheduled', 'False', minutes, 'Unschedulable', message)] })

/** The node controller has set Ready to False, and nothing else. */
export const unreported =
  (minutes: number): PodState =>
  (name, image) => ({
    ...running(name, image),
    conditions: [condition('Ready', 'False', minutes), condition('ContainersReady', 'True', 600), condition('PodScheduled', 'True', 600)],
  })

export const notReady =
  (minutes = 30): PodState =>
  (name, image) => ({
    phase: 'Running',
    conditions: podConditions({ ready: 'False', minutes, reason: 'ContainersNotReady' }),
    containerStatuses: [
      { name, image, ready: false, restartCount: 0, started: true, state: { running: { startedAt: ago(600) } }, lastState: {} },
    ],
  })

export const failed =
  (reason: string, message: string): PodState =>
  () => ({ phase: 'Failed', reason, message, conditions: [condition('DisruptionTarget', 'True', 20, 'TerminationByKubelet', message)] })
