import { conditionStatus } from '../../model/conditions.ts'
import { isStale } from '../verdict/generation.ts'
import { compileGlob } from '../../model/glob.ts'
import { integerOf, membersIn, recordsOf, textOf } from '../../model/read.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import { isTestList } from './declarative-rule.ts'
import type { CompareTest, ConditionTest, FieldTest, Operand, Scalar, Test, WalkTest, Words } from './declarative-rule.ts'
import { compilePath } from './paths.ts'
import type { PathReader } from './paths.ts'
import { compileAfter } from './times.ts'
import type { Clock } from './times.ts'

/** One run of a row: the object, and what fitted, for the message. */
export interface RuleRun {
  readonly root: unknown
  /** The object's generation where stale conditions count as absent. */
  readonly generation: number | undefined
  /** Absent where no time is looked at. */
  readonly clock?: Clock
  cond?: JsonRecord | undefined
  value?: unknown
  items?: readonly unknown[]
}

export type RowCheck = (here: unknown, run: RuleRun) => boolean

/** Turns the data of a test into a function; done once for each rule. */
export const compileTest = (test: Test): RowCheck => {
  if (isTestList(test)) return every(test.map(compileTest))
  if ('cond' in test) return condition(test)
  if ('field' in test) return field(test)
  if ('compare' in test) return compare(test)
  if ('and' in test) return every(test.and.map(compileTest))
  if ('or' in test) {
    const checks = test.or.map(compileTest)
    return (here, run) => checks.some(check => check(here, run))
  }
  if ('no' in test) {
    const check = compileTest(test.no)
    return (here, run) => !check(here, forget(run))
  }
  return walk(test)
}

/** Forgets what fits within a negation: it is no subject of the message. */
const forget = ({ root, generation, clock }: RuleRun): RuleRun => (clock === undefined ? { root, generation } : { root, generation, clock })

const every =
  (checks: readonly RowCheck[]): RowCheck =>
  (here, run) =>
    checks.every(check => check(here, run))

/** A test of a text against words, of which those that end in `*` are prefixes. */
export const compileWords = (words: Words): ((text: string) => boolean) => {
  const list = typeof words === 'string' ? [words] : words
  if (!list.some(word => word.includes('*'))) return text => list.includes(text)
  const globs = list.map(compileGlob)
  return text => globs.some(fits => fits(text))
}

const ANY = (): boolean => true
const named = (words: Words | undefined): ((text: string) => boolean) => (words === undefined ? ANY : compileWords(words))
const unless = (words: Words | undefined): ((text: string) => boolean) => {
  if (words === undefined) return ANY
  const fits = compileWords(words)
  return text => !fits(text)
}

const condition = (test: ConditionTest): RowCheck => {
  const list = compilePath(test.in ?? 'status.conditions')
  const type = compileWords(test.cond)
  const fits: readonly (readonly [string, (text: string) => boolean])[] = [
    ['reason', named(test.reason)],
    ['reason', unless(test.reasonNot)],
    ['severity', named(test.severity)],
    ['severity', unless(test.severityNot)],
    ['message', test.message === undefined ? ANY : containing(test.message)],
  ].filter((pair): pair is [string, (text: string) => boolean] => pair[1] !== ANY)
  const is = named(test.is)
  const isNot = unless(test.isNot)
  const lasts = test.after === undefined ? ANY : compileAfter(test.after)
  return (here, run) => {
    let best: JsonRecord | undefined
    for (const entry of recordsOf(list(here, run.root))) {
      if (!type(textOf(entry['type']) ?? '') || isStale({ observedGeneration: integerOf(entry['observedGeneration']) }, run.generation))
        continue
      const status = conditionStatus(entry)
      if (!is(status) || !isNot(status) || !fits.every(([key, fit]) => fit(textOf(entry[key]) ?? ''))) continue
      if (!lasts(entry['lastTransitionTime'], run.clock)) continue
      if (best === undefined || conditionKey(entry) < conditionKey(best)) best = entry
    }
    if (best !== undefined) run.cond = best
    return best !== undefined
  }
}

/** Which of several conditions is quoted must not depend on their order. */
const conditionKey = (entry: JsonRecord): string =>
  ['type', 'reason', 'message'].map(key => textOf(entry[key]) ?? '').join('\n') + conditionStatus(entry)

const scalarText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined

const scalars = (wanted: Scalar | readonly Scalar[]): ((value: unknown) => boolean) => {
  const fits = compileWords((Array.isArray(wanted) ? wanted : [wanted]).map(String))
  return value => {
    const text = scalarText(value)
    return text !== undefined && fits(text)
  }
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (typeof value === 'object' && membersIn(value).length === 0)

const field = (test: FieldTest): RowCheck => {
  const read = compilePath(test.field)
  const checks = [
    test.is !== undefined && scalars(test.is),
    test.not !== undefined && negated(scalars(test.not)),
    test.exists !== undefined && ((value: unknown) => (value !== undefined && value !== null) === test.exists),
    test.empty !== undefined && ((value: unknown) => isEmpty(value) === test.empty),
    test.has !== undefined && containing(test.has),
  ].filter(check => check !== false)
  const lasts = test.after === undefined ? ANY : compileAfter(test.after)
  return (here, run) => {
    const value = read(here, run.root)
    const fits = checks.every(check => check(value)) && lasts(value, run.clock)
    if (fits) run.value = value
    return fits
  }
}

const negated =
  (check: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    !check(value)

const containing = (words: Words): ((value: unknown) => boolean) => {
  const list = (typeof words === 'string' ? [words] : words).map(word => word.toLowerCase())
  return value => {
    const text = scalarText(value)?.toLowerCase()
    return text !== undefined && list.some(word => text.includes(word))
  }
}

const OPERATORS: Readonly<Record<string, (a: number | string, b: number | string) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>=': (a, b) => a >= b,
  '>': (a, b) => a > b,
}

const compare = (test: CompareTest): RowCheck => {
  const [left, operator, right] = test.compare
  const holds = OPERATORS[operator] ?? ANY
  const a = operand(left)
  const b = operand(right)
  return (here, run) => {
    const x = a(here, run.root)
    const y = b(here, run.root)
    return x !== undefined && y !== undefined && typeof x === typeof y && holds(x, y)
  }
}

const operand = (source: Operand): ((here: unknown, root: unknown) => number | string | undefined) => {
  if (typeof source === 'number') return () => source
  if (typeof source === 'string') return measured(compilePath(source))
  if ('path' in source) {
    const read = measured(compilePath(source.path))
    return (here, root) => read(here, root) ?? source.or
  }
  if ('minus' in source) {
    const [a, b] = [operand(source.minus[0]), operand(source.minus[1])]
    return (here, root) => Number(a(here, root) ?? 0) - Number(b(here, root) ?? 0)
  }
  if ('split' in source) {
    const read = compilePath(source.split)
    return (here, root) => integerOf(textOf(read(here, root))?.split(source.by)[source.part]?.trim())
  }
  if ('sum' in source) {
    const read = compilePath(source.sum)
    return (here, root) => membersIn(read(here, root)).reduce<number>((sum, item) => sum + (typeof item === 'number' ? item : 0), 0)
  }
  return counted(source)
}

const counted = ({ count, where }: { readonly count: string; readonly where?: Test }): ((here: unknown, root: unknown) => number) => {
  const read = compilePath(count)
  const check = where === undefined ? ANY : compileTest(where)
  return (here, root) => membersIn(read(here, root)).filter(item => check(item, { root, generation: undefined })).length
}

/** Numbers as they are, times and numeric texts as numbers, so that two of them can be compared; any other text as it is. */
const measured =
  (read: PathReader): ((here: unknown, root: unknown) => number | string | undefined) =>
  (here, root) => {
    const value = read(here, root)
    if (typeof value === 'string') return integerOf(value) ?? millisecondsOf(value) ?? value
    return typeof value === 'number' ? value : undefined
  }

const walk = (test: WalkTest): RowCheck => {
  const [how, path] =
    'any' in test ? ['any', test.any] : 'every' in test ? ['every', test.every] : 'none' in test ? ['none', test.none] : ['last', test.last]
  const read = compilePath(path)
  const check = compileTest(test.where)
  return (here, run) => {
    const items = membersIn(read(here, run.root))
    const considered = how === 'last' ? items.slice(-1) : items
    const fitting = considered.filter(item => check(item, run))
    if (how === 'any' || how === 'last') {
      if (fitting.length > 0) run.items = fitting
      return fitting.length > 0
    }
    if (how === 'none') return fitting.length === 0
    return items.length > 0 && fitting.length === items.length
  }
}
