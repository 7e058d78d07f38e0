import type { TextProblemCode } from '../../model/problem.ts'

/** Findings in a JSON text that JSON.parse does not tell. */
export interface JsonScan {
  /** Just after the value. */
  readonly end: number
  readonly findings: readonly { readonly code: TextProblemCode; readonly at: number }[]
  /** The place at which each object or list in the top level's `items` begins. */
  readonly items: readonly number[]
}

interface Level {
  /** The keys so far of an object; absent for a list. */
  readonly keys?: Set<string>
  /** The key that is being read, while in an object. */
  key: string
  atKey: boolean
}

const QUOTE = 34
const BACKSLASH = 92

/**
 * Finds the end of the JSON value at `from`, keys written twice, integers beyond 2^53 and too deep nesting, in one pass. It trusts
 * JSON.parse to tell whether the text is JSON at all. Undefined where the value has no end.
 */
export const scanJson = (text: string, from: number, maxDepth: number): JsonScan | undefined => {
  const findings: { code: TextProblemCode; at: number }[] = []
  const items: number[] = []
  const levels: Level[] = []
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      const end = endOfString(text, at)
      if (end < 0) return undefined
      noteKey(levels.at(-1), text.slice(at, end), at, findings)
      at = end
    } else if (code === 123 || code === 91) {
      noteItem(levels, at, items)
      if (levels.length >= maxDepth) return { end: at, findings: [{ code: 'too-deep', at }], items: [] }
      levels.push(code === 123 ? { keys: new Set(), key: '', atKey: true } : { key: '', atKey: false })
      at++
    } else if (code === 125 || code === 93) {
      levels.pop()
      at++
      if (levels.length === 0) return { end: at, findings, items }
    } else at = passOther(text, at, levels.at(-1), findings)
  }
  return undefined
}

const endOfString = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes++
    if (backslashes % 2 === 0) return end + 1
  }
  return -1
}

const noteKey = (level: Level | undefined, quoted: string, at: number, findings: { code: TextProblemCode; at: number }[]): void => {
  if (level?.keys === undefined || !level.atKey) return
  const key = quoted.includes('\\') ? unquoted(quoted) : quoted.slice(1, -1)
  if (level.keys.has(key)) findings.push({ code: 'duplicate-key', at })
  level.keys.add(key)
  level.key = key
  level.atKey = false
}

const unquoted = (quoted: string): string => {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted
  }
}

/** An item that is an object or a list: the items of a Kubernetes list are. */
const noteItem = (levels: readonly Level[], at: number, items: number[]): void => {
  if (levels.length === 2 && levels[1]?.keys === undefined && levels[0]?.key === 'items') items.push(at)
}

const passOther = (text: string, at: number, level: Level | undefined, findings: { code: TextProblemCode; at: number }[]): number => {
  const code = text.charCodeAt(at)
  if (code === 44 && level?.keys !== undefined) level.atKey = true
  if (code !== 45 && (code < 48 || code > 57)) return at + 1
  let end = at + 1
  while (isOfNumber(text.charCodeAt(end))) end++
  if (end - at > 3) noteNumber(text.slice(at, end), at, findings)
  return end
}

const noteNumber = (number: string, at: number, findings: { code: TextProblemCode; at: number }[]): void => {
  const value = Number(number)
  if (!Number.isFinite(value)) findings.push({ code: 'non-finite-number', at })
  else if (!Number.isSafeInteger(value) && /^-?\d+$/.test(number)) findings.push({ code: 'integer-precision', at })
}

/** Digits, `+`, `-`, `.`, `e` and `E`. */
const isOfNumber = (code: number): boolean =>
  (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46 || code === 69 || code === 101
