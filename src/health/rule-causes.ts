import { refOf } from '../model/identity.ts'
import type { KubeObject } from '../model/kube-object.ts'
import type { Cause } from './cause.ts'
import type { CausesOf } from './declarative-rule.ts'
import { compilePath, itemsOf } from './rule-path.ts'
import { compileTest } from './rule-test.ts'
import type { Run } from './rule-test.ts'
import { compileText } from './rule-text.ts'

/** More than anybody reads; the message counts them. */
const MOST = 20

/** The causes that a row finds in the object. */
export const compileCauses = ({ of, where, kind = '', name = '', reason = '', say }: CausesOf): ((run: Run) => readonly Cause[]) => {
  const read = compilePath(of)
  const fits = where === undefined ? () => true : compileTest(where)
  const [kindOf, nameOf, reasonOf, sayOf] = [kind, name, reason, say].map(compileText)
  return run => {
    const self = refOf(run.root as KubeObject)
    return itemsOf(read(run.root, run.root))
      .filter(item => fits(item, run))
      .slice(0, MOST)
      .map(item => {
        const at: Run = { root: item, generation: undefined }
        const named = nameOf?.(at) ?? ''
        const ref = named === '' ? self : { ...self, group: '', version: '', kind: kindOf?.(at) || self.kind, name: named }
        return { ref, reason: reasonOf?.(at) || 'Reported', message: sayOf?.(at) ?? '' }
      })
  }
}
