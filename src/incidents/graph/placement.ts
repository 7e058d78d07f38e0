import type { JsonRecord } from '../../model/kube-object.ts'
import { at, own, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { parseQuantity } from '../../model/scalars/quantity.ts'
import { readName, readNamespace } from './look.ts'
import type { Look } from './look.ts'
import { ILL_TAINTS, fitsNode, termsFit, untolerated } from './node-shape.ts'
import type { NodeShape } from './node-shape.ts'

/** Why no node takes a pod, by what is known of the nodes. */
export interface Placement {
  /** The nodes that its selector, its affinity and its volumes allow. */
  readonly candidates: readonly NodeShape[]
  /** Those of them that are closed to it, and by what; none where another of them is open. */
  readonly ill: readonly NodeShape[]
  readonly cordoned: readonly NodeShape[]
  readonly tainted: readonly NodeShape[]
  /** True where nothing but a change of the pod or of the nodes' labels helps: no node has what it asks for. */
  readonly fitsNowhere: boolean
}

/** The bound volumes of a pod. */
export const podVolumes = (pod: JsonRecord, { related }: Look): readonly JsonRecord[] =>
  podClaims(pod).flatMap(([name]) => {
    const claim = related.find('PersistentVolumeClaim', readNamespace(pod), name)
    const volume = related.find('PersistentVolume', '', textOf(at(claim, 'spec', 'volumeName')) ?? '')
    return volume === undefined ? [] : [volume]
  })

/** The names of the claims of a pod, with the index of the volume: a generic ephemeral volume has one named after both. */
export const podClaims = (pod: JsonRecord): readonly (readonly [string, number])[] =>
  recordsOf(at(pod, 'spec', 'volumes')).flatMap((volume, index) => {
    const name = textOf(at(volume, 'persistentVolumeClaim', 'claimName'))
    if (name !== undefined) return [[name, index] as const]
    return volume['ephemeral'] === undefined ? [] : [[`${readName(pod)}-${textOf(volume['name']) ?? ''}`, index] as const]
  })

/** Reads what the nodes say of a pod that has none. */
export const readPlacement = (pod: JsonRecord, text: string, look: Look): Placement => {
  const nodes = look.nodes()
  const terms = podVolumes(pod, look).map(volume => at(volume, 'spec', 'nodeAffinity', 'required', 'nodeSelectorTerms'))
  const candidates = nodes.filter(node => fitsNode(pod, node) && terms.every(each => termsFit(each, node)))
  const named = new Set(Array.from(text.matchAll(/untolerated taint \{([^:}\s]+)/g), ([, key = '']) => key))
  const closed = candidates.map(node => ({ node, taints: untolerated(pod, node) }))
  // Schedulers before 1.36 name the taints that they met: others are of nodes that they did not.
  const isMeant = ({ key }: JsonRecord): boolean => named.size === 0 || named.has(String(key))
  const shut = closed.length > 0 && closed.every(({ node, taints }) => node.cordoned || taints.length > 0)
  const isIll = (taints: readonly JsonRecord[]): boolean => taints.some(taint => isMeant(taint) && ILL_TAINTS.has(String(taint['key'])))
  const which = (fits: (one: (typeof closed)[number]) => boolean): readonly NodeShape[] =>
    shut ? closed.filter(fits).map(({ node }) => node) : []
  const ill = which(({ taints }) => isIll(taints))
  return {
    candidates,
    ill,
    cordoned: ill.length > 0 ? [] : which(({ node, taints }) => node.cordoned && taints.length === 0),
    tainted: ill.length > 0 ? [] : which(({ taints }) => taints.some(isMeant)),
    fitsNowhere: isOwnFault(pod, text, { nodes, candidates }, look),
  }
}

interface NodeLists {
  readonly nodes: readonly NodeShape[]
  readonly candidates: readonly NodeShape[]
}

/** The clauses of the scheduler that only another pod, or other nodes, can change (pkg/scheduler/framework/plugins). */
const OWN =
  /(?:didn't match Pod's node affinity\/selector|pod (?:anti-)?affinity rules|pod topology spread constraints|exceed max volume count)/
const PER_NODE =
  /(?:untolerated taint|were unschedulable|free ports|Insufficient|volume node affinity|PersistentVolume's node affinity|Too many pods)/

const isOwnFault = (pod: JsonRecord, text: string, { nodes, candidates }: NodeLists, look: Look): boolean => {
  const said = text.split(/preemption:/, 1)[0] ?? ''
  if (said.includes('node affinity/selector') && !PER_NODE.test(said)) return true
  if (nodes.length > 0 && candidates.length === 0 && podVolumes(pod, look).length === 0 && OWN.test(said)) return true
  if (OWN.test(said) && !PER_NODE.test(said)) return true
  return said.includes('Insufficient') && candidates.length > 0 && isTooLarge(pod, candidates)
}

/** True where a pod asks for more of something than any of the nodes has when it is empty. */
const isTooLarge = (pod: JsonRecord, nodes: readonly NodeShape[]): boolean =>
  Object.entries(podRequests(pod)).some(([resource, amount]) =>
    nodes.every(({ allocatable }) => {
      const most = parseQuantity(own(allocatable, resource))
      // A node that does not report the resource at all lends nothing of an extended one; of the others its report is only missing.
      return most === undefined ? resource.includes('/') : most.nano < amount
    }),
  )

/** Adds up what the containers of a pod ask for together, in billionths. */
const podRequests = (pod: JsonRecord): Readonly<Record<string, bigint>> => {
  const sums: Record<string, bigint> = {}
  for (const container of recordsOf(at(pod, 'spec', 'containers')))
    for (const [resource, amount] of Object.entries(recordOf(at(container, 'resources', 'requests')))) {
      const nano = parseQuantity(amount)?.nano
      if (nano !== undefined && resource !== '__proto__') sums[resource] = (sums[resource] ?? 0n) + nano
    }
  return sums
}
