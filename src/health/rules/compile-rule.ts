import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf } from '../../model/read.ts'
import type { HealthStatus } from '../../model/statuses.ts'
import { assessGeneric } from '../convention/generic-rule.ts'
import { NOT_OBSERVED, readGeneration, isBehind, newestObserved } from '../verdict/generation.ts'
import type { KindRule, Verdict } from '../verdict/kind-rule.ts'
import { compileOutcome, compileRow } from './compile-row.ts'
import type { Attempt } from './compile-row.ts'
import type { DeclarativeRule, Outcome, Row } from './declarative-rule.ts'
import type { RuleRun } from './tests.ts'
import type { Clock } from './times.ts'

/** Turns a rule as data into one that can be asked. The data is taken as valid: `checkRule` checks what callers hand in. */
export const compileRule = (rule: DeclarativeRule): KindRule => {
  const attempts = rule.rules.map(compileRow)
  const otherwise = compileOutcome(rule.else ?? NOT_REPORTED, 'NotReported', 'Its controller has not reported yet how it is')
  const byConvention = rule.else === undefined ? conventional(rule) : undefined
  const mode = rule.generation ?? 'observed'
  return {
    for: rule.for,
    ...(rule.objects === undefined ? undefined : { objects: rule.objects }),
    ...(rule.name === undefined ? undefined : { name: rule.name }),
    generation: mode === 'observed' ? 'observed' : 'own',
    assess: (live, { now }) => {
      const generation = mode === 'own' ? undefined : readGeneration(live)
      const clock: Clock = { now, due: undefined }
      const start: RuleRun = { root: live, generation, clock }
      const verdict = firstFit(attempts, start) ?? byConvention?.(live) ?? otherwise(start)
      if (isFinal(verdict.status) && (isBehind(live, generation) || (mode === 'conditions' && isUnseen(live, generation))))
        return NOT_OBSERVED
      return clock.due === undefined ? verdict : { ...verdict, reassessAt: clock.due }
    },
  }
}

/** Reads by convention what the rows leave open; but a rule that says when a kind is Healthy has said all there is to that. */
const conventional = ({ rules }: DeclarativeRule): ((live: JsonRecord) => Verdict | undefined) => {
  const saysHealthy = rules.some(saysWhenHealthy)
  return live => {
    const verdict = assessGeneric(live)
    return saysHealthy && verdict?.status === 'Healthy' ? undefined : verdict
  }
}

const saysWhenHealthy = (row: Row): boolean =>
  'worst' in row ? row.worst.some(saysWhenHealthy) : 'words' in row ? row.words.Healthy !== undefined : row.status === 'Healthy'

/** True where the spec was not seen: if no condition names a generation, that of the status is all there is. */
const isUnseen = (live: JsonRecord, generation: number | undefined): boolean => {
  const seen = newestObserved(live) === undefined ? integerOf(at(live, 'status', 'observedGeneration')) : undefined
  return generation !== undefined && seen !== undefined && seen < generation
}

const NOT_REPORTED: Outcome = { status: 'Progressing' }

const isFinal = (status: HealthStatus): boolean => status === 'Healthy' || status === 'Degraded'

const firstFit = (attempts: readonly Attempt[], start: RuleRun): Verdict | undefined => {
  for (const attempt of attempts) {
    const verdict = attempt({ ...start })
    if (verdict !== undefined) return verdict
  }
  return undefined
}
