import type { JsonRecord } from '../../src/model/kube-object.ts'
import type { TrueRef, WrittenCase } from './incident-truth.ts'
import { NOW, ago, condition, event, object, running } from './incident-objects.ts'
import type { Json, PodState } from './incident-objects.ts'

export interface PodShape {
  readonly state?: PodState
  readonly node?: string
  readonly spec?: Json
  readonly container?: Json
  readonly image?: string
  readonly metadata?: Json
  /** What is said about the pods by Events: reason and message. */
  readonly events?: readonly (readonly [reason: string, message: string])[]
  readonly replicas?: number
  /** How many of them are well. */
  readonly well?: number
  readonly labels?: Json
  /** Why none is made. */
  readonly refused?: string
  readonly annotations?: Json
  readonly meta?: Json
}

const templateSpec = (app: string, { spec = {}, container = {}, image = `registry.example/${app}:1` }: PodShape): Json => ({
  containers: [{ name: app, image, ...container }],
  restartPolicy: 'Always',
  ...spec,
})

const podOf = (place: string, owner: JsonRecord, shape: PodShape, labels: Json): JsonRecord => {
  const app = place.slice(place.indexOf('/') + 1).replace(/-[^-]*$/, '')
  const container = typeof labels['app'] === 'string' ? labels['app'] : app
  const spec = templateSpec(container, shape)
  const isBound =
    shape.state === undefined || !('conditions' in shape.state('', '')) || !JSON.stringify(shape.state('', '')).includes('Unschedulable')
  return object('v1', 'Pod', place, {
    metadata: { labels, creationTimestamp: ago(700), ownerReferences: [ownedBy(owner)], ...shape.metadata },
    spec: { ...spec, ...(isBound ? { nodeName: shape.node ?? 'worker-1' } : {}) },
    status: (shape.state ?? running)(container, shape.image ?? `registry.example/${container}:1`),
  })
}

export const ownedBy = (owner: JsonRecord): Json => {
  const { name, uid } = owner['metadata'] as Json
  return { apiVersion: owner['apiVersion'], kind: owner['kind'], name, uid, controller: true, blockOwnerDeletion: true }
}

const withEvents = (pods: readonly JsonRecord[], events: PodShape['events'] = []): JsonRecord[] =>
  pods.flatMap(pod => events.map(([reason, message]) => event(pod, reason, message)))

/** A Deployment with its ReplicaSet, pods and what is said about these. */
export const deployment = (place: string, shape: PodShape = {}): JsonRecord[] => {
  const { replicas = 1, well = shape.state === undefined && shape.refused === undefined ? replicas : 0, refused } = shape
  const app = place.slice(place.indexOf('/') + 1)
  const labels = { app, ...shape.labels }
  const template = { metadata: { labels }, spec: templateSpec(app, shape) }
  const counts = {
    replicas: refused === undefined ? replicas : 0,
    updatedReplicas: refused === undefined ? replicas : 0,
    readyReplicas: well,
    availableReplicas: well,
  }
  const failure = refused === undefined ? [] : [condition('ReplicaFailure', 'True', 30, 'FailedCreate', refused)]
  const main = object('apps/v1', 'Deployment', place, {
    metadata: { labels, annotations: { 'deployment.kubernetes.io/revision': '1', ...shape.annotations }, ...shape.meta },
    spec: { replicas, selector: { matchLabels: { app } }, template },
    status: {
      observedGeneration: 1,
      ...counts,
      unavailableReplicas: replicas - well,
      conditions: [
        condition(
          'Available',
          well < replicas ? 'False' : 'True',
          30,
          well < replicas ? 'MinimumReplicasUnavailable' : 'MinimumReplicasAvailable',
        ),
        condition('Progressing', 'True', 5000, 'NewReplicaSetAvailable', `ReplicaSet "${app}-5d8f" has successfully progressed.`),
        ...failure,
      ],
    },
  })
  const set = object('apps/v1', 'ReplicaSet', `${place}-5d8f`, {
    metadata: {
      labels: { ...labels, 'pod-template-hash': '5d8f' },
      annotations: { 'deployment.kubernetes.io/revision': '1' },
      ownerReferences: [ownedBy(main)],
    },
    spec: { replicas, selector: { matchLabels: { app } }, template },
    status: { observedGeneration: 1, ...counts, conditions: failure },
  })
  const pods =
    refused === undefined
      ? Array.from({ length: replicas }, (_, index) =>
          podOf(`${place}-5d8f-p${index}`, set, index < well ? { ...shape, state: running } : shape, {
            ...labels,
            'pod-template-hash': '5d8f',
          }),
        )
      : []
  const refusal = refused === undefined ? [] : [event(set, 'FailedCreate', `Error creating: ${refused}`, { by: 'replicaset-controller' })]
  return [main, set, ...pods, ...withEvents(pods.slice(well), shape.events), ...refusal]
}

/** A StatefulSet with its pods; only the first is made where that one is not well. */
export const statefulSet = (place: string, shape: PodShape & { readonly claims?: readonly Json[] } = {}): JsonRecord[] => {
  const { replicas = 1, refused } = shape
  const app = place.slice(place.indexOf('/') + 1)
  const isWell = shape.state === undefined && refused === undefined
  const made = refused !== undefined ? 0 : isWell ? replicas : 1
  const labels = { app, ...shape.labels }
  const main = object('apps/v1', 'StatefulSet', place, {
    metadata: { labels, ...shape.meta },
    spec: {
      replicas,
      serviceName: app,
      selector: { matchLabels: { app } },
      template: { metadata: { labels }, spec: templateSpec(app, shape) },
      volumeClaimTemplates: shape.claims ?? [],
    },
    status: {
      observedGeneration: 1,
      replicas: made,
      readyReplicas: isWell ? replicas : 0,
      currentReplicas: made,
      updatedReplicas: made,
      currentRevision: `${app}-1`,
      updateRevision: `${app}-1`,
    },
  })
  const pods = Array.from({ length: made }, (_, index) =>
    podOf(`${place}-${index}`, main, shape, {
      ...labels,
      'controller-revision-hash': `${app}-1`,
      'apps.kubernetes.io/pod-index': String(index),
    }),
  )
  const refusal =
    refused === undefined
      ? []
      : [
          event(main, 'FailedCreate', `create Pod ${app}-0 in StatefulSet ${app} failed error: ${refused}`, {
            by: 'statefulset-controller',
          }),
        ]
  return [main, ...pods, ...withEvents(pods, shape.events), ...refusal]
}

/** A DaemonSet with a pod on each of the nodes. */
export const daemonSet = (
  place: string,
  nodes: readonly string[],
  shape: PodShape & { readonly illOn?: readonly string[] } = {},
): JsonRecord[] => {
  const app = place.slice(place.indexOf('/') + 1)
  const { refused, illOn = shape.state === undefined ? [] : nodes } = shape
  const labels = { app, ...shape.labels }
  const made = refused === undefined ? nodes : []
  const readyCount = made.filter(name => !illOn.includes(name)).length
  const main = object('apps/v1', 'DaemonSet', place, {
    metadata: { labels, annotations: { 'deprecated.daemonset.template.generation': '1' } },
    spec: { selector: { matchLabels: { app } }, template: { metadata: { labels }, spec: templateSpec(app, shape) } },
    status: {
      observedGeneration: 1,
      desiredNumberScheduled: nodes.length,
      currentNumberScheduled: made.length,
      updatedNumberScheduled: made.length,
      numberReady: readyCount,
      numberAvailable: readyCount,
      numberUnavailable: nodes.length - readyCount,
      numberMisscheduled: 0,
    },
  })
  const pods = made.map(name =>
    podOf(`${place}-${name}`, main, illOn.includes(name) ? { ...shape, node: name } : { ...shape, state: running, node: name }, {
      ...labels,
      'pod-template-generation': '1',
    }),
  )
  const refusal = refused === undefined ? [] : [event(main, 'FailedCreate', `Error creating: ${refused}`, { by: 'daemonset-controller' })]
  return [
    main,
    ...pods,
    ...withEvents(
      pods.filter(pod => illOn.includes(String((pod['spec'] as Json)['nodeName']))),
      shape.events,
    ),
    ...refusal,
  ]
}

/** A Job that has one pod, or is refused it. */
export const job = (place: string, shape: PodShape & { readonly owner?: JsonRecord } = {}): JsonRecord[] => {
  const app = place.slice(place.indexOf('/') + 1)
  const { refused, owner } = shape
  const labels = { app, ...shape.labels }
  const main = object('batch/v1', 'Job', place, {
    metadata: { labels, creationTimestamp: ago(40), ...(owner === undefined ? {} : { ownerReferences: [ownedBy(owner)] }) },
    spec: {
      backoffLimit: 6,
      completions: 1,
      parallelism: 1,
      template: { metadata: { labels }, spec: { ...templateSpec(app, shape), restartPolicy: 'Never' } },
    },
    status: { startTime: ago(40), active: refused === undefined ? 1 : 0 },
  })
  const pods = refused === undefined ? [podOf(`${place}-x1`, main, shape, labels)] : []
  const refusal = refused === undefined ? [] : [event(main, 'FailedCreate', `Error creating: ${refused}`, { by: 'job-controller' })]
  return [main, ...pods, ...withEvents(pods, shape.events), ...refusal]
}

/** A Service with the slice that the endpoints controller makes of the pods of an app among `behind`. */
export const service = (place: string, behind: readonly JsonRecord[] = [], rest: Json = {}): JsonRecord[] => {
  const [namespace = '', name = ''] = place.split('/')
  const { selector = { app: name }, ...spec } = rest
  const pods = behind.filter(
    each =>
      each['kind'] === 'Pod' &&
      (each['metadata'] as Json)['namespace'] === namespace &&
      Object.entries(selector as Json).every(
        ([key, value]) => ((each['metadata'] as Json)['labels'] as Json | undefined)?.[key] === value,
      ) &&
      (each['spec'] as Json)['nodeName'] !== undefined,
  )
  const isReady = (pod: JsonRecord): boolean =>
    ((pod['status'] as Json)['conditions'] as Json[]).some(({ type, status }) => type === 'Ready' && status === 'True')
  return [
    object('v1', 'Service', place, {
      spec: {
        type: 'ClusterIP',
        clusterIP: '10.96.1.1',
        clusterIPs: ['10.96.1.1'],
        selector,
        ports: [{ name: 'http', port: 80, targetPort: 8080 }],
        ...spec,
      },
      status: { loadBalancer: {} },
    }),
    object('discovery.k8s.io/v1', 'EndpointSlice', `${place}-abcde`, {
      metadata: { labels: { 'kubernetes.io/service-name': name } },
      addressType: 'IPv4',
      ports: [{ name: 'http', port: 8080 }],
      endpoints: pods.map((pod, index) => ({
        addresses: [`10.1.0.${index + 1}`],
        conditions: { ready: isReady(pod) },
        targetRef: { kind: 'Pod', namespace, name: (pod['metadata'] as Json)['name'] },
      })),
    }),
  ]
}

export const ingress = (place: string, services: readonly string[], rest: Json = {}): JsonRecord =>
  object('networking.k8s.io/v1', 'Ingress', place, {
    spec: {
      rules: [
        {
          host: 'www.example',
          http: {
            paths: services.map(name => ({ path: `/${name}`, pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } })),
          },
        },
      ],
      ...rest,
    },
    status: { loadBalancer: { ingress: [{ ip: '203.0.113.10' }] } },
  })

export const claim = (place: string, rest: Json = {}, phase = 'Pending'): JsonRecord =>
  object('v1', 'PersistentVolumeClaim', place, {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5Gi' } }, ...rest },
    status: { phase },
  })

export const volumeOf = (claimName: string): Json => ({ volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }] })

/** The objects that people deploy: workloads, and whatever is asked for beside them. */
export const deployed = (objects: readonly JsonRecord[], ...kinds: readonly string[]): JsonRecord[] => {
  const wanted = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'Service', 'Ingress', ...kinds])
  return objects
    .filter(each => wanted.has(String(each['kind'])) && (each['metadata'] as Json)['ownerReferences'] === undefined)
    .map(manifest)
}

export const manifest = (object: JsonRecord): JsonRecord => {
  const live = Object.fromEntries(Object.entries(object).filter(([key]) => key !== 'status'))
  const { name, namespace, labels } = live['metadata'] as Json
  return { ...live, metadata: { name, ...(namespace === undefined ? {} : { namespace }), ...(labels === undefined ? {} : { labels }) } }
}

export const ref = (kind: string, place: string): TrueRef => {
  const slash = place.indexOf('/')
  return slash < 0 || kind === 'External' ? { kind, name: place } : { kind, namespace: place.slice(0, slash), name: place.slice(slash + 1) }
}

/** A case: root and symptoms are decided before it is run. */
export const cluster = (
  id: string,
  truth: Pick<WrittenCase, 'sure' | 'root' | 'symptoms'> & Partial<WrittenCase>,
  objects: readonly JsonRecord[],
  desired: readonly JsonRecord[] = deployed(objects),
): WrittenCase => ({ id, family: id.split('-')[0] ?? '', now: NOW, desired, objects, ...truth })
