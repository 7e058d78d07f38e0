import { condition, node, object, unschedulable } from '../../support/incident-objects.ts'
import { cluster, deployment, ref, statefulSet } from '../../support/incident-cluster.ts'
import type { WrittenCase } from '../../support/incident-truth.ts'

const none = (count: number, what: string): string =>
  `0/${count} nodes are available: ${what}. no new claims to deallocate, preemption: 0/${count} nodes are available: ${count} Preemption is not helpful for scheduling.`

/** Pods for which there is no place. */
export const scheduling = (): readonly WrittenCase[] => {
  const gpu = deployment('ml/train', {
    state: unschedulable(none(2, '2 Insufficient nvidia.com/gpu')),
    container: { resources: { requests: { 'nvidia.com/gpu': '1' }, limits: { 'nvidia.com/gpu': '1' } } },
  })
  const spread = deployment('web/edge', {
    replicas: 3,
    well: 2,
    state: unschedulable(none(2, "2 node(s) didn't match pod topology spread constraints")),
  })
  const both = deployment('ops/db', {
    state: unschedulable(none(3, "1 node(s) didn't match Pod's node affinity/selector, 2 node(s) were unschedulable")),
    spec: { nodeSelector: { pool: 'db' } },
  })
  const proxy = deployment('net/proxy', { node: 'w1', container: { ports: [{ containerPort: 443, hostPort: 443 }] } })
  const rival = deployment('net/rival', {
    state: unschedulable(none(1, "1 node(s) didn't have free ports for the requested pod ports")),
    container: { ports: [{ containerPort: 8443, hostPort: 443 }] },
  })
  const big = statefulSet('sea/whale', {
    state: unschedulable(none(2, '2 Insufficient memory')),
    container: { resources: { requests: { memory: '64Gi' } } },
  })
  const spotted = deployment('spot/batch', { state: unschedulable(none(1, '1 node(s) had untolerated taint {lifecycle: spot}')) })
  const poolless = deployment('sky/net', {
    state: unschedulable(none(1, '1 Insufficient cpu')),
    container: { resources: { requests: { cpu: '2' } } },
  })
  const pool = object('karpenter.sh/v1', 'NodePool', 'default', {
    spec: { template: { spec: { nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'default' } } } },
    status: { observedGeneration: 1, conditions: [condition('Ready', 'False', 90, 'NodeClassNotReady', 'NodeClassReady=False')] },
  })
  const nodeClass = object('karpenter.k8s.aws/v1', 'EC2NodeClass', 'default', {
    status: { observedGeneration: 1, conditions: [condition('Ready', 'False', 90, 'AMINotFound', 'AMISelector did not match any AMIs')] },
  })
  return [
    cluster(
      'scheduling-no-node-has-a-gpu',
      { sure: 'linked', root: ref('Deployment', 'ml/train'), symptoms: [ref('Deployment', 'ml/train')] },
      [node('w1'), node('w2'), ...gpu],
    ),
    cluster(
      'scheduling-spread-too-far',
      { sure: 'stated', root: ref('Deployment', 'web/edge'), symptoms: [ref('Deployment', 'web/edge')] },
      [node('w1'), node('w2'), ...spread],
    ),
    cluster(
      'scheduling-both-nodes-cordoned',
      { sure: 'linked', root: ref('Node', 'db-1'), accept: [ref('Node', 'db-2')], symptoms: [ref('Deployment', 'ops/db')] },
      [
        node('db-1', { labels: { pool: 'db' }, cordoned: true }),
        node('db-2', { labels: { pool: 'db' }, cordoned: true }),
        node('w1'),
        ...both,
      ],
    ),
    cluster(
      'scheduling-port-of-another-deployment',
      { sure: 'linked', root: ref('Deployment', 'net/proxy'), symptoms: [ref('Deployment', 'net/rival')] },
      [node('w1'), ...proxy, ...rival],
    ),
    cluster(
      'scheduling-larger-than-every-node',
      { sure: 'linked', root: ref('StatefulSet', 'sea/whale'), symptoms: [ref('StatefulSet', 'sea/whale')] },
      [node('w1'), node('w2'), ...big],
    ),
    cluster(
      'scheduling-taint-by-name',
      { sure: 'stated', root: ref('Node', 's1'), accept: [ref('Deployment', 'spot/batch')], symptoms: [ref('Deployment', 'spot/batch')] },
      [node('s1', { taints: [{ key: 'lifecycle', value: 'spot', effect: 'NoSchedule' }] }), ...spotted],
    ),
    cluster(
      'scheduling-pool-without-a-class',
      {
        sure: 'inferred',
        root: ref('EC2NodeClass', 'default'),
        accept: [ref('NodePool', 'default')],
        symptoms: [ref('Deployment', 'sky/net')],
      },
      [node('w1'), pool, nodeClass, ...poolless],
    ),
  ]
}
