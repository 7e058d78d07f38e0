import { refOf } from '../../model/identity.ts'
import { at, textOf } from '../../model/read.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { oneLine } from '../verdict/texts.ts'
import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { isTrue, liveCondition } from '../../model/conditions.ts'
import { deletionDue, terminating, waitsFor } from '../verdict/terminating.ts'
import { degraded, healthy, progressing } from '../verdict/verdicts.ts'

/** Rests on the namespace controller, whose conditions say what keeps a namespace from going: so deletion is looked at here. */
export const namespace: KindRule = {
  for: ['Namespace'],
  healthyWhen: 'it is active',
  deletion: 'own',
  assess: (live, context) => {
    const phase = textOf(at(live, 'status', 'phase'))
    if (deletionDue(live) !== undefined || phase === 'Terminating') return going(live, context)
    return phase === 'Active' || phase === undefined ? healthy('Active', 'Is active') : progressing('PhaseUnknown', `Its phase is ${phase}`)
  },
}

const FAILURES = [
  'NamespaceDeletionDiscoveryFailure',
  'NamespaceDeletionContentFailure',
  'NamespaceDeletionGroupVersionParsingFailure',
] as const
const REMAINS = ['NamespaceFinalizersRemaining', 'NamespaceContentRemaining'] as const

const going = (live: JsonRecord, context: RuleContext): Verdict => {
  for (const type of FAILURES) {
    const condition = liveCondition(live, type)
    if (isTrue(condition)) return degraded(condition.reason || type, `Its deletion fails: ${oneLine(condition.message)}`)
  }
  const causes = REMAINS.flatMap(type => {
    const condition = liveCondition(live, type)
    return isTrue(condition) ? [{ ref: refOf(live), reason: condition.reason || type, message: condition.message }] : []
  })
  const [first] = causes
  if (deletionDue(live) === undefined) return progressing('Terminating', first?.message ?? 'Is being deleted', { causes })
  return terminating(live, context, {
    message: first === undefined ? waitsFor(live, at(live, 'spec', 'finalizers')) : `Deletion waits: ${oneLine(first.message)}`,
    extras: { causes },
  })
}
