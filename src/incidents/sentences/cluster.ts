import { groupVersion, kindKey } from '../../model/identity.ts'
import { at, listOf, textOf } from '../../model/read.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { hasCompany } from '../graph/company.ts'
import { podsSelected } from '../graph/endpoints.ts'
import { readName, readNamespace, seenRef } from '../graph/look.ts'
import { refTo } from '../graph/root.ts'
import { absent, awaited, outside } from './names.ts'
import { resourceKind } from './resource-kind.ts'
import type { Named, Sentence, SentencePlace } from './sentence.ts'

const API = 'apiregistration.k8s.io/APIService'

/** Sentences of the controllers of the control plane. */
export const cluster: readonly Sentence[] = [
  // podautoscaler: `missing request for cpu in container web of Pod web-1`: the request is the workload's to make
  {
    in: ['noMetrics'],
    form: /missing request for \S/,
    names: (_, place) => scaleTarget(place),
  },
  // podautoscaler/metrics: `unable to fetch metrics from resource metrics API`, `… custom metrics API`, `… external metrics API`
  {
    in: ['noMetrics'],
    form: /(?:from|by) (resource|custom|external) metrics API/,
    names: ([, family = ''], place) => metricsApis(family, place),
  },
  // namespace controller: `… : metrics.k8s.io/v1beta1: stale GroupVersion discovery: …`
  {
    in: ['terminating', 'condition', 'noMetrics'],
    form: /server APIs?: ([\w.-]+)\/(v\w+)/,
    names: ([, group = '', version = ''], place) => awaited(API, '', `${version}.${group}`, place),
  },
  // namespace controller: `Some content in the namespace has finalizers remaining: garden.example/drain in 2 resource instances`
  {
    in: ['terminating'],
    form: /finalizers remaining: ([^\n]+)/,
    names: ([, list = ''], place) => finalized(list, place),
  },
  // kube-aggregator: `service/metrics-server in "kube-system" is not present`
  {
    in: ['unavailable'],
    form: /service\/([a-z0-9.-]+) in "([a-z0-9.-]+)" is not present/,
    names: ([, name = '', namespace = ''], place) => (hasCompany(namespace, place.look) ? absent('Service', namespace, name, place) : []),
  },
  // drain of Karpenter and of Cluster API: `evicting pod atlas/tiles-1 violates a PDB`, `cannot evict pod as it would violate …`
  {
    in: ['draining', 'condition', 'terminating'],
    form: /evict(?:ing)? pod "?([a-z0-9.-]+)\/([a-z0-9.-]+)/,
    names: ([, namespace = '', name = ''], place) =>
      /PDB|disruption budget/.test(place.words.text) ? budgets(namespace, name, place) : [],
  },
  // the API server's own words of a refused eviction, as Cluster API repeats them of a Machine
  {
    in: ['draining', 'condition', 'terminating'],
    form: /disruption budget ([a-z0-9][a-z0-9.-]*) (?:needs \d|does not allow)/,
    names: ([, name = ''], place) => namedBudgets(name, place),
  },
  // clouds and bare-metal balancers that have no address left
  {
    in: ['unavailable'],
    form: /Quota '([\w.-]+)' exceeded/,
    names: ([, quota = ''], place) => outside('account', quota, 'CapacityExhausted', place),
  },
]

/** Pods come and go; what asks for too little is the workload that the autoscaler scales. */
const scaleTarget = ({ object, look, words }: SentencePlace): readonly Named[] => {
  const target = at(object, 'spec', 'scaleTargetRef')
  const kind = kindKey(groupVersion(textOf(at(target, 'apiVersion'))).group, textOf(at(target, 'kind')) ?? '')
  const root = refTo(kind, readNamespace(object), textOf(at(target, 'name')) ?? '', look.source)
  return [{ root, fault: { reason: 'RequestMissing', quote: words.quote } }]
}

const METRICS: Readonly<Record<string, string>> = {
  resource: 'metrics.k8s.io',
  custom: 'custom.metrics.k8s.io',
  external: 'external.metrics.k8s.io',
}

const metricsApis = (family: string, { look }: SentencePlace): readonly Named[] => {
  const group = METRICS[family] ?? ''
  const all = look.related.ofKind(API)
  if (all.length === 0) look.unseen(API)
  return all.filter(each => at(each, 'spec', 'group') === group).map(each => ({ root: seenRef(each, look) }))
}

/** The objects in a namespace that hold one of the finalizers that are named; the first stands for all. */
const finalized = (list: string, place: SentencePlace): readonly Named[] => {
  const { look, words } = place
  const names = new Set(list.split(',').flatMap(part => /^\s?(\S+) in \d/.exec(part)?.[1] ?? []))
  const namespace = readName(place.object)
  const remaining = leftResources(place).flatMap(kind =>
    look.related
      .ofKind(kind)
      .filter(
        each => readNamespace(each) === namespace && listOf(at(each, 'metadata', 'finalizers')).some(each => names.has(textOf(each) ?? '')),
      ),
  )
  const [first, ...rest] = remaining
  if (first === undefined) return []
  const more = rest.length === 0 ? undefined : { more: rest.length }
  return [{ root: seenRef(first, look), fault: { reason: 'FinalizerRemains', quote: words.quote, since: words.since, ...more } }]
}

/** The kinds that the namespace controller says are left: `pots.garden.example has 2 resource instances, configmaps. has 1 …`. */
const leftResources = ({ object, look }: SentencePlace): readonly string[] => {
  const conditions = listOf(at(object, 'status', 'conditions'))
  const left = conditions.find(each => at(each, 'type') === 'NamespaceContentRemaining')
  return (textOf(at(left, 'message')) ?? '')
    .slice(0, 4096)
    .split(/[,:] /)
    .flatMap(part => {
      const [, resource = '', group = ''] = /^([\w-]+)\.([\w.-]*) has \d/.exec(part) ?? []
      if (resource === '') return []
      const kind = resourceKind(resource, group, look)?.kind
      if (kind === undefined || look.related.ofKind(kind).length === 0) look.unseen(kind ?? `${group}/${resource}`)
      return kind ?? []
    })
}

const BUDGET = 'policy/PodDisruptionBudget'

/** The one budget of that name that allows no eviction: the sentence leaves the namespace out. */
const namedBudgets = (name: string, { look, words }: SentencePlace): readonly Named[] => {
  const found = look.related.ofKind(BUDGET).filter(budget => readName(budget) === name && at(budget, 'status', 'disruptionsAllowed') === 0)
  if (look.related.ofKind(BUDGET).length === 0) look.unseen(BUDGET)
  return found.length === 1
    ? found.map(budget => ({ root: seenRef(budget, look), fault: { reason: 'BudgetForbidsEviction', quote: words.quote } }))
    : []
}

/** The budgets that select a pod and allow no eviction. */
const budgets = (namespace: string, name: string, place: SentencePlace): readonly Named[] => {
  const { look, words } = place
  const pod = look.related.find('Pod', namespace, name)
  const all = look.related.ofKindIn(BUDGET, namespace)
  if (all.length === 0) look.unseen(BUDGET)
  return all
    .filter(
      (budget: JsonRecord) =>
        at(budget, 'status', 'disruptionsAllowed') === 0 &&
        (pod === undefined ? all.length === 1 : podsSelected(budget, look).includes(pod)),
    )
    .map(budget => ({
      root: seenRef(budget, look),
      sure: 'linked' as const,
      fault: { reason: 'BudgetForbidsEviction' as const, quote: words.quote },
    }))
}
