import type { JsonRecord } from '../../../model/kube-object.ts'
import { at, recordsOf, textOf } from '../../../model/read.ts'
import { conditionsVerdict, currentConditions, untaken } from './gateway-entries.ts'
import { worst } from '../../verdict/verdicts.ts'
import type { KindRule, RuleContext, Verdict } from '../../verdict/kind-rule.ts'
import { healthy } from '../../verdict/verdicts.ts'

/** Rests on GatewayStatus: the conditions of the whole, then those of each listener. A ListenerSet (GEP-1713) has the same shape. */
export const gateway: KindRule = {
  for: ['gateway.networking.k8s.io/Gateway', 'gateway.networking.k8s.io/ListenerSet', 'gateway.networking.x-k8s.io/XListenerSet'],
  assess: (live, context) => {
    const read = currentConditions(live, at(live, 'status', 'conditions'))
    const listeners = recordsOf(at(live, 'status', 'listeners')).map(listener => listenerVerdict(live, listener, context))
    const verdict = worst([conditionsVerdict(read, '', context), ...listeners])
    if (verdict?.status === 'Degraded') return verdict
    if ((read('Accepted') ?? read('Programmed') ?? read('Ready')) === undefined || read('Accepted')?.status === 'Unknown') {
      return untaken(live, 'No controller has taken it', context)
    }
    return verdict ?? healthy('Programmed', addressText(live))
  },
}

const listenerVerdict = (live: JsonRecord, listener: JsonRecord, context: RuleContext): Verdict | undefined =>
  conditionsVerdict(currentConditions(live, listener['conditions']), `Listener ${textOf(listener['name']) ?? ''}`, context)

const addressText = (live: JsonRecord): string => {
  const addresses = recordsOf(at(live, 'status', 'addresses')).flatMap(address => textOf(address['value']) ?? [])
  return addresses.length === 0 ? 'Is programmed' : `Is reached at ${addresses.join(', ')}`
}
