import type { JsonRecord } from '../../model/kube-object.ts'
import { PAUSE_FIELDS, pausedByConvention } from '../convention/pauses.ts'
import type { Verdict } from '../verdict/kind-rule.ts'
import { isTestList } from './declarative-rule.ts'
import type { DeclarativeRule, Row, Test, WhenRow } from './declarative-rule.ts'
import { compileRow } from './compile-row.ts'

/**
 * The rows of a rule by which the object itself asks to rest: Suspended for what stands in its spec or metadata alone. Convention is asked where the rule
 * does not speak of such a field.
 */
export const compilePauses = (rule: DeclarativeRule): ((live: JsonRecord) => Verdict | undefined) => {
  const rows = rule.rules.filter(isPause).map(compileRow)
  const asksConvention = !JSON.stringify(rule.rules).match(SPOKEN_OF)
  return live => {
    for (const row of rows) {
      const verdict = row({ root: live, generation: undefined })
      if (verdict !== undefined) return verdict
    }
    return asksConvention ? pausedByConvention(live) : undefined
  }
}

const SPOKEN_OF = new RegExp(`"spec\\.(?:${PAUSE_FIELDS.join('|')})"`)

const isPause = (row: Row): row is WhenRow => 'when' in row && row.status === 'Suspended' && isAboutWishes(row.when)

/** True where a test reads nothing that a controller writes. */
const isAboutWishes = (test: Test): boolean => {
  if (isTestList(test)) return test.every(isAboutWishes)
  if ('field' in test) return /^(?:spec|metadata)\./.test(test.field)
  if ('and' in test) return test.and.every(isAboutWishes)
  return 'or' in test && test.or.every(isAboutWishes)
}
