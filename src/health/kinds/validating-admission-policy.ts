import { refOf } from '../../model/identity.ts'
import { at, recordsOf, textOf } from '../../model/read.ts'
import type { KindRule } from '../verdict/kind-rule.ts'
import { healthy, progressing } from '../verdict/verdicts.ts'

/** Rests on the type checking of its expressions: warnings are notes, since the policy is in force all the same (KEP-3488). */
export const validatingAdmissionPolicy: KindRule = {
  for: ['admissionregistration.k8s.io/ValidatingAdmissionPolicy'],
  healthyWhen: 'its expressions have been checked',
  assess: live => {
    if (at(live, 'status', 'observedGeneration') === undefined && at(live, 'status', 'typeChecking') === undefined) {
      return progressing('NotChecked', 'Its expressions have not been checked yet')
    }
    const causes = recordsOf(at(live, 'status', 'typeChecking', 'expressionWarnings')).map(warning => ({
      ref: refOf(live),
      reason: 'ExpressionWarning',
      message: `${textOf(warning['fieldRef']) ?? 'an expression'}: ${textOf(warning['warning']) ?? 'does not fit the types'}`,
    }))
    const [first] = causes
    return first === undefined ? healthy('InForce', 'Is in force') : healthy('InForce', `Is in force; ${first.message}`, { causes })
  },
}
