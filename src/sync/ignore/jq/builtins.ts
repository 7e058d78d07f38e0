import { jsonType } from './order.ts'
import type { JsonType } from './order.ts'
import { anyOf, call, choice, compare, descend, each, firstOf, identity, index, list, literal, nothing, pathOf, pipe } from './filters.ts'
import type { Filter } from './filters.ts'
import { pathFunctions } from './functions.ts'

const select = (condition: Filter): Filter => choice(condition, identity, nothing)
const not = (inner: Filter): Filter => choice(inner, literal(false), literal(true))
const all = (source: Filter, condition: Filter): Filter => not(anyOf(source, pipe(condition, not(identity))))
const among = (source: Filter, set: Filter): Filter => anyOf(compare('==', source, set), identity)
const item = each(identity)
const ofTypes = (...types: readonly JsonType[]): Filter => select(call(input => types.includes(jsonType(input)), []))

/** Functions that take no argument. */
const CONSTANT: ReadonlyMap<string, Filter> = new Map([
  ['all', all(item, identity)],
  ['any', anyOf(item, identity)],
  ['arrays', ofTypes('array')],
  ['booleans', ofTypes('boolean')],
  ['empty', nothing],
  ['false', literal(false)],
  ['first', index(identity, literal(0))],
  ['iterables', ofTypes('array', 'object')],
  ['last', index(identity, literal(-1))],
  ['not', not(identity)],
  ['null', literal(null)],
  ['nulls', ofTypes('null')],
  ['numbers', ofTypes('number')],
  ['objects', ofTypes('object')],
  ['recurse', descend],
  ['scalars', ofTypes('null', 'boolean', 'number', 'string')],
  ['strings', ofTypes('string')],
  ['true', literal(true)],
  ['values', ofTypes('boolean', 'number', 'string', 'array', 'object')],
])

const OF_ONE: ReadonlyMap<string, (inner: Filter) => Filter> = new Map([
  ['IN', set => among(identity, set)],
  ['all', condition => all(item, condition)],
  ['any', condition => anyOf(item, condition)],
  ['first', firstOf],
  ['getpath', pathOf],
  ['map', inner => list(pipe(item, inner))],
  ['select', select],
])

const OF_TWO: ReadonlyMap<string, (left: Filter, right: Filter) => Filter> = new Map([
  ['IN', among],
  ['all', all],
  ['any', anyOf],
])

/** The filter that a call of one of jq's functions stands for, as the manual of jq defines it; undefined for functions that are not in the subset. */
export const pathBuiltin = (name: string, args: readonly Filter[]): Filter | undefined => {
  const [first, second] = args
  if (args.length === 0 && CONSTANT.has(name)) return CONSTANT.get(name)
  if (first !== undefined && args.length === 1 && OF_ONE.has(name)) return OF_ONE.get(name)?.(first)
  if (first !== undefined && second !== undefined && args.length === 2 && OF_TWO.has(name)) return OF_TWO.get(name)?.(first, second)
  const compute = pathFunctions.get(`${name}/${args.length}`)
  return compute && call(compute, args)
}
