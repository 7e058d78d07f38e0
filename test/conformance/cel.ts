import { evaluateCel } from '../../src/cel/index.ts'
import type { JsonRecord } from '../../src/model/kube-object.ts'
import { fixtureLines } from '../support/fixtures.ts'
import type { HealthConformance } from './argo-health.ts'

interface CelCase {
  readonly expression: string
  readonly object: JsonRecord
  readonly result?: unknown
  readonly error?: true
}

/** What docs/health-rules.md lists as different on purpose: refused at construction instead of evaluated. */
const REFUSED: ReadonlySet<string> = new Set(["status.phase.matches('^Run.*$')", '"3" == 3 ? true : false'])

const answer = ({ expression, object }: CelCase): { result?: unknown; error?: string } => {
  try {
    return evaluateCel(expression, object)
  } catch {
    return { error: 'refused' }
  }
}

const agrees = (one: CelCase): boolean => {
  const got = answer(one)
  return one.error === true ? 'error' in got && got.error !== 'refused' : 'result' in got && got.result === one.result
}

/** Evaluates every recorded expression and compares with what cel-go with Flux's options gave. */
export const celConformance = (): HealthConformance => {
  const all = fixtureLines<CelCase>('cel/cel-as-flux-evaluates-it.jsonl')
  const differing = all
    .filter(one => !agrees(one))
    .map(one => ({
      id: 'cel',
      about: one.expression,
      wrong: `${Object.keys(answer(one)).join()}, not ${one.error === true ? 'error' : String(one.result)}`,
    }))
  const deviations = differing.filter(({ about }) => REFUSED.has(about))
  return {
    corpus: 'cel-as-flux-evaluates-it',
    cases: all.length - deviations.length,
    agreeing: all.length - differing.length,
    disagreements: differing.filter(({ about }) => !REFUSED.has(about)),
    deviations,
    floor: 1,
    left: deviations.length,
  }
}
