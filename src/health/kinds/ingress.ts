import type { JsonRecord } from '../../model/kube-object.ts'
import { at, own, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { assessBackends, withNotes } from '../network/assess-backends.ts'
import type { Backend } from '../network/assess-backends.ts'
import { latestEvent } from '../events/latest-event.ts'
import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { lasting, soonest } from '../verdict/lasting.ts'
import { createdAt } from '../verdict/managed-times.ts'
import { oneLine } from '../verdict/texts.ts'
import { degraded, healthy, progressing } from '../verdict/verdicts.ts'

/**
 * Rests on status.loadBalancer, which many controllers never write: after `addressAfter` an Ingress without an address is Healthy and says
 * so, since waiting for ever is the answer that people complain of most. What it needs has to be there, and something has to be ready behind it.
 */
export const ingress: KindRule = {
  for: ['networking.k8s.io/Ingress', 'extensions/Ingress'],
  healthyWhen: 'its controller has published an address and reports no failure, and a backend is ready',
  assess: (live, context) => {
    const { verdict, notes } = assessBackends(listBackends(live), context)
    const fault =
      classMissing(live, context) ??
      (verdict?.status === 'Degraded' ? verdict : undefined) ??
      secretMissing(live, context) ??
      failing(live, context)
    if (fault !== undefined) return fault
    const address = addressed(live, context)
    if (verdict === undefined) return withNotes(address, notes)
    return address.status === 'Healthy' ? verdict : { ...address, reassessAt: soonest(address.reassessAt, verdict.reassessAt) }
  },
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
      since: createdAt(live),
      after: context.thresholds.addressAfter,
      passing: progressing('WaitingForAddress', 'Waits for its controller to publish an address'),
      lasted: () => silent,
    },
    context,
  )
}

const CLASS = 'networking.k8s.io/IngressClass'

const classMissing = (live: JsonRecord, { related, complete }: RuleContext): Verdict | undefined => {
  const name = textOf(at(live, 'spec', 'ingressClassName'))
  if (name === undefined || related === undefined || !complete(CLASS) || related.find(CLASS, '', name) !== undefined) return undefined
  return degraded('ClassNotFound', `Ingress class "${name}" does not exist`)
}

/** cert-manager makes the Secret itself where these annotations ask it to, and says in the Certificate why it does not. */
const ISSUED = ['cert-manager.io/issuer', 'cert-manager.io/cluster-issuer', 'kubernetes.io/tls-acme']

const secretMissing = (live: JsonRecord, { related, complete }: RuleContext): Verdict | undefined => {
  const namespace = textOf(at(live, 'metadata', 'namespace')) ?? ''
  if (related === undefined || !complete('Secret', namespace)) return undefined
  const names = recordsOf(at(live, 'spec', 'tls')).flatMap(entry => textOf(entry['secretName']) ?? [])
  const missing = names.find(name => related.find('Secret', namespace, name) === undefined)
  if (missing === undefined) return undefined
  const annotations = recordOf(at(live, 'metadata', 'annotations'))
  if (ISSUED.some(key => own(annotations, key) !== undefined))
    return progressing('WaitingForCertificate', `Waits for its certificate: the Secret ${missing} is not issued yet`)
  return degraded('SecretNotFound', `Its certificate, the Secret ${missing}, does not exist`)
}

/** Reasons that controllers write once they have done what they failed to do before (AWS, NGINX, GKE). */
const DONE: ReadonlySet<string> = new Set(['SuccessfullyReconciled', 'AddedOrUpdated', 'Synced', 'Reconciled', 'Ensured'])

/** The last that its controllers report is a failure. */
const failing = (live: JsonRecord, context: RuleContext): Verdict | undefined => {
  const last = latestEvent(live, context, (reason, _, event) => event['type'] === 'Warning' || DONE.has(reason))
  if (last === undefined || DONE.has(last.reason)) return undefined
  return degraded('ControllerFails', `Its controller reports a failure: ${oneLine(last.message)}`)
}

const listBackends = (live: JsonRecord): readonly Backend[] => {
  const namespace = textOf(at(live, 'metadata', 'namespace')) ?? ''
  const spec = live['spec']
  const rules = recordsOf(at(spec, 'rules')).flatMap(rule => recordsOf(at(rule, 'http', 'paths')).map(path => path['backend']))
  return [at(spec, 'defaultBackend'), at(spec, 'backend'), ...rules].flatMap(backend => {
    const name = textOf(at(backend, 'service', 'name')) ?? textOf(at(backend, 'serviceName'))
    if (name === undefined) return []
    // AWS load balancers keep actions in annotations under such a port.
    const port = at(backend, 'service', 'port', 'number') ?? at(backend, 'service', 'port', 'name') ?? at(backend, 'servicePort')
    return port === 'use-annotation' ? [] : [{ namespace, name, port }]
  })
}
