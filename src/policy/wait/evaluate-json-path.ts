import { isRecord, membersIn, own } from '../../model/read.ts'
import type { JsonPath, PathNode } from './parse-json-path.ts'

/** Values looked at in one evaluation. */
const MAX_STEPS = 100_000

interface PathBudget {
  left: number
}

/**
 * Finds what a path names in an object: none, one or several values. Throws where client-go's evaluator fails: an index beyond the end of a
 * list, something other than a list in brackets, values of unlike types compared. Also where the work gets too much.
 *
 * Source: client-go's util/jsonpath with missing keys allowed, as kubectl wait uses it; a test has its answers recorded.
 */
export const evaluateJsonPath = (path: JsonPath, object: unknown): readonly unknown[] => walk([object], path, { left: MAX_STEPS })

const walk = (values: readonly unknown[], path: JsonPath, budget: PathBudget): readonly unknown[] => {
  let found = values
  for (const node of path) {
    found = visit(found, node, budget)
    budget.left -= found.length + 1
    if (budget.left < 0) throw new RangeError('the path looks at too much')
  }
  return found
}

const visit = (values: readonly unknown[], node: PathNode, budget: PathBudget): readonly unknown[] => {
  switch (node.kind) {
    case 'field':
      return values.flatMap(value => (isRecord(value) && own(value, node.name) !== undefined ? [own(value, node.name)] : []))
    case 'wildcard':
      return values.flatMap(membersIn)
    case 'descend':
      return values.flatMap(value => descend(value, budget))
    case 'slice':
      return values.flatMap(value => slice(value, node))
    case 'union':
      return node.paths.flatMap(path => walk(values, path, budget))
    case 'filter':
      return values.flatMap(value => listIn(value).filter(item => passes(item, node, budget)))
    default:
      return values.map(() => node.value)
  }
}

/** Everything that holds something, from the top. */
const descend = (value: unknown, budget: PathBudget): readonly unknown[] => {
  const members = membersIn(value)
  budget.left -= members.length
  if (budget.left < 0) throw new RangeError('the path looks at too much')
  return members.length === 0 ? [] : [value, ...members.flatMap(member => descend(member, budget))]
}

const listIn = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value
  throw new TypeError('is no list')
}

const slice = (value: unknown, { from, to, step = 1, isIndex }: Extract<PathNode, { kind: 'slice' }>): readonly unknown[] => {
  if (value === null) return []
  const list = listIn(value)
  const start = from < 0 ? from + list.length : from
  const given = to ?? list.length
  const end = given < 0 || (given === 0 && isIndex) ? given + list.length : given
  if (start === end) return []
  if (start < 0 || start >= list.length || end > list.length || end < start || step <= 0) throw new RangeError('is out of bounds')
  return list.slice(start, end).filter((_, index) => index % step === 0)
}

const passes = (item: unknown, { left, operator, right }: Extract<PathNode, { kind: 'filter' }>, budget: PathBudget): boolean => {
  const lefts = walk([item], left, budget)
  if (operator === 'exists') return lefts.length > 0
  const rights = lefts.length === 0 ? [] : walk([item], right, budget)
  if (lefts.length === 0 || rights.length === 0) return false
  if (lefts.length > 1 || rights.length > 1) throw new TypeError('only one value can be compared')
  return compare(lefts[0], operator, rights[0])
}

const compare = (left: unknown, operator: string, right: unknown): boolean => {
  if (jsonKind(left) !== jsonKind(right)) throw new TypeError('values of unlike types cannot be compared')
  const [a, b] = [left as string | number, right as string | number]
  if (operator === '==') return a === b
  if (operator === '!=') return a !== b
  if (typeof left === 'boolean') throw new TypeError('has no order')
  return operator === '<' ? a < b : operator === '<=' ? a <= b : operator === '>' ? a > b : a >= b
}

/** Go compares a whole number with no fraction. */
const jsonKind = (value: unknown): string => {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction'
  if (typeof value === 'string' || typeof value === 'boolean') return typeof value
  throw new TypeError('cannot be compared')
}
