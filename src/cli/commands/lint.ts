import { lintPolicy } from '../../policy/index.ts'
import type { Policy } from '../../policy/index.ts'
import type { CommandAnswer, Terminal } from '../answer.ts'
import { TROUBLE, isTrouble, problemNotes } from '../answer.ts'
import type { Options } from '../args.ts'
import { assessAll, valuesBeside } from '../assess-all.ts'
import type { AssessInput } from '../assess-texts.ts'
import { createGuard, guarded } from '../output/guarded.ts'

/** A policy, and what it is used on where anything was named. */
export interface LintInput {
  readonly policy: Policy
  readonly used?: AssessInput
}

/** Tells what is wrong in a policy, and what of it matched nothing. Exit codes: 0 nothing, 1 something, 2 trouble. */
export const lint = ({ policy, used }: LintInput, options: Options, surroundings: Terminal): CommandAnswer =>
  guarded(useGuard => {
    useGuard(createGuard(used?.values, { beside: valuesBeside(used ?? {}) }))
    return lintAnswer({ policy, ...(used === undefined ? undefined : { used }) }, options, surroundings)
  })

const lintAnswer = ({ policy, used }: LintInput, options: Options, surroundings: Terminal): CommandAnswer => {
  // Which entries matched is counted by their names as they stand in the file; of the answer nothing else is told.
  const plain = createGuard(undefined, { salt: used?.clusters === undefined ? undefined : surroundings.salt })
  const all = used === undefined ? undefined : assessAll({ ...used, policy }, options, surroundings, () => plain)
  const { entries, problems } = lintPolicy(
    policy,
    (all ?? []).map(({ application }) => application),
  )
  const told = all === undefined ? policy.problems : problems
  const others = (all ?? []).flatMap(assessed => assessed.problems.filter(problem => !policy.problems.includes(problem)))
  const lines = [
    ...told.map(({ source = '', line, column, message }) => `${source}:${line ?? 1}:${column ?? 1}: ${message}`),
    ...(all === undefined
      ? []
      : entries.flatMap(({ name, list, matches }) => (matches > 0 ? [`${name}: ${list}, ${matches} matched`] : []))),
  ]
  const summary = `${policy.options.policy?.source ?? ''}: ${entries.length} entries, ${told.length} problems`
  return {
    text: [...lines, summary].map(line => `${line}\n`).join(''),
    notes: problemNotes(others),
    exitCode: others.some(isTrouble) ? TROUBLE : told.length > 0 ? 1 : 0,
  }
}
