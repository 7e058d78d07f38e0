import { evaluateCel } from '../../src/cel/index.ts'
import type { JsonRecord } from '../../src/model/kube-object.ts'
import { fixtureLines } from '../support/fixtures.ts'
import type { Conformance } from './argo-health.ts'

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
export const runCel = (): Conformance => {
  const cases = fixtureLines<CelCase>('cel/cel-as-flux-evaluates-it.jsonl')
  const differing = cases
    .filter(one => !agrees(one))
    .map(one => ({
      id: one.expression,
      expected: one.error === true ? 'error' : JSON.stringify(one.result),
      got: JSON.stringify(Object.keys(answer(one))),
    }))
  return {
    corpus: 'cel-as-flux-evaluates-it',
    cases: cases.length,
    agreeing: cases.length - differing.length,
    disagreements: differing.filter(({ id }) => !REFUSED.has(id)),
    deviations: differing.filter(({ id }) => REFUSED.has(id)),
  }
}
