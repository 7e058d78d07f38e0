/**
 * `resource.Quantity` of Kubernetes: parsed exactly, compared by value, printed in canonical form.
 * The rules are those of k8s.io/apimachinery/pkg/api/resource: decimal SI, binary SI and decimal exponent notations, values
 * below a nano rounded away from zero, and a cap at the largest int64.
 */
export interface Quantity {
  /** The value in billionths, exact. */
  readonly nano: bigint
  /** The notation, which decides the canonical form. */
  readonly format: 'DecimalSI' | 'BinarySI' | 'DecimalExponent'
}

const NOTATION = /^([+-]?)(\d*)(?:\.(\d*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,9}))?$/
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E']
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
const NANO = 1_000_000_000n
const CAP = (2n ** 63n - 1n) * NANO
/** Exponents beyond this are zero or capped whatever the digits; without a bound `1e999999999` would fill the memory. */
const FURTHEST = 60

/** The quantity that a JSON string or number writes, or undefined where it is none. */
export const parseQuantity = (value: unknown): Quantity | undefined => {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const text = String(value).trim()
  const match = text.length <= 128 ? NOTATION.exec(text) : null
  if (match === null) return undefined
  const [, sign = '', whole = '', fraction = '', suffix = '', exponent] = match
  if (whole === '' && fraction === '') return undefined
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n)
  if (suffix.endsWith('i')) return binary(digits, fraction.length, BINARY.indexOf(suffix))
  const power = exponent === undefined ? (DECIMAL.indexOf(suffix) - 3) * 3 : Number(exponent)
  return { nano: scaled(digits, power - fraction.length), format: exponent === undefined ? 'DecimalSI' : 'DecimalExponent' }
}

const scaled = (digits: bigint, power: number): bigint => {
  const shift = Math.max(-FURTHEST * 3, Math.min(FURTHEST, power + 9))
  return capped(shift >= 0 ? digits * 10n ** BigInt(shift) : divideAway(digits, 10n ** BigInt(-shift)))
}

const binary = (digits: bigint, fractionDigits: number, power: number): Quantity => {
  const nano = capped(divideAway(digits * 1024n ** BigInt(power) * NANO, 10n ** BigInt(fractionDigits)))
  return { nano, format: nano > 0n && nano < NANO ? 'DecimalSI' : 'BinarySI' }
}

const divideAway = (dividend: bigint, divisor: bigint): bigint => {
  const quotient = dividend / divisor
  if (quotient * divisor === dividend) return quotient
  return dividend < 0n ? quotient - 1n : quotient + 1n
}

const capped = (nano: bigint): bigint => (nano > CAP ? CAP : nano)

/** The canonical text that the API server writes: `1000m` as `1`, `1024Mi` as `1Gi`, `0.1Gi` as `107374182400m`. */
export const canonicalQuantity = ({ nano, format }: Quantity): string => {
  if (nano === 0n) return '0'
  const small = nano > -1024n * NANO && nano < 1024n * NANO
  if (format === 'BinarySI' && !small && nano % NANO === 0n) return binaryText(nano / NANO)
  return decimalText(nano, format === 'DecimalExponent')
}

const binaryText = (value: bigint): string => {
  let mantissa = value
  let power = 0
  while (power < 6 && mantissa % 1024n === 0n) {
    mantissa /= 1024n
    power++
  }
  return `${mantissa}${BINARY[power] ?? ''}`
}

const decimalText = (nano: bigint, asExponent: boolean): string => {
  let mantissa = nano
  let exponent = -9
  while (exponent < 18 && mantissa % 1000n === 0n) {
    mantissa /= 1000n
    exponent += 3
  }
  if (!asExponent) return `${mantissa}${DECIMAL[exponent / 3 + 3] ?? ''}`
  return exponent === 0 ? `${mantissa}` : `${mantissa}e${exponent}`
}

/**
 * The text that the API server writes for what it was given. Where it takes digits for canonical it keeps them as they were written, as `1.250`
 * and `05G` (the fast path of ParseQuantity).
 */
export const servedQuantity = (value: unknown): string | undefined => {
  const quantity = parseQuantity(value)
  if (quantity === undefined) return undefined
  const text = String(value).trim()
  return keepsText(text) ? text : canonicalQuantity(quantity)
}

/** The longest digits of the fast path; of a binary quantity its suffix counts as three each. */
const FAST_DIGITS = 18
const FAST_BINARY_DIGITS = 14

const keepsText = (text: string): boolean => {
  const [, , whole = '', fraction = '', suffix = '', exponent] = NOTATION.exec(text) ?? []
  const leading = /^0*/.exec(whole)?.[0].length ?? 0
  const digits = whole.slice(leading)
  if (suffix.endsWith('i'))
    return fraction === '' && digits.length + 3 * BINARY.indexOf(suffix) <= FAST_BINARY_DIGITS && BigInt(digits || '0') % 8n !== 0n
  const scale = (exponent === undefined ? (DECIMAL.indexOf(suffix) - 3) * 3 : Number(exponent)) - fraction.length
  const all = digits + fraction
  return digits !== '' && all.length <= FAST_DIGITS && scale >= -9 && scale % 3 === 0 && !all.endsWith('000')
}

/** Rounded away from zero to thousandths, as the API server does with the resources of a container. */
export const roundedToMilli = (quantity: Quantity): Quantity => ({
  ...quantity,
  nano: divideAway(quantity.nano, 1_000_000n) * 1_000_000n,
})

/** True where both write quantities of the same value: `0.5` and `500m`, `1Gi` and `1024Mi`. */
export const sameQuantity = (a: unknown, b: unknown): boolean => {
  const left = parseQuantity(a)
  return left !== undefined && left.nano === parseQuantity(b)?.nano
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`; undefined where either is no quantity. */
export const compareQuantities = (a: unknown, b: unknown): number | undefined => {
  const [left, right] = [parseQuantity(a), parseQuantity(b)]
  if (left === undefined || right === undefined) return undefined
  return left.nano < right.nano ? -1 : left.nano > right.nano ? 1 : 0
}
