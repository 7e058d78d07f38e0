import type { JsonRecord } from '../../../model/kube-object.ts'
import { at, recordsOf, textOf } from '../../../model/read.ts'
import { conditionsVerdict, currentConditions, untaken } from './gateway-entries.ts'
import { worst } from '../../verdict/verdicts.ts'
import type { KindRule, RuleContext, Verdict } from '../../verdict/kind-rule.ts'
import { degraded, healthy } from '../../verdict/verdicts.ts'

/** Rests on GatewayStatus: the conditions of the whole, then those of each listener. A ListenerSet (GEP-1713) has the same shape. */
export const gateway: KindRule = {
  healthyWhen: 'it and each of its listeners are accepted and programmed',
  for: ['gateway.networking.k8s.io/Gateway', 'gateway.networking.k8s.io/ListenerSet', 'gateway.networking.x-k8s.io/XListenerSet'],
  assess: (live, context) => {
    const read = currentConditions(live, at(live, 'status', 'conditions'))
    const listeners = recordsOf(at(live, 'status', 'listeners')).map(listener => listenerVerdict(live, listener, context))
    const verdict = worst([...listeners, conditionsVerdict(read, '', context)])
    if (verdict?.status === 'Degraded') return verdict
    const missing = missingReference(live, context)
    if (missing !== undefined) return missing
    if ((read('Accepted') ?? read('Programmed') ?? read('Ready')) === undefined || read('Accepted')?.status === 'Unknown') {
      return untaken(live, 'No controller has taken it', context)
    }
    return verdict ?? healthy('Programmed', addressText(live))
  },
}

const CLASS = 'gateway.networking.k8s.io/GatewayClass'

/** Names what it refers to and is not there, where all of it is known; its controller says so too, once there is one. */
const missingReference = (live: JsonRecord, { related, complete }: RuleContext): Verdict | undefined => {
  if (related === undefined) return undefined
  const name = textOf(at(live, 'spec', 'gatewayClassName'))
  if (name !== undefined && complete(CLASS) && related.find(CLASS, '', name) === undefined)
    return degraded('ClassNotFound', `Gateway class "${name}" does not exist`)
  const own = textOf(at(live, 'metadata', 'namespace')) ?? ''
  const secret = recordsOf(at(live, 'spec', 'listeners'))
    .flatMap(listener => recordsOf(at(listener, 'tls', 'certificateRefs')))
    .find(
      ({ kind = 'Secret', name, namespace = own }) =>
        kind === 'Secret' &&
        complete('Secret', textOf(namespace)) &&
        related.find('Secret', textOf(namespace) ?? '', textOf(name) ?? '') === undefined,
    )
  return secret === undefined
    ? undefined
    : degraded('SecretNotFound', `Its certificate, the Secret ${textOf(secret['name']) ?? ''}, does not exist`)
}

const listenerVerdict = (live: JsonRecord, listener: JsonRecord, context: RuleContext): Verdict | undefined =>
  conditionsVerdict(currentConditions(live, listener['conditions']), `Listener ${textOf(listener['name']) ?? ''}`, context)

const addressText = (live: JsonRecord): string => {
  const addresses = recordsOf(at(live, 'status', 'addresses')).flatMap(address => textOf(address['value']) ?? [])
  return addresses.length === 0 ? 'Is programmed' : `Is reached at ${addresses.join(', ')}`
}
