import { groupVersion, kindKey, refOf } from '../../model/identity.ts'
import { at, recordsOf, textOf } from '../../model/read.ts'
import { podsSelected, readBacking } from '../graph/endpoints.ts'
import { readNamespace, seenRef } from '../graph/look.ts'
import type { Look } from '../graph/look.ts'
import { controllerName, topController } from '../graph/owners.ts'
import { rootKey } from '../graph/root.ts'
import { isScaledToNone } from '../graph/is-scaled-to-none.ts'
import { hasCompany } from '../graph/company.ts'
import { referredTo } from './reference.ts'
import type { Needed, Needing, Reference } from './reference.ts'

const ROUTES = ['gateway.networking.k8s.io/*Route']
const INGRESSES = ['networking.k8s.io/Ingress', 'extensions/Ingress']

/** References of Services, routes, autoscalers, APIs and budgets to what they declare that they need. */
export const networkReferences: readonly Reference[] = [
  { from: ['Service'], produces: ['noEndpoints'], needs: behindService },
  { from: INGRESSES, produces: ['noBackend'], needs: behindIngress },
  { from: ROUTES, produces: ['noBackend'], needs: behindRoute },
  {
    from: ROUTES,
    produces: ['condition'],
    needs: ({ object, look }) =>
      recordsOf(at(object, 'spec', 'parentRefs')).flatMap(parent =>
        referredTo(
          kindKey(textOf(parent['group']) ?? 'gateway.networking.k8s.io', textOf(parent['kind']) ?? 'Gateway'),
          [textOf(parent['namespace']) ?? readNamespace(object), textOf(parent['name']) ?? ''],
          { field: 'spec.parentRefs' },
          look,
        ),
      ),
  },
  {
    from: ['gateway.networking.k8s.io/Gateway'],
    produces: ['noBackend', 'condition'],
    needs: ({ object, look }) => [
      ...referredTo(
        'gateway.networking.k8s.io/GatewayClass',
        ['', textOf(at(object, 'spec', 'gatewayClassName')) ?? ''],
        { field: 'spec.gatewayClassName' },
        look,
      ),
      ...recordsOf(at(object, 'spec', 'listeners')).flatMap(listener =>
        recordsOf(at(listener, 'tls', 'certificateRefs')).flatMap(ref =>
          referredTo(
            'Secret',
            [textOf(ref['namespace']) ?? readNamespace(object), textOf(ref['name']) ?? ''],
            { field: 'spec.listeners[].tls.certificateRefs' },
            look,
          ).filter(isAbsent),
        ),
      ),
    ],
  },
  {
    from: ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject'],
    produces: ['noTarget', 'noMetrics', 'condition'],
    needs: ({ object, trouble, look }) => {
      const target = at(object, 'spec', 'scaleTargetRef')
      const kind = kindKey(groupVersion(textOf(at(target, 'apiVersion')) ?? 'apps/v1').group, textOf(at(target, 'kind')) ?? 'Deployment')
      const needed = referredTo(kind, [readNamespace(object), textOf(at(target, 'name')) ?? ''], { field: 'spec.scaleTargetRef' }, look)
      // Without metrics, a target that is ill is to blame only where it is said that pods are not ready.
      const fits =
        trouble.what !== 'noMetrics' ||
        /pods might be unready|no pods|did not receive metrics|no ready pods/.test(trouble.words[0]?.text ?? '')
      return fits ? needed : []
    },
  },
  {
    from: ['apiregistration.k8s.io/APIService'],
    produces: ['unavailable'],
    needs: ({ object, look }) => {
      const service = at(object, 'spec', 'service')
      const namespace = textOf(at(service, 'namespace')) ?? ''
      const needed = referredTo('Service', [namespace, textOf(at(service, 'name')) ?? ''], { field: 'spec.service' }, look)
      // If nothing is left of what it belonged to, the registration was left behind.
      return needed.filter(each => !isAbsent(each) || hasCompany(namespace, look))
    },
  },
  {
    from: ['policy/PodDisruptionBudget'],
    produces: ['noEndpoints'],
    needs: ({ object, look }) =>
      podsSelected(object, look).map(pod => ({ root: seenRef(pod, look), by: 'selector', field: 'spec.selector' })),
  },
]

const isAbsent = ({ fault }: Needed): boolean => fault?.exists === false

/** Pods behind a Service, and what makes them: of a pod that is merely not ready yet, only its workload may know more. */
function behindService({ object, look }: Needing): readonly Needed[] {
  const { pods, workloads, state } = readBacking(object, look)
  const selector = { by: 'selector', field: 'spec.selector' } as const
  const needed: Needed[] = pods.map(pod => ({ root: seenRef(pod, look), ...selector }))
  // Pods of one owner have one controller at the top.
  const owned = new Map(pods.map(pod => [controllerName(pod), pod]))
  const tops = new Map(Array.from(owned.values(), pod => topController(pod, look)).map(top => [rootKey(top), top]))
  for (const workload of workloads) {
    const ref = refOf(workload, look.source)
    if (state === 'none' && isScaledToNone(workload, look)) needed.push({ root: ref, ...selector, fault: { reason: 'ScaledToZero' } })
    else tops.set(rootKey(ref), ref)
  }
  return [...needed, ...Array.from(tops.values(), root => ({ root, ...selector }))]
}

/** The Services of an Ingress where none of them answers, and what it names that is not there. */
function behindIngress({ object, look }: Needing): readonly Needed[] {
  const spec = object['spec']
  const rules = recordsOf(at(spec, 'rules')).flatMap(rule => recordsOf(at(rule, 'http', 'paths')).map(path => path['backend']))
  const names = [at(spec, 'defaultBackend'), at(spec, 'backend'), ...rules].flatMap(
    backend => textOf(at(backend, 'service', 'name')) ?? textOf(at(backend, 'serviceName')) ?? [],
  )
  const namespace = readNamespace(object)
  const secrets = recordsOf(at(spec, 'tls')).flatMap(tls =>
    referredTo('Secret', [namespace, textOf(tls['secretName']) ?? ''], { field: 'spec.tls[].secretName' }, look).filter(isAbsent),
  )
  const byClass = referredTo(
    'networking.k8s.io/IngressClass',
    ['', textOf(at(spec, 'ingressClassName')) ?? ''],
    { field: 'spec.ingressClassName' },
    look,
  ).filter(isAbsent)
  return [
    ...silent(
      names.map(name => [namespace, name]),
      'spec.rules[].http.paths[].backend.service.name',
      look,
    ),
    ...secrets,
    ...byClass,
  ]
}

function behindRoute({ object, look }: Needing): readonly Needed[] {
  const refs = recordsOf(at(object, 'spec', 'rules')).flatMap(rule => recordsOf(rule['backendRefs']))
  const services = refs.filter(({ group, kind }) => (group ?? '') === '' && (kind ?? 'Service') === 'Service')
  const names = services.map(ref => [textOf(ref['namespace']) ?? readNamespace(object), textOf(ref['name']) ?? ''] as const)
  return silent(names, 'spec.rules[].backendRefs', look)
}

/** Services that do not answer, where none of all does; those that are not there count by themselves. */
const silent = (names: readonly (readonly [string, string])[], field: string, look: Look): readonly Needed[] => {
  const distinct = Array.from(new Map(names.map(name => [name.join('/'), name])).values())
  const needed = distinct.flatMap(name => referredTo('Service', name, { field }, look))
  const gone = needed.filter(isAbsent)
  const live = distinct.map(([namespace, name]) => look.related.find('Service', namespace, name))
  const answers = live.some(service => service !== undefined && readBacking(service, look).state === 'ready')
  return answers ? gone : needed
}
