import { refOf } from '../../../model/identity.ts'
import { at } from '../../../model/read.ts'
import { currentConditions } from './gateway-entries.ts'
import type { KindRule } from '../../verdict/kind-rule.ts'
import { isFalse, isTrue } from '../../../model/conditions.ts'
import { degraded, healthy, progressing } from '../../verdict/verdicts.ts'

/** Rests on GatewayClassStatus: Accepted by the controller that the class names. */
export const gatewayClass: KindRule = {
  for: ['gateway.networking.k8s.io/GatewayClass'],
  healthyWhen: 'its controller has accepted it',
  assess: live => {
    const read = currentConditions(live, at(live, 'status', 'conditions'))
    const accepted = read('Accepted')
    if (isFalse(accepted) && accepted.reason !== 'Pending')
      return degraded('NotAccepted', accepted.message || 'Its controller does not accept it')
    if (!isTrue(accepted)) return progressing('WaitingForController', accepted?.message || 'Its controller has not accepted it yet')
    const version = read('SupportedVersion')
    if (!isFalse(version)) return healthy('Accepted', 'Is accepted by its controller')
    const message = version.message || 'the version of the Gateway API in the cluster is not one that it supports'
    return healthy('Accepted', `Is accepted by its controller; ${message}`, {
      causes: [{ ref: refOf(live), reason: 'UnsupportedVersion', message }],
    })
  },
}
