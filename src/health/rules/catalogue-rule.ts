import { at, integerOf, textOf } from '../../model/read.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import type { HealthStatus } from '../../model/statuses.ts'
import type { ConditionTest, DeclarativeRule, FieldTest, Outcome, Row, Test, WhenRow, WordsRow, WorstRow } from './declarative-rule.ts'
import type { KindRule, Verdict } from '../verdict/kind-rule.ts'
import { NOT_OBSERVED, generationOf, newestObserved } from '../verdict/generation.ts'
import { worst } from '../verdict/verdicts.ts'
import { conditionStatus } from '../../model/conditions.ts'
import { compileCauses } from './causes.ts'
import { compileText } from './texts.ts'
import { compileTest, compileWords } from './tests.ts'
import type { RuleRun } from './tests.ts'
import { compilePath, pathSteps } from './paths.ts'
import type { Clock } from './times.ts'
import { assessGeneric } from '../convention/generic-rule.ts'
import { STATUS_OF, wordClass } from '../convention/word-classes.ts'

type Attempt = (run: RuleRun) => Verdict | undefined

/** Turns a rule as data into one that can be asked. The data is taken as valid: `checkRule` checks what callers hand in. */
export const compileCatalogueRule = (rule: DeclarativeRule): KindRule => {
  const attempts = rule.rules.map(compileRow)
  const otherwise = outcome(rule.else ?? NOT_REPORTED, 'NotReported', 'Its controller has not reported yet how it is')
  const byConvention = rule.else === undefined ? conventional(rule) : undefined
  const mode = rule.generation ?? 'observed'
  return {
    for: rule.for,
    ...(rule.objects === undefined ? undefined : { objects: rule.objects }),
    ...(rule.name === undefined ? undefined : { name: rule.name }),
    generation: mode === 'observed' ? 'observed' : 'own',
    assess: (live, { now }) => {
      const generation = mode === 'own' ? undefined : generationOf(live)
      const clock: Clock = { now, due: undefined }
      const start: RuleRun = { root: live, generation, clock }
      const verdict = firstFit(attempts, start) ?? byConvention?.(live) ?? otherwise(start)
      if (isFinal(verdict.status) && isBehind(live, generation, mode)) return NOT_OBSERVED
      return clock.due === undefined ? verdict : { ...verdict, reassessAt: clock.due }
    },
  }
}

/** What the rows leave open is read by convention; but a rule that says when a kind is Healthy has said all there is to that. */
const conventional = ({ rules }: DeclarativeRule): ((live: JsonRecord) => Verdict | undefined) => {
  const saysHealthy = rules.some(saysWhenHealthy)
  return live => {
    const verdict = assessGeneric(live)
    return saysHealthy && verdict?.status === 'Healthy' ? undefined : verdict
  }
}

const saysWhenHealthy = (row: Row): boolean =>
  'worst' in row ? row.worst.some(saysWhenHealthy) : 'words' in row ? 'Healthy' in row.words : row.status === 'Healthy'

const isBehind = (live: JsonRecord, generation: number | undefined, mode: string): boolean => {
  if (generation === undefined) return false
  const newest = newestObserved(live) ?? (mode === 'conditions' ? integerOf(at(live, 'status', 'observedGeneration')) : undefined)
  return newest !== undefined && newest < generation
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

const compileRow = (row: Row): Attempt => ('words' in row ? wordsRow(row) : 'worst' in row ? worstRow(row) : whenRow(row))

/** Of rows that say the same the first. */
const worstRow = (row: WorstRow): Attempt => {
  const attempts = row.worst.map(compileRow)
  return run => worst(attempts.map(attempt => attempt({ ...run })))
}

const whenRow = (row: WhenRow): Attempt => {
  const check = compileTest(row.when)
  const say = outcome(row, reasonOf(row), sayOf(row))
  return run => (check(run.root, run) ? say(run) : undefined)
}

const wordsRow = (row: WordsRow): Attempt => {
  const read = compilePath(row.field)
  const say = compileText(row.say ?? [besideOf(row.field), `${labelOf(row.field)} is {value}`])
  const choices = Object.entries(row.words).flatMap(([status, words]) =>
    words.map(word => ({ fits: compileWords(word), status: status as HealthStatus, reason: row.reason ?? (camelCase(word) || status) })),
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
    return { status: choice.status, reason: choice.reason, message: say({ ...run, value: word }) || word, ...flagsOf(row) }
  }
}

const outcome = (source: Outcome, reason: string | undefined, text: string): ((run: RuleRun) => Verdict) => {
  const say = compileText(source.say ?? text)
  const fixed = flagsOf(source)
  const causes = source.causes === undefined ? undefined : compileCauses(source.causes)
  const { status, reason: name } = source
  return run => {
    const named = name ?? reason ?? conditionName(run.cond) ?? status
    const verdict = { status, reason: named, message: say(run) || (source.say === '' ? '' : labelOf(named)), ...fixed }
    return causes === undefined ? verdict : { ...verdict, causes: causes(run) }
  }
}

const flagsOf = ({ settled, advisory }: Pick<Outcome, 'settled' | 'advisory'>): Pick<Outcome, 'settled' | 'advisory'> => ({
  ...(settled === undefined ? {} : { settled }),
  ...(advisory === undefined ? {} : { advisory }),
})

/** The condition or field that a test is about: the first that it names. */
const subject = (test: Test): ConditionTest | FieldTest | undefined => {
  if (isTestList(test)) return test.map(subject).find(found => found !== undefined)
  if ('cond' in test || 'field' in test) return test
  if ('and' in test) return subject(test.and)
  if ('or' in test) return subject(test.or)
  return undefined
}

const isTestList = (test: Test): test is readonly Test[] => Array.isArray(test)

/** A row about a field is named after it, or after its word. */
const reasonOf = ({ when }: WhenRow): string | undefined => {
  const about = subject(when)
  return about === undefined || 'cond' in about ? undefined : camelCase(typeof about.is === 'string' ? about.is : labelOf(about.field))
}

/** A row about a condition is named after the one that fitted: Ready, NotReady, ReadyUnknown. */
const conditionName = (condition: JsonRecord | undefined): string | undefined => {
  const type = textOf(condition?.['type'])
  if (condition === undefined || type === undefined) return undefined
  const name = camelCase(type.slice(Math.max(type.lastIndexOf('/'), type.lastIndexOf('.')) + 1))
  const status = conditionStatus(condition)
  return status === 'False' ? `Not${name}` : status === 'Unknown' ? `${name}Unknown` : name
}

const sayOf = ({ when, status }: WhenRow): string => {
  const about = subject(when)
  if (about === undefined) return ''
  if ('field' in about) {
    if (about.empty === false) return `{value|'${labelOf(about.field)}'}`
    return about.exists === undefined && about.empty === undefined ? `${labelOf(about.field)} is {value}` : labelOf(about.field)
  }
  return `{cond.message|${status === 'Healthy' ? '' : 'cond.reason|'}${conditionLabel(about, status)}}`
}

const conditionLabel = ({ cond, is }: ConditionTest, status: HealthStatus): string => {
  if (typeof cond !== 'string' || cond.includes('*')) return 'cond.type'
  if (typeof is === 'string' && is !== 'True') return `'${labelOf(cond)} is ${is}'`
  return is === 'True' || (status !== 'Progressing' && status !== 'Degraded') ? `'${labelOf(cond)}'` : `'${labelOf(cond)} is not True'`
}

/** What controllers write beside a phase to explain it. */
const besideOf = (path: string): string => {
  const parent = path.slice(0, path.lastIndexOf('.') + 1)
  return `{${parent}message|${parent}error|${parent}reason}`
}

/** `status.currentState` as people would say it: `Current state`. */
const labelOf = (path: string): string => {
  const last = pathSteps(path).findLast(step => step !== '[]') ?? ''
  const words = last
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[_\-./]+/g, ' ')
    .toLowerCase()
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** 'PENDING_RERUN' and 'Updating MinIO version' as reasons: PendingRerun, UpdatingMinIOVersion. */
const camelCase = (text: string): string =>
  text
    .split(/[^A-Za-z\d]+/)
    .filter(word => word !== '')
    .map(word =>
      word.length > 1 && word === word.toUpperCase()
        ? word.charAt(0) + word.slice(1).toLowerCase()
        : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join('')
