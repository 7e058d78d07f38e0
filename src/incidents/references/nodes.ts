import { isTrue, liveCondition } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, textOf } from '../../model/read.ts'
import { podsSelected } from '../graph/endpoints.ts'
import { readName, readNamespace, seenRef } from '../graph/look.ts'
import { controllerName } from '../graph/owners.ts'
import { readLabels } from '../../model/selectors/fitted-labels.ts'
import type { Needed, Needing, Reference } from './reference.ts'

/** References of nodes: the agent of their network, their zone, and the budgets that keep them from being emptied. */
export const nodeReferences: readonly Reference[] = [
  { from: ['Node'], produces: ['network'], needs: networkAgent },
  { from: ['Node'], produces: ['notReady'], needs: lostZone },
  { from: ['Node'], produces: ['draining'], needs: forbiddingBudgets },
]

/** The one DaemonSet on the node's own network of which the pod on that node is not ready: kubelet does not name its plugin. */
function networkAgent({ object, look }: Needing): readonly Needed[] {
  const pods = look.related
    .onNode(readName(object))
    .filter(
      pod =>
        at(pod, 'spec', 'hostNetwork') === true && controllerName(pod).startsWith('DaemonSet/') && !isTrue(liveCondition(pod, 'Ready')),
    )
  const controllers = new Set(pods.map(pod => `${readNamespace(pod)}/${controllerName(pod)}`))
  return controllers.size === 1 ? pods.map(pod => ({ root: seenRef(pod, look), by: 'place', field: 'spec.nodeName' })) : []
}

const ZONES = ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone'] as const

/** The zone of a node, where every node of it has stopped reporting, there are several, and other zones have nodes that report. */
function lostZone({ object, look }: Needing): readonly Needed[] {
  const key = ZONES.find(each => textOf(readLabels(object)[each]) !== undefined)
  const zone = key === undefined ? '' : (textOf(readLabels(object)[key]) ?? '')
  if (key === undefined || zone === '') return []
  const nodes = look.nodes()
  const mine = nodes.filter(({ labels }) => labels[key] === zone)
  const isLost = mine.length > 1 && mine.every(({ reporting }) => !reporting)
  if (!isLost || !nodes.some(({ labels, reporting }) => labels[key] !== zone && reporting)) return []
  return [{ root: { external: 'capacity', name: zone }, by: 'place', field: `metadata.labels[${key}]`, fault: { reason: 'ZoneLost' } }]
}

/** Budgets that select a pod of the node and allow no eviction while all of their pods are well. */
function forbiddingBudgets({ object, trouble, look }: Needing): readonly Needed[] {
  if (trouble.words.length > 0) return []
  const pods = look.related.onNode(readName(object))
  const namespaces = new Set(pods.map(readNamespace))
  return [...namespaces].flatMap(namespace =>
    look.related
      .ofKindIn('policy/PodDisruptionBudget', namespace)
      .filter(budget => isClosed(budget) && podsSelected(budget, look).some(pod => pods.includes(pod)))
      .map(budget => ({
        root: seenRef(budget, look),
        by: 'selector' as const,
        field: 'spec.selector',
        fault: { reason: 'BudgetForbidsEviction' as const },
      })),
  )
}

const isClosed = (budget: JsonRecord): boolean => at(budget, 'status', 'disruptionsAllowed') === 0
