import { conditionStatus, conditionsOf } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { textOf } from '../../model/read.ts'
import type { HealthStatus } from '../../model/statuses.ts'
import { mostTelling } from '../convention/condition-text.ts'
import { readCondition } from '../convention/read-conditions.ts'
import { STATUS_OF, wordClass } from '../convention/word-classes.ts'
import type { Verdict } from '../verdict/kind-rule.ts'
import { worst } from '../verdict/verdicts.ts'
import { compileCauses } from './causes.ts'
import type { Outcome, Row, WhenRow, WordsRow, WorstRow } from './declarative-rule.ts'
import { pathBeside, camelCase, conditionName, labelPath, deriveReason, deriveMessage } from './derived-texts.ts'
import { compilePath } from './paths.ts'
import { compileTest, compileWords } from './tests.ts'
import type { RuleRun } from './tests.ts'
import { compileText } from './texts.ts'

/** One row, asked of one object: its verdict where it fits. */
export type Attempt = (run: RuleRun) => Verdict | undefined

/** A row as a function: its verdict where it fits. */
export const compileRow = (row: Row): Attempt => ('words' in row ? wordsRow(row) : 'worst' in row ? worstRow(row) : whenRow(row))

/** Takes the worst of the rows that fit; of those that say the same the first. */
const worstRow = (row: WorstRow): Attempt => {
  const attempts = row.worst.map(compileRow)
  return run => worst(attempts.map(attempt => attempt({ ...run })))
}

const whenRow = (row: WhenRow): Attempt => {
  const check = compileTest(row.when)
  const say = compileOutcome(row, deriveReason(row), deriveMessage(row))
  return run => (check(run.root, run) ? say(run) : undefined)
}

const wordsRow = (row: WordsRow): Attempt => {
  const read = compilePath(row.field)
  const say = compileText(row.say ?? [pathBeside(row.field), `${labelPath(row.field)} is {value}`])
  const choices = Object.entries(row.words).flatMap(([status, words]: readonly [string, readonly string[] | undefined]) =>
    (words ?? []).map(word => ({
      fits: compileWords(word),
      status: status as HealthStatus,
      reason: row.reason ?? (camelCase(word) || status),
    })),
  )
  const byConvention = (word: string): { readonly status: HealthStatus; readonly reason: string } | undefined => {
    const said = row.conventional === true ? wordClass(word) : undefined
    return said === undefined ? undefined : { status: STATUS_OF[said], reason: row.reason ?? camelCase(word) }
  }
  return run => {
    const value = read(run.root, run.root)
    const word = typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
    const choice = word === '' ? undefined : (choices.find(choice => choice.fits(word)) ?? byConvention(word))
    if (choice === undefined) return undefined
    return { status: choice.status, reason: choice.reason, message: say({ ...run, value: word }) || word, ...pickFlags(row) }
  }
}

/** Makes the answer of an outcome, with the reason and the text that it leaves to be derived. */
export const compileOutcome = (
  source: Outcome,
  reason: string | undefined,
  text: string | readonly string[],
): ((run: RuleRun) => Verdict) => {
  const say = compileText(source.say ?? text)
  const fixed = pickFlags(source)
  const causes = source.causes === undefined ? undefined : compileCauses(source.causes)
  const telling = source.say === undefined && (source.status === 'Degraded' || source.status === 'Progressing')
  const { status, reason: name } = source
  return run => {
    const named = name ?? reason ?? conditionName(run.cond) ?? status
    const message = say(telling ? { ...run, cond: chooseTelling(run) } : run)
    const verdict = { status, reason: named, message: message || (source.say === '' ? '' : labelPath(named)), ...fixed }
    return causes === undefined ? verdict : { ...verdict, causes: causes(run) }
  }
}

/** The condition that fitted, or the one that says why where it only sums up. */
const chooseTelling = ({ root, cond }: RuleRun): JsonRecord | undefined => {
  const type = textOf(cond?.['type'])
  if (cond === undefined || type === undefined) return cond
  const all = conditionsOf(root).map(condition => readCondition(condition))
  const own = all.find(each => each.type === type && each.status === conditionStatus(cond))
  const found = own === undefined ? undefined : mostTelling([own], all)
  return found === undefined || found === own ? cond : { ...found }
}

const pickFlags = ({ settled, advisory }: Pick<Outcome, 'settled' | 'advisory'>): Pick<Outcome, 'settled' | 'advisory'> => ({
  ...(settled === undefined ? {} : { settled }),
  ...(advisory === undefined ? {} : { advisory }),
})
