import { decodeBase64 } from '../../model/scalars/base64.ts'
import { goFloat32 } from './go-float.ts'
import type { TextProblemCode } from '../../model/problem.ts'

/**
 * A YAML scalar as kubectl reads it: `resolve` of go.yaml.in/yaml/v2, the decoder below sigs.k8s.io/yaml. It is YAML 1.1 in its
 * words (`yes`, `off`, `y`) and octals (`0777`), takes `0o17` and underscores of other dialects, and knows neither dates nor base 60.
 */
export type YamlScalar =
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'null'; readonly value: null }
  | { readonly type: 'boolean'; readonly value: boolean }
  /** `exact` where the value is beyond 2^53: the decimal digits as written. */
  | { readonly type: 'integer'; readonly value: number; readonly exact?: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'invalid'; readonly code: TextProblemCode }

const NULL: YamlScalar = { type: 'null', value: null }
const TRUE: YamlScalar = { type: 'boolean', value: true }
const FALSE: YamlScalar = { type: 'boolean', value: false }
const float = (value: number): YamlScalar => ({ type: 'float', value })

const WORDS: ReadonlyMap<string, YamlScalar> = new Map([
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, NULL] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(word => [word, TRUE] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(word => [word, FALSE] as const),
  ...['.nan', '.NaN', '.NAN'].map(word => [word, float(Number.NaN)] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(word => [word, float(Infinity)] as const),
  ...['-.inf', '-.Inf', '-.INF'].map(word => [word, float(-Infinity)] as const),
])

const TAG = 'tag:yaml.org,2002:'

/** The value of an untagged plain scalar. */
export const resolvePlain = (text: string): YamlScalar => WORDS.get(text) ?? numberIn(text) ?? { type: 'text', value: text }

/** The value of a scalar with an explicit tag; tags that YAML 1.1 does not define leave the text as it is. */
export const resolveTagged = (text: string, tag: string): YamlScalar => {
  if (tag === `${TAG}binary`) return binary(text)
  if (tag === `${TAG}timestamp`) return TIMESTAMP.test(text) ? { type: 'text', value: text } : { type: 'invalid', code: 'invalid-tag' }
  const type = TYPES[tag]
  if (type === undefined) return { type: 'text', value: text }
  const scalar = resolvePlain(text)
  if (scalar.type === type) return scalar
  // Only what fits 64 bits is taken for a !!float.
  if (type === 'float' && scalar.type === 'integer' && inInt64(scalar)) return float(scalar.value)
  return { type: 'invalid', code: 'invalid-tag' }
}

const TYPES: Readonly<Record<string, YamlScalar['type']>> = {
  [`${TAG}bool`]: 'boolean',
  [`${TAG}int`]: 'integer',
  [`${TAG}float`]: 'float',
  [`${TAG}null`]: 'null',
}

/** True where plain text would be taken for a timestamp: harmless to kubectl, but it quotes such text when it prints. */
export const isTimestamp = (text: string): boolean => TIMESTAMP.test(text)

/** The four forms of a timestamp that the decoder knows; it hands them on as text. */
const TIMESTAMP = /^\d{4}-\d\d?-\d\d?(?:[Tt]\d\d?:\d\d?:\d\d?(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)| \d\d?:\d\d?:\d\d?(?:\.\d+)?)?$/

/** kubectl hands on the decoded bytes as text; what is no UTF-8 becomes U+FFFD. */
const binary = (text: string): YamlScalar => {
  const compact = text.replaceAll(/[\r\n]/g, '')
  const bytes = compact.length % 4 === 0 && !/[-_]/.test(compact) ? decodeBase64(compact) : undefined
  return bytes === undefined ? { type: 'invalid', code: 'invalid-tag' } : { type: 'text', value: new TextDecoder().decode(bytes) }
}

const STARTS_NUMBER = /^[-+.\d]/
const SHORT_INTEGER = /^-?(?:0|[1-9]\d{0,14})$/
const INTEGER = /^([-+]?)(?:0[xX]([\da-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9]\d*))$/
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/

const numberIn = (text: string): YamlScalar | undefined => {
  if (!STARTS_NUMBER.test(text)) return undefined
  if (SHORT_INTEGER.test(text)) return { type: 'integer', value: Number(text) + 0 }
  // After a leading dot underscores must stand between digits, elsewhere the decoder strips them all first.
  if (text.startsWith('.') && /_(?!\d)|^\._|e_/i.test(text)) return undefined
  const digits = text.replaceAll('_', '')
  return integerIn(digits) ?? floatIn(digits)
}

/** Up to 64 bits, unsigned where there is no sign; wider ones are floats. */
const integerIn = (text: string): YamlScalar | undefined => {
  const match = INTEGER.exec(text)
  if (match === null) return undefined
  const [, sign, hexadecimal, binaryDigits, octal, decimal = '0'] = match
  const [prefix, digits] = hexadecimal ? ['0x', hexadecimal] : binaryDigits ? ['0b', binaryDigits] : octal ? ['0o', octal] : ['', decimal]
  const significant = digits.replace(/^0+(?=.)/, '')
  // No 64-bit number has more digits in any base; reading millions of them exactly would take quadratic time.
  if (significant.length > 64) return undefined
  const magnitude = `${prefix}${significant}`
  const exact = BigInt(magnitude) * (sign === '-' ? -1n : 1n)
  if (exact < MIN_INT64 || exact > (sign === '' ? MAX_UINT64 : MAX_INT64)) return undefined
  const value = Number(exact)
  return Number.isSafeInteger(value) ? { type: 'integer', value } : { type: 'integer', value, exact }
}

const floatIn = (text: string): YamlScalar | undefined => {
  const value = FLOAT.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(value) ? float(value) : undefined
}

const MIN_INT64 = -(2n ** 63n)
const MAX_INT64 = 2n ** 63n - 1n
const MAX_UINT64 = 2n ** 64n - 1n

const inInt64 = (scalar: { readonly exact?: bigint }): boolean => scalar.exact === undefined || scalar.exact <= MAX_INT64

/** The text of a scalar used as a key, as sigs.k8s.io/yaml writes it; undefined where kubectl refuses it. */
export const scalarKey = (scalar: YamlScalar): string | undefined => {
  if (scalar.type === 'text') return scalar.value
  if (scalar.type === 'boolean') return String(scalar.value)
  if (scalar.type === 'integer') return inInt64(scalar) ? String(scalar.exact ?? scalar.value) : undefined
  return scalar.type === 'float' ? goFloat32(scalar.value) : undefined
}
