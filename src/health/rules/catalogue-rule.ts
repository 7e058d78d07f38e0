import { withWarnings } from '../convention/warnings.ts'
import { explainByOwned } from '../pods/explain-by-owned.ts'
import type { KindRule } from '../verdict/kind-rule.ts'
import { compileRule } from './compile-rule.ts'
import type { DeclarativeRule } from './declarative-rule.ts'
import { compileDoubt } from './doubts.ts'
import { compilePauses } from './pauses.ts'

/**
 * A rule of the catalogue as one that can be asked. It is asked together with convention, which callers' own rules are not: nobody can write down every
 * condition that a project will ever add.
 */
export const compileCatalogueRule = (rule: DeclarativeRule): KindRule => {
  const plain = compileRule(rule)
  const doubt = compileDoubt(rule)
  return {
    ...plain,
    paused: compilePauses(rule),
    assess: (live, context) => {
      const said = plain.assess(live, context)
      return explainByOwned(live, withWarnings(live, doubt(live, said) ?? said), context)
    },
  }
}
