import { ago, condition, failed, node, object, unreported, unschedulable, waiting } from '../../support/incident-objects.ts'
import { cluster, daemonSet, deployed, deployment, ref, service, statefulSet } from '../../support/incident-cluster.ts'
import type { WrittenCase } from '../../support/incident-truth.ts'

const TAINTED = (count: number, what: string): string =>
  `0/${count} nodes are available: ${what}. no new claims to deallocate, preemption: 0/${count} nodes are available: ${count} Preemption is not helpful for scheduling.`

/** Nodes that are lost, ill or drained. */
export const nodes = (): readonly WrittenCase[] => {
  const low = 'The node was low on resource: ephemeral-storage. Threshold quantity: 1Gi, available: 820Mi. '
  const disk = deployment('media/encode', { state: unschedulable(TAINTED(1, '1 node(s) had untolerated taint(s)')) })
  const set = disk[1]!
  const evicted = object('v1', 'Pod', 'media/encode-5d8f-gone', {
    metadata: {
      labels: { app: 'encode', 'pod-template-hash': '5d8f' },
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'encode-5d8f', uid: (set['metadata'] as { uid: string }).uid, controller: true },
      ],
    },
    spec: { nodeName: 'full-1', containers: [{ name: 'encode' }] },
    status: failed('Evicted', low)('encode', ''),
  })
  const down = deployment('till/cash', { node: 'dead-1', state: unreported(12), replicas: 2 })
  const shut = statefulSet('ledger/book', {
    node: 'dead-2',
    state: failed('Terminated', 'Pod was terminated in response to imminent node shutdown.'),
  })
  const routed = deployment('edge/relay', {
    state: unschedulable(TAINTED(2, "1 node(s) had untolerated taint(s), 1 node(s) didn't match Pod's node affinity/selector")),
    spec: { nodeSelector: { pool: 'edge' } },
  })
  const zoneA = statefulSet('bank/vault', { node: 'b-1', state: unreported(8) })
  const zoneB = deployment('bank/teller', { node: 'b-2', state: unreported(8) })
  const stuck = statefulSet('mail/queue', {
    node: 'dead-3',
    state: unreported(40),
    metadata: { deletionTimestamp: ago(30), deletionGracePeriodSeconds: 30 },
  })
  const agent = daemonSet('kube-system/mesh-node', ['fresh-1'], {
    spec: { hostNetwork: true },
    image: 'quay.example/mesh:9',
    state: waiting(
      'ImagePullBackOff',
      'Back-off pulling image "quay.example/mesh:9": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "quay.example/mesh:9": failed to resolve reference "quay.example/mesh:9": quay.example/mesh:9: not found',
    ),
  })
  const blocked = deployment('shop/cart', {
    state: unschedulable(TAINTED(1, '1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }')),
  })
  const lamp = daemonSet('site/lamp', ['w1', 'w2', 'w3'], { illOn: ['w2'], state: unreported(15) })
  return [
    cluster('node-disk-pressure', { sure: 'stated', root: ref('Node', 'full-1'), symptoms: [ref('Deployment', 'media/encode')] }, [
      node('full-1', {
        conditions: [condition('DiskPressure', 'True', 25, 'KubeletHasDiskPressure', 'kubelet has disk pressure')],
        taints: [{ key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule' }],
      }),
      ...disk,
      evicted,
    ]),
    cluster(
      'node-runtime-down',
      { sure: 'linked', root: ref('Node', 'dead-1'), symptoms: [ref('Deployment', 'till/cash'), ref('Service', 'till/cash')] },
      [
        node('dead-1', {
          conditions: [condition('Ready', 'False', 12, 'KubeletNotReady', 'container runtime is down')],
          taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoExecute', timeAdded: ago(12) }],
        }),
        node('worker-1'),
        ...down,
        ...service('till/cash', down),
      ],
    ),
    cluster('node-shut-down', { sure: 'stated', root: ref('Node', 'dead-2'), symptoms: [ref('StatefulSet', 'ledger/book')] }, [
      node('dead-2', { conditions: [condition('Ready', 'False', 20, 'KubeletNotReady', 'node is shutting down')] }),
      ...shut,
    ]),
    cluster('node-without-a-route', { sure: 'linked', root: ref('Node', 'edge-1'), symptoms: [ref('Deployment', 'edge/relay')] }, [
      node('edge-1', {
        labels: { pool: 'edge' },
        conditions: [condition('NetworkUnavailable', 'True', 45, 'NoRouteCreated', 'Node created without a route')],
        taints: [{ key: 'node.kubernetes.io/network-unavailable', effect: 'NoSchedule' }],
      }),
      node('core-1', { labels: { pool: 'core' } }),
      ...routed,
    ]),
    cluster(
      'node-zone-lost',
      { sure: 'linked', root: ref('External', 'eu-2'), symptoms: [ref('StatefulSet', 'bank/vault'), ref('Deployment', 'bank/teller')] },
      [
        node('a-1', { labels: { 'topology.kubernetes.io/zone': 'eu-1' } }),
        node('b-1', { labels: { 'topology.kubernetes.io/zone': 'eu-2' }, lost: 8 }),
        node('b-2', { labels: { 'topology.kubernetes.io/zone': 'eu-2' }, lost: 8 }),
        ...zoneA,
        ...zoneB,
      ],
    ),
    cluster('node-lost-holds-a-set', { sure: 'linked', root: ref('Node', 'dead-3'), symptoms: [ref('StatefulSet', 'mail/queue')] }, [
      node('dead-3', { lost: 40 }),
      node('worker-1'),
      ...stuck,
    ]),
    cluster(
      'node-network-agent-without-image',
      {
        sure: 'linked',
        root: ref('External', 'quay.example/mesh:9'),
        accept: [ref('DaemonSet', 'kube-system/mesh-node')],
        symptoms: [ref('Deployment', 'shop/cart'), ref('Node', 'fresh-1')],
      },
      [
        node('fresh-1', {
          conditions: [
            condition(
              'Ready',
              'False',
              30,
              'KubeletNotReady',
              'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
            ),
          ],
          taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }],
        }),
        ...agent,
        ...blocked,
      ],
      deployed(blocked),
    ),
    cluster('node-lost-under-a-daemon-set', { sure: 'linked', root: ref('Node', 'w2'), symptoms: [ref('DaemonSet', 'site/lamp')] }, [
      node('w1'),
      node('w2', { lost: 15 }),
      node('w3'),
      ...lamp,
    ]),
  ]
}
