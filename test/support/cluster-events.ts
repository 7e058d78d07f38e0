import { entryOf } from '../../src/status/internal.ts'
import type { ApplicationInput, Deployment } from '../../src/status/index.ts'
import { itemsOf, listedKindKey } from '../../src/model/list-items.ts'
import type { JsonRecord } from '../../src/model/kube-object.ts'
import { kindKeyOf } from '../../src/model/identity.ts'
import type { Tracker } from '../../src/watch/index.ts'

/** One line of a recorded timeline: what someone did, a list response, or a watch frame. */
export interface TimelineLine {
  readonly at: string
  readonly step?: string
  readonly phase?: 'deploying' | 'deployed'
  readonly desired?: readonly JsonRecord[]
  readonly list?: JsonRecord & { readonly items: readonly JsonRecord[] }
  readonly type?: string
  readonly object?: JsonRecord
}

/** Turns a timeline into calls; deployments are numbered from `d1`. */
export const deploymentsOf = (): ((line: TimelineLine) => Deployment | undefined) => {
  let number = 0
  return ({ at, phase, desired }) => {
    if (phase === undefined) return undefined
    if (phase === 'deploying') number++
    return {
      id: `d${number}`,
      state: phase === 'deploying' ? 'running' : 'succeeded',
      at,
      ...(desired === undefined ? undefined : { desired }),
    }
  }
}

/** Feeds one line to a tracker. */
export const feed = (
  tracker: Pick<Tracker, 'recordDeployment' | 'observeEvent' | 'observeList' | 'heartbeat'>,
  line: TimelineLine,
  deployment: Deployment | undefined,
): void => {
  if (deployment !== undefined) tracker.recordDeployment(deployment)
  else if (line.list !== undefined) tracker.observeList(line.list, line.at)
  else if (line.type !== undefined) tracker.observeEvent({ type: line.type, object: line.object }, line.at)
}

/** The plainest reading of a timeline: what is there now, in no particular order, with nothing remembered. */
export interface PlainCluster {
  readonly objects: Map<string, JsonRecord>
  readonly listed: Set<string>
  readonly deployments: Map<string, Deployment>
  sign: string | undefined
}

export const plainCluster = (): PlainCluster => ({ objects: new Map(), listed: new Set(), deployments: new Map(), sign: undefined })

/** Takes one line in; `timed` fills in what only someone who watches can know of an object. */
export const advance = (
  cluster: PlainCluster,
  line: TimelineLine,
  deployment: Deployment | undefined,
  timed: (object: JsonRecord, earlier: JsonRecord | undefined, at: string) => JsonRecord = object => object,
): void => {
  const put = (object: JsonRecord): void => {
    const { key } = entryOf(object, '')
    cluster.objects.set(key, timed(object, cluster.objects.get(key), line.at))
  }
  if (deployment !== undefined) cluster.deployments.set(deployment.id, { ...cluster.deployments.get(deployment.id), ...deployment })
  if (line.list !== undefined) {
    const kind = listedKindKey(line.list)
    const items = itemsOf(line.list)
    const listed = new Set(items.map(item => entryOf(item, '').key))
    for (const [key, object] of cluster.objects) if (kindKeyOf(object) === kind && !listed.has(key)) cluster.objects.delete(key)
    items.forEach(put)
    if (kind !== undefined) cluster.listed.add(kind)
  }
  if (line.list !== undefined || (line.type !== undefined && line.type !== 'ERROR')) cluster.sign = line.at
  if (line.object === undefined) return
  if (line.type === 'ADDED' || line.type === 'MODIFIED') put(line.object)
  if (line.type === 'DELETED') cluster.objects.delete(entryOf(line.object, '').key)
}

/** The arguments that describe such a cluster to `assessApplication`. */
export const inputOf = (cluster: PlainCluster): ApplicationInput => ({
  deployments: [...cluster.deployments.values()],
  live: cluster.objects.values(),
  sources: {
    '': {
      synced: cluster.listed.size > 0,
      listed: [...cluster.listed],
      ...(cluster.sign === undefined ? undefined : { observedAt: cluster.sign }),
    },
  },
})
