import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at } from '../../model/read.ts'
import { assessServiceReference } from '../network/assess-backends.ts'
import { continued, oneLine } from '../verdict/texts.ts'
import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { isFalse, isTrue, liveCondition } from '../../model/conditions.ts'
import { deletionDue, terminating } from '../verdict/terminating.ts'
import { degraded, healthy, progressing } from '../verdict/verdicts.ts'

/**
 * Rests on the conditions of apiextensions. NonStructuralSchema and an unapproved group are notes: the kind is served all the same. Deletion is
 * looked at here, because a condition says what becomes of the resources that go first.
 */
export const customResourceDefinition: KindRule = {
  for: ['apiextensions.k8s.io/CustomResourceDefinition'],
  healthyWhen: 'its conditions Established and NamesAccepted are True',
  deletion: 'own',
  assess: (live, context) => {
    const going = liveCondition(live, 'Terminating')
    if (deletionDue(live) !== undefined)
      return terminating(live, context, isTrue(going) ? { message: `Deletion waits: ${oneLine(going.message)}` } : undefined)
    if (isTrue(going)) return progressing('Terminating', going.message || 'Is being deleted')
    const names = liveCondition(live, 'NamesAccepted')
    if (isFalse(names)) return degraded('NamesNotAccepted', names.message || 'Its names are taken by another definition')
    const established = liveCondition(live, 'Established')
    if (isFalse(established) && established.reason !== 'Installing')
      return degraded('NotEstablished', established.message || 'Is not established')
    if (!isTrue(established)) return progressing('Installing', established?.message || 'Is being installed')
    const causes = NOTES.flatMap(([type, status]) => {
      const condition = liveCondition(live, type)
      return condition?.status === status ? [{ ref: refOf(live), reason: type, message: condition.message || type }] : []
    })
    const [first] = causes
    const converting = conversion(live, context)
    if (converting !== undefined) return converting
    if (first === undefined) return healthy('Established', 'Is served')
    return healthy('Established', `Is served; ${first.message}`, { causes })
  },
}

/** Objects of versions that are not stored are read and written by way of its webhook alone, if it has one. */
const conversion = (live: JsonRecord, context: RuleContext): Verdict | undefined => {
  const spec = at(live, 'spec', 'conversion')
  if (at(spec, 'strategy') !== 'Webhook') return undefined
  const verdict = assessServiceReference(at(spec, 'webhook', 'clientConfig', 'service'), context)
  return verdict && { ...verdict, message: `Its conversion webhook cannot answer: ${continued(verdict.message)}` }
}

const NOTES = [
  ['NonStructuralSchema', 'True'],
  ['KubernetesAPIApprovalPolicyConformant', 'False'],
] as const
