import { isRecord } from '../../../model/read.ts'
import { sizeCost, spend } from '../budget.ts'
import type { Budget } from '../budget.ts'
import { compareJson, jsonType, sortedKeys } from './order.ts'
import { linearPattern } from '../regexp/match.ts'

/** A function of jq that computes a value from its input and its arguments; undefined stands for jq's error. */
type PathFunction = (input: unknown, args: readonly unknown[], budget: Budget) => unknown

const ofTexts =
  (compute: (text: string, other: string) => unknown): PathFunction =>
  (input, [other]) =>
    typeof input === 'string' && typeof other === 'string' ? compute(input, other) : undefined

const has: PathFunction = (input, [key]) => {
  if ((input ?? null) === null) return false
  if (Array.isArray(input) && typeof key === 'number') return Math.trunc(key) >= 0 && key < input.length
  return isRecord(input) && typeof key === 'string' ? Object.hasOwn(input, key) : undefined
}

const length: PathFunction = (input, _, budget) => {
  if (typeof input === 'string') return Array.from(input).length
  if (typeof input === 'number') return Math.abs(input)
  if (Array.isArray(input)) return input.length
  if (isRecord(input)) return sortedKeys(input, budget).length
  return (input ?? null) === null ? 0 : undefined
}

const keys: PathFunction = (input, _, budget) => {
  if (Array.isArray(input)) return Array.from(input.keys())
  return isRecord(input) ? sortedKeys(input, budget) : undefined
}

/** Parts of texts, some item for every item, some value under every key; else equality. */
const containsValue = (whole: unknown, part: unknown, budget: Budget): boolean => {
  spend(budget, 1)
  if (typeof whole === 'string' && typeof part === 'string') {
    spend(budget, sizeCost(whole))
    return whole.includes(part)
  }
  if (Array.isArray(whole) && Array.isArray(part))
    return part.every(item => whole.some(candidate => containsValue(candidate, item, budget)))
  if (isRecord(whole) && isRecord(part))
    return Object.keys(part).every(key => Object.hasOwn(whole, key) && containsValue(whole[key], part[key], budget))
  return compareJson(whole, part, budget) === 0
}

/** Between two types, and between true and false, jq fails. */
const contains = (whole: unknown, part: unknown, budget: Budget): boolean | undefined => {
  const isComparable = jsonType(whole) === jsonType(part) && (typeof whole !== 'boolean' || whole === part)
  return isComparable ? containsValue(whole, part, budget) : undefined
}

/** JSON as gojq writes it, with sorted keys; a text stays as it is. */
const toText = (value: unknown, budget: Budget): string => {
  spend(budget, 1 + sizeCost(value))
  if (Array.isArray(value)) return `[${value.map(item => toText(item, budget)).join(',')}]`
  if (isRecord(value))
    return `{${sortedKeys(value, budget)
      .map(key => `${quoted(key)}:${toText(value[key], budget)}`)
      .join(',')}}`
  return typeof value === 'string' ? quoted(value) : (JSON.stringify(value) ?? 'null')
}

const quoted = (text: string): string => JSON.stringify(text).replaceAll('\u007F', String.raw`\u007f`)

const test: PathFunction = (input, [pattern, flags], budget) => {
  const known = flags ?? ''
  if (typeof input !== 'string' || typeof pattern !== 'string' || typeof known !== 'string') return undefined
  spend(budget, pattern.length)
  return linearPattern(pattern, known)?.(input, budget)
}

/** The functions of jq that conditions in path expressions use, by name and number of arguments. None gives a path. */
export const pathFunctions: ReadonlyMap<string, PathFunction> = new Map<string, PathFunction>([
  ['ascii_downcase/0', input => (typeof input === 'string' ? input.replaceAll(/[A-Z]+/g, part => part.toLowerCase()) : undefined)],
  ['ascii_upcase/0', input => (typeof input === 'string' ? input.replaceAll(/[a-z]+/g, part => part.toUpperCase()) : undefined)],
  ['contains/1', (input, [part], budget) => contains(input, part, budget)],
  ['endswith/1', ofTexts((text, end) => text.endsWith(end))],
  ['has/1', has],
  ['inside/1', (input, [whole], budget) => contains(whole, input, budget)],
  ['keys/0', keys],
  ['length/0', length],
  ['ltrimstr/1', ofTexts((text, start) => (text.startsWith(start) ? text.slice(start.length) : text))],
  ['rtrimstr/1', ofTexts((text, end) => (text.endsWith(end) ? text.slice(0, text.length - end.length) : text))],
  ['split/1', ofTexts((text, separator) => (text === '' ? [] : separator === '' ? Array.from(text) : text.split(separator)))],
  ['startswith/1', ofTexts((text, start) => text.startsWith(start))],
  ['test/1', test],
  ['test/2', test],
  ['tostring/0', (input, _, budget) => (typeof input === 'string' ? input : toText(input, budget))],
  ['type/0', jsonType],
])
