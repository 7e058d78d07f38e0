import type { ReadDocument } from '../documents.ts'
import { unreadable } from '../documents.ts'
import { scanJson } from './scan-json.ts'

/** The JSON value that begins at `from`, and where it ends; undefined where there is no JSON value. */
export const readJson = (
  text: string,
  from: number,
  maxDepth: number,
): { readonly document: ReadDocument; readonly end: number } | undefined => {
  const scan = scanJson(text, from, maxDepth)
  if (scan === undefined) return undefined
  const fatal = scan.findings.find(({ code }) => code === 'too-deep' || code === 'non-finite-number')
  if (fatal !== undefined) return { document: unreadable(fatal.code, fatal.at), end: fatal.code === 'too-deep' ? text.length : scan.end }
  try {
    const value: unknown = JSON.parse(text.slice(from, scan.end))
    return { document: { value, at: from, items: scan.items, findings: scan.findings }, end: scan.end }
  } catch {
    return undefined
  }
}

/**
 * The JSON objects that a text begins with, as kubectl reads a stream whose first character is `{` (apimachinery, util/yaml/decoder.go):
 * one after the other, with only white space between. What is left at `end` is YAML, also where it was meant as JSON.
 */
export const readJsonStream = (text: string, maxDepth: number): { readonly documents: readonly ReadDocument[]; readonly end: number } => {
  const documents: ReadDocument[] = []
  let end = 0
  for (let at = afterSpace(text, 0); text.startsWith('{', at); at = afterSpace(text, end)) {
    const read = readJson(text, at, maxDepth)
    if (read === undefined) break
    documents.push(read.document)
    ;({ end } = read)
  }
  return { documents, end: documents.length === 0 ? 0 : afterLine(text, end) }
}

const afterSpace = (text: string, from: number): number => {
  let at = from
  while (isSpace(text.charCodeAt(at))) at++
  return at
}

/** Past the white space up to and including the first line break. */
const afterLine = (text: string, from: number): number => {
  let at = from
  while (isSpace(text.charCodeAt(at)) && text.charCodeAt(at) !== 10) at++
  return text.charCodeAt(at) === 10 ? at + 1 : at
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13)
