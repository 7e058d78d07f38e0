import type { JsonRecord } from '../kube-object.ts'
import { own } from '../read.ts'

/** Longer texts are no selector that a person wrote. */
const MAX_LENGTH = 4096

/** Looks at labels, or at annotations, which are selected alike. */
export type LabelTest = (labels: JsonRecord) => boolean

/**
 * Makes ready a label selector as `kubectl -l` takes it: `app=web,tier in (front, back),!canary,weight>3`.
 *
 * @returns a test of labels; undefined where the text is no selector, or one that asks for nothing and so selects everything.
 *
 * Source: `labels.Parse` of k8s.io/apimachinery, whose answers a test has recorded.
 */
export const parseLabelSelector = (text: string): LabelTest | undefined => {
  const tokens = text.length > MAX_LENGTH ? undefined : tokensIn(text)
  if (tokens === undefined || tokens.length === 0) return undefined
  const reader: SelectorReader = { tokens, at: 0 }
  const tests: LabelTest[] = []
  do {
    const test = readRequirement(reader)
    if (test === undefined) return undefined
    tests.push(test)
  } while (take(reader, ','))
  return reader.at < tokens.length ? undefined : labels => tests.every(test => test(labels))
}

/** A word (a key, a value, `in`, `notin`), or a symbol. */
const TOKEN = /[ \t\r\n]*(?:(?<symbol>==|!=|[=!(),<>])|(?<word>[^ \t\r\n=!(),<>\0]+))/gy

interface SelectorToken {
  readonly text: string
  readonly isWord: boolean
}

const tokensIn = (text: string): readonly SelectorToken[] | undefined => {
  const tokens: SelectorToken[] = []
  let read = 0
  for (const { 0: matched, groups } of text.matchAll(TOKEN)) {
    read += matched.length
    tokens.push({ text: groups?.['symbol'] ?? groups?.['word'] ?? '', isWord: groups?.['word'] !== undefined })
  }
  return /^[ \t\r\n]*$/.test(text.slice(read)) ? tokens : undefined
}

interface SelectorReader {
  readonly tokens: readonly SelectorToken[]
  at: number
}

const take = (reader: SelectorReader, ...texts: readonly string[]): string | undefined => {
  const text = reader.tokens[reader.at]?.text
  if (text === undefined || !texts.includes(text)) return undefined
  reader.at++
  return text
}

const takeWord = (reader: SelectorReader): string | undefined => {
  const token = reader.tokens[reader.at]
  if (token?.isWord !== true) return undefined
  reader.at++
  return token.text
}

/** The next token ends a requirement. */
const atEnd = ({ tokens, at }: SelectorReader): boolean => tokens[at] === undefined || tokens[at].text === ','

const readRequirement = (reader: SelectorReader): LabelTest | undefined => {
  const isAbsent = take(reader, '!') !== undefined
  const key = takeWord(reader)
  if (key === undefined || !isLabelKey(key)) return undefined
  const value = (labels: JsonRecord): string | undefined => {
    const found = own(labels, key)
    return typeof found === 'string' ? found : undefined
  }
  if (isAbsent) return labels => value(labels) === undefined
  if (atEnd(reader)) return labels => value(labels) !== undefined
  const operator = take(reader, 'in', 'notin', '=', '==', '!=', '>', '<')
  if (operator === undefined) return undefined
  const wanted = operator === 'in' || operator === 'notin' ? readSet(reader) : readOne(reader)
  return wanted?.every(isLabelValue) === true ? comparing(operator, wanted, value) : undefined
}

/** A value may be empty: `app=` is true of a label without a value. */
const readOne = (reader: SelectorReader): readonly string[] | undefined => {
  if (atEnd(reader)) return ['']
  const word = takeWord(reader)
  return word === undefined ? undefined : [word]
}

const readSet = (reader: SelectorReader): readonly string[] | undefined => {
  if (take(reader, '(') === undefined) return undefined
  const values: string[] = []
  do values.push(takeWord(reader) ?? '')
  while (take(reader, ','))
  return take(reader, ')') === undefined ? undefined : values
}

type LabelValue = (labels: JsonRecord) => string | undefined

const comparing = (operator: string, wanted: readonly string[], value: LabelValue): LabelTest | undefined => {
  if (operator === '>' || operator === '<') return ordering(operator, wanted[0] ?? '', value)
  const included = operator === 'in' || operator === '=' || operator === '=='
  return labels => {
    const found = value(labels)
    return found === undefined ? !included : wanted.includes(found) === included
  }
}

/** Both sides are whole numbers of 64 bits, or it is false. */
const ordering = (operator: string, limitText: string, value: LabelValue): LabelTest | undefined => {
  const limit = readInt64(limitText)
  if (limit === undefined) return undefined
  return labels => {
    const found = readInt64(value(labels) ?? '')
    return found !== undefined && (operator === '>' ? found > limit : found < limit)
  }
}

const readInt64 = (text: string): bigint | undefined => {
  const value = /^[+-]?\d{1,32}$/.test(text) ? BigInt(text) : undefined
  return value !== undefined && BigInt.asIntN(64, value) === value ? value : undefined
}

const isLabelKey = (key: string): boolean => {
  const slash = key.indexOf('/')
  return slash < 0 ? isLabelName(key) : isDomain(key.slice(0, slash)) && isLabelName(key.slice(slash + 1))
}

const isLabelValue = (value: string): boolean => value === '' || isLabelName(value)

const isLabelName = (name: string): boolean => name.length <= 63 && /^[-\w.]+$/.test(name) && !/^[-_.]|[-_.]$/.test(name)

const isDomain = (domain: string): boolean =>
  domain.length <= 253 && domain.split('.').every(label => /^[-a-z\d]+$/.test(label) && !/^-|-$/.test(label))
