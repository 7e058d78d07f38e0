import { at, integerOf, isRecord, textOf } from '../../model/read.ts'
import { evaluateJsonPath } from './evaluate-json-path.ts'
import { type JsonPath, parseJsonPath } from './parse-json-path.ts'
import { trimmed } from './trimmed.ts'

/** The condition that `kubectl wait --for` waits for. */
export type WaitCondition =
  | { readonly kind: 'create' | 'delete' }
  | { readonly kind: 'condition'; readonly type: string; readonly status: string }
  /** Without a value it is there, whatever it is. */
  | { readonly kind: 'jsonpath'; readonly text: string; readonly path: JsonPath; readonly value: string | undefined }

/**
 * Reads one `--for` of `kubectl wait`: `create`, `delete`, `condition=Ready[=False]`, `jsonpath={.status.phase}[=Running]`; quotes that are
 * meant for a shell may be left in. Undefined where the text is none.
 *
 * Source: `conditionFuncsFor` and `processJSONPathInput` of kubectl's pkg/cmd/wait.
 */
export const parseWaitCondition = (text: string): WaitCondition | undefined => {
  const lower = text.toLowerCase()
  if (lower === 'create' || lower === 'delete') return { kind: lower }
  if (text.startsWith('condition=')) return readCondition(text.slice('condition='.length))
  return text.startsWith('jsonpath=') ? readJsonPath(text.slice('jsonpath='.length)) : undefined
}

const readCondition = (text: string): WaitCondition | undefined => {
  const equals = text.indexOf('=')
  const [type, status] = equals < 0 ? [text, 'True'] : [text.slice(0, equals), text.slice(equals + 1)]
  return type === '' || status === '' ? undefined : { kind: 'condition', type, status }
}

const readJsonPath = (text: string): WaitCondition | undefined => {
  const [written = '', wanted, ...more] = splitAtEquals(text)
  if (more.length > 0) return undefined
  const { braced, bare = braced } = /^\{\.?(?<braced>[^{}]+)\}$|^\.?(?<bare>[^{}]+)$/s.exec(unquoted(written))?.groups ?? {}
  const path = bare === undefined ? undefined : parseJsonPath(`.${bare}`)
  const value = wanted === undefined ? undefined : trimmed(wanted, `'"`)
  if (path === undefined || value === '') return undefined
  return { kind: 'jsonpath', text: `.${bare ?? ''}`, path, value }
}

/** The quotes that a shell would have taken away. */
const unquoted = (text: string): string =>
  /^'([^']*)'$|^"([^"]*)"$/s
    .exec(text)
    ?.slice(1)
    .find(inner => inner !== undefined) ?? text

/** Two signs of equality are one that belongs to the path. */
const splitAtEquals = (text: string): readonly string[] => {
  const parts = ['']
  for (const [piece] of text.matchAll(/==|=|[^=]+/g)) {
    if (piece === '=') parts.push('')
    else parts.push((parts.pop() ?? '') + piece)
  }
  return parts
}

/** True where an object that is in the cluster meets a condition. Throws where that cannot be told; see {@link evaluateJsonPath}. */
export const meetsWaitCondition = (condition: WaitCondition, live: unknown): boolean => {
  if (condition.kind === 'condition') return sameText(textOf(findCondition(live, condition.type)?.['status']) ?? '', condition.status)
  return condition.kind === 'jsonpath' ? meetsJsonPath(condition, live) : condition.kind === 'create'
}

const sameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** The first condition of that type, in any case, if it is of the present generation. */
const findCondition = (live: unknown, type: string): Readonly<Record<string, unknown>> | undefined => {
  const conditions = at(live, 'status', 'conditions')
  if (conditions === undefined) return undefined
  if (!Array.isArray(conditions)) throw new TypeError('the conditions are no list')
  const found = conditions
    .filter(isRecord)
    .find(each => sameText(textOf(each['type']) ?? '', type) && textOf(each['type']) !== undefined && textOf(each['status']) !== undefined)
  const generation = integerOf(at(live, 'metadata', 'generation'))
  const observed = integerOf(found?.['observedGeneration']) ?? integerOf(at(live, 'status', 'observedGeneration'))
  return generation !== undefined && observed !== undefined && observed < generation ? undefined : found
}

const meetsJsonPath = ({ path, value }: Extract<WaitCondition, { kind: 'jsonpath' }>, live: unknown): boolean => {
  const found = evaluateJsonPath(path, live)
  if (found.length === 0) return false
  if (found.length > 1) throw new TypeError('the path leads to more than one value')
  if (value === undefined) return true
  const [only] = found
  if (typeof only === 'object' && only !== null) throw new TypeError('the path leads to an object or a list')
  // As Go prints it.
  return (only === null ? '<nil>' : typeof only === 'string' ? only : JSON.stringify(only)).trim() === value.trim()
}
