import fc from 'fast-check'
import type { KubeObject } from '../../src/model/kube-object.ts'

/** What was deployed, and what is in the cluster. */
export interface RandomApplication {
  readonly desired: readonly KubeObject[]
  readonly live: readonly KubeObject[]
}

type Fate = 'well' | 'drifted' | 'missing' | 'crashing' | 'image' | 'keyless' | 'pending'

const FATES: readonly Fate[] = ['well', 'well', 'drifted', 'missing', 'crashing', 'image', 'keyless', 'pending']

const made = (kind: string, name: string, namespace: string, rest: object, apiVersion = 'v1'): KubeObject =>
  ({
    apiVersion,
    kind,
    metadata: { name, namespace, uid: `${kind}-${namespace}-${name}`, creationTimestamp: '2026-11-22T10:00:00Z' },
    ...rest,
  }) as KubeObject

const ownedBy = (object: KubeObject, owner: KubeObject): KubeObject =>
  ({
    ...object,
    metadata: {
      ...object.metadata,
      ownerReferences: [
        {
          kind: owner.kind,
          uid: `${owner.kind}-${owner.metadata?.namespace}-${owner.metadata?.name}`,
          name: owner.metadata?.name,
          controller: true,
        },
      ],
    },
  }) as KubeObject

const WAITING: Readonly<Partial<Record<Fate, object>>> = {
  crashing: {
    restartCount: 4,
    state: { waiting: { reason: 'CrashLoopBackOff' } },
    lastState: { terminated: { exitCode: 1, reason: 'Error', message: 'starting\ncannot reach the database\n' } },
  },
  image: { state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "registry.example.com/a/b:1": not found' } } },
  keyless: { state: { waiting: { reason: 'CreateContainerConfigError', message: "couldn't find key TOKEN in ConfigMap shop/settings" } } },
}

/** The pod of a workload, which is as its fate says. */
const podFor = (name: string, namespace: string, fate: Fate): KubeObject => {
  const ready = fate === 'well' || fate === 'drifted'
  const container = {
    name: 'app',
    image: 'registry.example.com/a/b:1',
    ready,
    restartCount: 0,
    state: ready ? { running: {} } : {},
    ...WAITING[fate],
  }
  return made('Pod', `${name}-x-1`, namespace, {
    spec: { containers: [{ name: 'app', image: 'registry.example.com/a/b:1' }] },
    status: {
      phase: ready || fate === 'crashing' ? 'Running' : 'Pending',
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: '2026-11-22T10:00:10Z' }],
      containerStatuses: fate === 'pending' ? [] : [container],
    },
  })
}

const workload = (name: string, namespace: string, fate: Fate): RandomApplication => {
  const spec = {
    replicas: 1,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'app', image: 'registry.example.com/a/b:1' }] } },
  }
  const deployment = made('Deployment', name, namespace, { spec }, 'apps/v1')
  const service = made('Service', name, namespace, { spec: { selector: { app: name }, ports: [{ port: 80 }] } })
  if (fate === 'missing') return { desired: [deployment, service], live: [service] }
  const ready = fate === 'well' || fate === 'drifted' ? 1 : 0
  const status = {
    observedGeneration: 1,
    replicas: 1,
    updatedReplicas: 1,
    ...(ready === 0 ? {} : { readyReplicas: 1, availableReplicas: 1 }),
    conditions: [{ type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable', lastTransitionTime: '2026-11-22T10:00:00Z' }],
  }
  const live = {
    ...deployment,
    metadata: { ...deployment.metadata, generation: 1, labels: {} },
    spec: { ...spec, replicas: fate === 'drifted' ? 2 : 1 },
    status,
  } as KubeObject
  const set = ownedBy(
    made('ReplicaSet', `${name}-x`, namespace, { spec: { replicas: 1 }, status: { replicas: 1, readyReplicas: ready } }, 'apps/v1'),
    live,
  )
  const pod = podFor(name, namespace, fate)
  const labelled = { ...pod, metadata: { ...pod.metadata, labels: { app: name } } } as KubeObject
  return { desired: [deployment, service], live: [live, set, ownedBy(labelled, set), service] }
}

const settings = (name: string, namespace: string, fate: Fate): RandomApplication => {
  const map = made('ConfigMap', name, namespace, { data: { level: 'info' } })
  if (fate === 'missing') return { desired: [map], live: [] }
  return { desired: [map], live: [{ ...map, data: { level: fate === 'drifted' ? 'debug' : 'info' } } as KubeObject] }
}

/** Applications of workloads with Services and of settings, in one or two namespaces, each as well or ill as chance has it; every name is there once. */
export const randomApplication: fc.Arbitrary<RandomApplication> = fc
  .array(
    fc.record({ fate: fc.constantFrom(...FATES), isWorkload: fc.boolean(), namespace: fc.constantFrom('shop', 'shop', 'shop', 'bank') }),
    { maxLength: 14 },
  )
  .map(parts => {
    const all = parts.map(({ fate, isWorkload, namespace }, index) =>
      isWorkload ? workload(`app-${index}`, namespace, fate) : settings(`set-${index}`, namespace, fate),
    )
    const shared = made('ConfigMap', 'settings', 'shop', { data: {} })
    return { desired: [shared, ...all.flatMap(({ desired }) => desired)], live: [shared, ...all.flatMap(({ live }) => live)] }
  })
