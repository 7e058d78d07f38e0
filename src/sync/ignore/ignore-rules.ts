import { pointerTokens } from '../../model/field-path.ts'
import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { selects } from '../../model/selectors/object-selector.ts'
import type { Problem } from '../../model/problem.ts'
import { recordOf } from '../../model/read.ts'
import type { Difference, IgnoreRule } from '../comparison.ts'
import type { Budget } from './budget.ts'
import { MAX_STEPS, parsePathExpression } from './jq/path-expression.ts'
import { parseWrittenPath } from './written-path.ts'

/** Differences told apart by the caller's ignore rules, and the rules that did nothing. */
export interface Ignored {
  readonly counted: readonly Difference[]
  readonly suppressed: readonly Difference[]
  readonly problems: readonly Problem[]
}

/** The two objects of one comparison, as rules look at them. */
export interface IgnoreSides {
  /** Gives for the difference at an index the pointers that a rule has to cover: of a list the items that came or went, else the place itself. */
  readonly anchors: (index: number) => readonly string[]
  readonly desired: JsonRecord
  readonly live: JsonRecord
  readonly predicted: JsonRecord
}

/**
 * Takes out what the rules cover, of those that are about this object.
 * A rule that does not parse, or that matches nothing, is a problem: an ignore rule that silently does nothing hides drift that is
 * expected, or stops hiding it after a rename.
 */
export const applyIgnoreRules = (differences: readonly Difference[], rules: readonly IgnoreRule[], sides: IgnoreSides): Ignored => {
  if (rules.length === 0) return { counted: differences, suppressed: [], problems: [] }
  const active = activeRules(rules, sides)
  const counted: Difference[] = []
  const suppressed: Difference[] = []
  for (const [index, difference] of differences.entries()) {
    const at = sides.anchors(index)
    const rule = active.find(({ matches }) => matches?.(difference, at) === true)
    if (rule === undefined) counted.push(difference)
    else {
      rule.used = true
      suppressed.push({ ...difference, ignoredBy: rule.name })
    }
  }
  return { counted, suppressed, problems: active.flatMap(tellProblem) }
}

/** True where a rule covers a difference. */
type RuleMatcher = (difference: Difference, anchors: readonly string[]) => boolean

/** A rule in one comparison. */
interface ActiveRule {
  readonly name: string
  /** From 1, as sentences count. */
  readonly number: number
  /** False for a rule that was made for many objects. */
  readonly isMeantHere: boolean
  /** Undefined where it cannot be read. */
  readonly matches: RuleMatcher | undefined
  used: boolean
}

const activeRules = (rules: readonly IgnoreRule[], sides: IgnoreSides): readonly ActiveRule[] => {
  const ref = refOf(sides.live)
  // Rules share it, so that a hundred take no longer than one.
  const budget: Budget = { left: 2 * MAX_STEPS }
  return rules.flatMap((rule, index): readonly ActiveRule[] => {
    if (!selects(rule.for, ref, sides.desired)) return []
    const { name = `/ignore/${index}` } = rule
    const isMeantHere = rule.name === undefined && rule.for === undefined
    return [{ name, number: index + 1, isMeantHere, matches: readRule(rule)?.(sides, budget), used: false }]
  })
}

const tellProblem = ({ name, number, isMeantHere, matches, used }: ActiveRule): readonly Problem[] => {
  const pointer = `/ignore/${number - 1}`
  const called = name === pointer ? `Ignore rule ${number}` : `Ignore rule ${name}`
  if (matches === undefined)
    return [{ code: 'ignore-rule-unreadable', message: `${called} is no pointer, path expression or manager`, pointer }]
  return used || !isMeantHere ? [] : [{ code: 'ignore-rule-unused', message: `${called} matches no difference`, pointer }]
}

/** A rule made ready for any comparison. */
type ReadRule = (sides: IgnoreSides, budget: Budget) => RuleMatcher

/** Rules made ready, by what the caller handed in: a thousand objects parse a path once. Pure, so it cannot be seen. */
const known = new WeakMap<IgnoreRule, { readonly rule: ReadRule | undefined }>()

/** Makes ready a rule; undefined where it cannot be read. */
export const readRule = (given: IgnoreRule): ReadRule | undefined => {
  const before = known.get(given)
  if (before !== undefined) return before.rule
  const rule = makeRule(recordOf(given))
  known.set(given, { rule })
  return rule
}

const makeRule = ({ pointer, path, manager }: JsonRecord): ReadRule | undefined => {
  if (typeof pointer === 'string') return pointerRule(pointer)
  if (typeof manager === 'string') return () => difference => difference.by?.manager === manager
  return typeof path === 'string' ? pathRule(path) : undefined
}

const pointerRule = (pointer: string): ReadRule | undefined => {
  if (pointerTokens(pointer) === undefined || pointer === '') return undefined
  return () => (_, anchors) => anchors.every(at => at === pointer || at.startsWith(`${pointer}/`))
}

/** Covers what an expression or a written path selects in either object, with all below it; looked for when something differs. */
const pathRule = (path: string): ReadRule | undefined => {
  const expression = parseWrittenPath(path) ?? parsePathExpression(path)
  if (expression === undefined) return undefined
  return ({ live, predicted }, budget) => {
    let selected: ReadonlySet<string> | undefined
    return (_, anchors) => {
      const within = (selected ??= new Set([...expression(live, budget), ...expression(predicted, budget)]))
      return anchors.every(at => isWithin(at, within))
    }
  }
}

const isWithin = (pointer: string, selected: ReadonlySet<string>): boolean => {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) if (selected.has(pointer.slice(0, end))) return true
  return false
}
