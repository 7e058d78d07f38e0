import type { JsonRecord } from '../../src/model/kube-object.ts'
import { at, isRecord, listOf, recordOf, textOf } from '../../src/model/read.ts'
import { generateCluster } from './generate-cluster.ts'

const LOST = '2026-11-23T09:55:00Z'

const withConditions = (object: JsonRecord, conditions: readonly JsonRecord[], rest: JsonRecord = {}): JsonRecord => {
  const types = new Set(conditions.map(({ type }) => type))
  const others = listOf(at(object, 'status', 'conditions')).filter(each => !isRecord(each) || !types.has(each['type']))
  return { ...object, status: { ...recordOf(object['status']), conditions: [...others, ...conditions], ...rest } }
}

/** A pod as the node controller leaves those of a node that is lost. */
export const unready = (pod: JsonRecord): JsonRecord => withConditions(pod, [{ type: 'Ready', status: 'False', lastTransitionTime: LOST }])
/** A Deployment of which no pod serves. */
export const unavailable = (workload: JsonRecord): JsonRecord =>
  withConditions(
    workload,
    [
      {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      },
    ],
    { readyReplicas: 0, availableReplicas: 0, unavailableReplicas: at(workload, 'spec', 'replicas') ?? 1 },
  )
/** A node that has not reported for five minutes. */
export const lost = (node: JsonRecord): JsonRecord =>
  withConditions(node, [{ type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown', lastTransitionTime: LOST }])

/** A node that is well. */
export const node = (name: string): JsonRecord => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, uid: name, resourceVersion: '1', labels: { 'kubernetes.io/hostname': name } },
  spec: {},
  status: {
    allocatable: { cpu: '64', memory: '256Gi', pods: '1100' },
    conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady', lastTransitionTime: '2026-11-01T00:00:00Z' }],
  },
})

const kindOf = ({ kind }: JsonRecord): string => textOf(kind) ?? ''

/** 192 applications of 52 objects, of which 200 objects are ill: the pods of 50 of them and all that stands on those. */
export const illCluster = (): { readonly desired: readonly JsonRecord[]; readonly live: readonly JsonRecord[] } => {
  const applications = generateCluster(192)
  const desired = applications.flatMap(each => each.desired)
  let left = 200
  const breakSome = (object: JsonRecord, number: number): JsonRecord => {
    if (number % 4 !== 0 || left <= 0 || !['Pod', 'Deployment'].includes(kindOf(object))) return object
    left--
    return kindOf(object) === 'Pod' ? unready(object) : unavailable(object)
  }
  const live = applications.flatMap((each, number) => each.live.map(object => breakSome(object, number)))
  const names = new Set(live.flatMap(object => textOf(at(object, 'spec', 'nodeName')) ?? []))
  return { desired, live: [...live, ...[...names].map(name => lost(node(name)))] }
}
