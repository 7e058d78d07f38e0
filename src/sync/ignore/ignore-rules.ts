import { pointerTokens } from '../../model/field-path.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import type { Problem } from '../../model/problem.ts'
import { recordOf } from '../../model/read.ts'
import type { Difference, IgnoreRule } from '../comparison.ts'
import { parseWrittenPath } from './written-path.ts'
import { parsePathExpression } from './jq/path-expression.ts'

/** Differences told apart by the caller's ignore rules, and the rules that did nothing. */
export interface Ignored {
  readonly counted: readonly Difference[]
  readonly suppressed: readonly Difference[]
  readonly problems: readonly Problem[]
}

/** A rule made ready: whether it covers a difference. */
type RuleMatcher = (difference: Difference, anchors: readonly string[]) => boolean

/**
 * Takes out what the rules cover. `anchors` gives for the difference at an index the pointers that a rule has to cover: of a list the items that came or
 * went, else the place itself.
 * A rule that does not parse, or that matches nothing, is a problem: an ignore rule that silently does nothing hides drift that is
 * expected, or stops hiding it after a rename.
 */
export const applyIgnoreRules = (
  differences: readonly Difference[],
  rules: readonly IgnoreRule[],
  sides: { anchors: (index: number) => readonly string[]; live: JsonRecord; predicted: JsonRecord },
): Ignored => {
  if (rules.length === 0) return { counted: differences, suppressed: [], problems: [] }
  const matchers = rules.map(rule => matcherOf(rule, sides.live, sides.predicted))
  const used = new Set<number>()
  const counted: Difference[] = []
  const suppressed: Difference[] = []
  for (const [index, difference] of differences.entries()) {
    const at = sides.anchors(index)
    const rule = matchers.findIndex(matches => matches?.(difference, at) === true)
    if (rule < 0) counted.push(difference)
    else {
      used.add(rule)
      suppressed.push(difference)
    }
  }
  return { counted, suppressed, problems: matchers.flatMap((matches, index) => unusedRule(index, matches !== undefined, used)) }
}

const unusedRule = (index: number, parsed: boolean, used: ReadonlySet<number>): readonly Problem[] => {
  if (!parsed)
    return [
      {
        code: 'ignore-rule-unreadable',
        message: `Ignore rule ${index + 1} is no pointer, path expression or manager`,
        pointer: `/ignore/${index}`,
      },
    ]
  return used.has(index)
    ? []
    : [{ code: 'ignore-rule-unused', message: `Ignore rule ${index + 1} matches no difference`, pointer: `/ignore/${index}` }]
}

const matcherOf = (given: IgnoreRule, live: JsonRecord, predicted: JsonRecord): RuleMatcher | undefined => {
  const rule = recordOf(given)
  if (Object.keys(rule).length !== 1) return undefined
  if (typeof rule['pointer'] === 'string') return pointerMatcher(rule['pointer'])
  if (typeof rule['manager'] === 'string') return difference => difference.by?.manager === rule['manager']
  return typeof rule['path'] === 'string' ? pathMatcher(rule['path'], live, predicted) : undefined
}

const pointerMatcher = (pointer: string): RuleMatcher | undefined => {
  if (pointerTokens(pointer) === undefined || pointer === '') return undefined
  return (_, anchors) => anchors.every(at => at === pointer || at.startsWith(`${pointer}/`))
}

/** What an expression or a written path selects in either object is covered, with all below it. */
const pathMatcher = (path: string, live: JsonRecord, predicted: JsonRecord): RuleMatcher | undefined => {
  const expression = parseWrittenPath(path) ?? parsePathExpression(path)
  if (expression === undefined) return undefined
  const selected = new Set([...expression(live), ...expression(predicted)])
  return (_, anchors) => anchors.every(at => isWithin(at, selected))
}

const isWithin = (pointer: string, selected: ReadonlySet<string>): boolean => {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) if (selected.has(pointer.slice(0, end))) return true
  return false
}
