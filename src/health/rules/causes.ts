import { refOf } from '../../model/identity.ts'
import type { KubeObjectLike } from '../../model/kube-object.ts'
import type { Cause } from '../verdict/cause.ts'
import type { CausesOf } from './declarative-rule.ts'
import { membersIn } from '../../model/read.ts'
import { compilePath } from './paths.ts'
import { compileTest } from './tests.ts'
import type { RuleRun } from './tests.ts'
import { compileText } from './texts.ts'

/** More than anybody reads; the message counts them. */
const MOST = 20

/** The causes that a row finds in the object. */
export const compileCauses = ({ of, where, kind = '', name = '', reason = '', say }: CausesOf): ((run: RuleRun) => readonly Cause[]) => {
  const read = compilePath(of)
  const fits = where === undefined ? () => true : compileTest(where)
  const [kindOf, nameOf, reasonOf, sayOf] = [kind, name, reason, say].map(compileText)
  return run => {
    const self = refOf(run.root as KubeObjectLike)
    return membersIn(read(run.root, run.root))
      .filter(item => fits(item, run))
      .slice(0, MOST)
      .map(item => {
        const at: RuleRun = { root: item, generation: undefined }
        const named = nameOf?.(at) ?? ''
        const ref = named === '' ? self : { ...self, group: '', version: '', kind: kindOf?.(at) || self.kind, name: named }
        return { ref, reason: reasonOf?.(at) || 'Reported', message: sayOf?.(at) ?? '' }
      })
  }
}
