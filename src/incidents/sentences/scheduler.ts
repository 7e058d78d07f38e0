import { seenAt } from '../../model/event-subject.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, listOf, numberOf, recordsOf, textOf } from '../../model/read.ts'
import type { IncidentReason } from '../incident.ts'
import type { Look } from '../graph/look.ts'
import { readNamespace, seenRef } from '../graph/look.ts'
import type { Quoted } from '../graph/fault.ts'
import { untolerated } from '../graph/node-shape.ts'
import type { NodeShape } from '../graph/node-shape.ts'
import { controllerName, findController, topController } from '../graph/owners.ts'
import { podClaims, readPlacement } from '../graph/placement.ts'
import { refTo } from '../graph/root.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import { absent, awaited, faulty } from './names.ts'
import type { Named, Sentence, SentencePlace } from './sentence.ts'

const IN = ['unscheduled'] as const
const POOL = 'karpenter.sh/NodePool'

/** The clauses of the scheduler's sentence (pkg/scheduler/framework/plugins); what they leave out, the nodes themselves say. */
export const scheduler: readonly Sentence[] = [
  {
    in: IN,
    form: /persistentvolumeclaim "([^"]+)" (not found|is being deleted|bound to non-existent)/,
    names: ([, name = '', what = ''], place) => {
      const namespace = readNamespace(place.object)
      return what === 'not found'
        ? absent('PersistentVolumeClaim', namespace, name, place)
        : awaited('PersistentVolumeClaim', namespace, name, place)
    },
  },
  // 1.36 leaves the taint out: `1 node(s) had untolerated taint(s)`
  {
    in: IN,
    form: /untolerated taint|were unschedulable/,
    names: (_, place) => closedNodes(place),
  },
  {
    in: IN,
    form: /had volume node affinity conflict|didn't match PersistentVolume's node affinity/,
    names: (_, place) => volumeNodes(place),
  },
  {
    in: IN,
    form: /didn't have free ports for the requested pod ports/,
    names: (_, place) => portHolders(place),
  },
  {
    in: IN,
    form: /Insufficient \S/,
    names: (_, place) => preemptors(place),
  },
  // Karpenter's own event (pkg/controllers/provisioning/scheduling), in the form of 1.0 and in the present one.
  {
    in: IN,
    form: /exceed limits for nodepool(?:: "| \(NodePool=)([\w.-]+)/,
    names: ([, name = ''], place) => faulty(POOL, ['', name], 'LimitExceeded', place),
  },
]

const closedNodes = ({ object, words, look }: SentencePlace): readonly Named[] => {
  if (look.nodes().length === 0) {
    look.unseen('Node')
    return []
  }
  const { ill, cordoned, tainted } = readPlacement(object, words.text, look)
  const node = ({ name }: NodeShape) => refTo('Node', '', name, look.source)
  if (ill.length > 0) return ill.map(each => ({ root: node(each), sure: words.text.includes('untolerated taint {') ? 'stated' : 'linked' }))
  // One node stands for all that are closed in the same way.
  const shut = (nodes: readonly NodeShape[], reason: IncidentReason): readonly Named[] =>
    nodes.slice(0, 1).map(each => {
      const more = nodes.length > 1 ? { more: nodes.length - 1 } : undefined
      return { root: node(each), sure: 'linked', fault: { reason, quote: taintOn(each, object, look) ?? words.quote, ...more } }
    })
  return tainted.length > 0 ? shut(tainted, 'TaintNotTolerated') : shut(cordoned, 'NodeCordoned')
}

/** The first taint of a node that a pod does not tolerate, where it stands. */
const taintOn = (shape: NodeShape, pod: JsonRecord, { related }: Look): Quoted | undefined => {
  const node = related.find('Node', '', shape.name)
  const [taint] = untolerated(pod, shape)
  const index = listOf(at(node, 'spec', 'taints')).findIndex(each => at(each, 'key') === taint?.['key'])
  return node === undefined || taint === undefined ? undefined : { object: node, path: ['spec', 'taints', index] }
}

const CLAIM = 'PersistentVolumeClaim'

/** A volume that can only be reached from nodes that are named in it: one that is gone, or ill. */
const volumeNodes = (place: SentencePlace): readonly Named[] => {
  const { object, look, words } = place
  return podClaims(object).flatMap(([name]) => {
    const claim = look.related.find(CLAIM, readNamespace(object), name)
    const volume = look.related.find('PersistentVolume', '', textOf(at(claim, 'spec', 'volumeName')) ?? '')
    if (claim === undefined || volume === undefined) return []
    const [from, to] = [seenRef(claim, look), seenRef(volume, look)]
    return hostNames(volume).flatMap((host): readonly Named[] => {
      const node = refTo('Node', '', host, look.source)
      const further = [
        { from, to, by: 'reference', field: 'spec.volumeName' },
        { from: to, to: node, by: 'place', field: 'spec.nodeAffinity' },
      ] as const
      if (look.nodes().some(each => each.name === host || each.labels['kubernetes.io/hostname'] === host))
        return [{ root: from, further, sure: 'linked' }]
      if (!look.complete('Node')) {
        look.unseen('Node')
        return []
      }
      return [{ root: from, further, sure: 'linked', fault: { reason: 'Missing', exists: false, quote: words.quote } }]
    })
  })
}

/** The host names that a volume's required node affinity allows. */
const hostNames = (volume: JsonRecord): readonly string[] =>
  recordsOf(at(volume, 'spec', 'nodeAffinity', 'required', 'nodeSelectorTerms')).flatMap(term =>
    [...recordsOf(term['matchExpressions']), ...recordsOf(term['matchFields'])].flatMap(({ key, values }) =>
      (key === 'kubernetes.io/hostname' || key === 'metadata.name') && Array.isArray(values)
        ? values.flatMap(value => textOf(value) ?? [])
        : [],
    ),
  )

/** Whoever has a port of the host on a node that the pod might go to. */
const portHolders = ({ object, words, look }: SentencePlace): readonly Named[] => {
  const wanted = new Set(hostPorts(object))
  const mine = controllerName(object)
  const { candidates } = readPlacement(object, words.text, look)
  const holders = candidates.flatMap(({ name }) => look.related.onNode(name).filter(pod => hostPorts(pod).some(port => wanted.has(port))))
  const others = holders.filter(pod => controllerName(pod) !== mine)
  const tops = new Map(others.map(pod => [JSON.stringify(topController(pod, look)), topController(pod, look)]))
  return Array.from(tops.values(), root => ({ root, sure: 'linked', fault: { reason: 'PortTaken', quote: words.quote } }))
}

const hostPorts = (pod: JsonRecord): readonly string[] =>
  recordsOf(at(pod, 'spec', 'containers')).flatMap(container =>
    recordsOf(container['ports']).flatMap(port => {
      const host = at(pod, 'spec', 'hostNetwork') === true ? (port['hostPort'] ?? port['containerPort']) : port['hostPort']
      return host === undefined ? [] : [`${textOf(port['protocol']) ?? 'TCP'}/${JSON.stringify(host)}`]
    }),
  )

/** `Preempted by pod c8289836-… on node node-1`: the pod that took the place of an earlier pod of the same controller. */
const PREEMPTED = /^Preempted by (?:a )?pod:? ?([0-9a-f-]{36})/

const preemptors = ({ object, look }: SentencePlace): readonly Named[] => {
  const controller = findController(object, look)
  if (controller === undefined) return []
  const events = look.related
    .preemptionsIn(readNamespace(object))
    .filter(event =>
      (textOf(at(event, 'involvedObject', 'name') ?? at(event, 'regarding', 'name')) ?? '').startsWith(`${controller.name}-`),
    )
  return events.flatMap((event): readonly Named[] => {
    const pod = successor(event, object, look)
    if (pod === undefined) return []
    const quote = { object: event, path: [textOf(event['message']) === undefined ? 'note' : 'message'] }
    return [{ root: topController(pod, look), sure: 'linked', fault: { reason: 'Preempting', quote } }]
  })
}

const MINUTE = 60_000

/**
 * The pod of higher priority for which another one had to go: by the uid in the Event, and where that pod is gone too, one on the same node that was
 * made for it shortly before, if all of these have one controller.
 */
const successor = (event: JsonRecord, victim: JsonRecord, look: Look): JsonRecord | undefined => {
  const text = textOf(event['message']) ?? textOf(event['note']) ?? ''
  const node = / on node (\S+)$/.exec(text)?.[1] ?? ''
  const uid = PREEMPTED.exec(text)?.[1]
  const priority = (pod: JsonRecord): number => numberOf(at(pod, 'spec', 'priority')) ?? 0
  const higher = look.related.onNode(node).filter(pod => priority(pod) > priority(victim))
  const named = higher.find(pod => at(pod, 'metadata', 'uid') === uid)
  if (named !== undefined) return named
  const seen = seenAt(event)
  const near = higher.filter(pod => {
    const created = millisecondsOf(at(pod, 'metadata', 'creationTimestamp')) ?? Infinity
    return created <= seen + MINUTE && created >= seen - 5 * MINUTE
  })
  return new Set(near.map(controllerName)).size === 1 ? near[0] : undefined
}
