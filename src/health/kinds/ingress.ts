import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordsOf, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { lasting } from '../verdict/lasting.ts'
import { degraded, healthy, progressing } from '../verdict/verdicts.ts'

/**
 * Rests on status.loadBalancer, which many controllers never write: after `addressAfter` an Ingress without an address is Healthy and says
 * so, since waiting for ever is the answer that people complain of most.
 */
export const ingress: KindRule = {
  for: ['networking.k8s.io/Ingress', 'extensions/Ingress'],
  assess: (live, context) => backendMissing(live, context) ?? addressed(live, context),
}

const addressed = (live: JsonRecord, context: RuleContext): Verdict => {
  const entries = recordsOf(at(live, 'status', 'loadBalancer', 'ingress'))
  const addresses = entries.flatMap(entry => textOf(entry['hostname']) || textOf(entry['ip']) || [])
  if (addresses.length > 0) return healthy('AddressPublished', `Is reached at ${addresses.join(', ')}`)
  const silent = healthy('AddressNotPublished', 'Its controller publishes no address')
  // An entry without an address: the controller has taken the Ingress and has none to publish (ingress-nginx behind a NodePort).
  if (entries.length > 0) return silent
  return lasting(
    {
      since: millisecondsOf(at(live, 'metadata', 'creationTimestamp')),
      after: context.thresholds.addressAfter,
      passing: progressing('WaitingForAddress', 'Waits for its controller to publish an address'),
      lasted: () => silent,
    },
    context,
  )
}

/** The first backend Service that does not exist; only where the caller says that all Services are known. */
const backendMissing = (live: JsonRecord, context: RuleContext): Verdict | undefined => {
  if (context.related === undefined || !context.complete('Service')) return undefined
  const namespace = textOf(at(live, 'metadata', 'namespace')) ?? ''
  const missing = backendsOf(live).find(name => context.related?.find('Service', namespace, name) === undefined)
  return missing === undefined ? undefined : degraded('BackendNotFound', `Its backend, the Service ${missing}, does not exist`)
}

const backendsOf = (live: JsonRecord): readonly string[] => {
  const spec = live['spec']
  const rules = recordsOf(at(spec, 'rules')).flatMap(rule => recordsOf(at(rule, 'http', 'paths')).map(path => path['backend']))
  return [at(spec, 'defaultBackend'), at(spec, 'backend'), ...rules].flatMap(
    backend => textOf(at(backend, 'service', 'name')) ?? textOf(at(backend, 'serviceName')) ?? [],
  )
}
