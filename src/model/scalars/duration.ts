const PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y
const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
}

/** The nanoseconds that a Go duration writes (`8760h0m0s`, `1h30m`, `-1.5s`, `0`), or undefined where the text is none. */
export const parseDuration = (value: unknown): bigint | undefined => {
  if (typeof value !== 'string' || value.length === 0 || value.length > 64) return undefined
  const negative = value.startsWith('-')
  const text = /^[+-]/.test(value) ? value.slice(1) : value
  if (text === '0') return 0n
  let total = 0n
  let index = 0
  while (index < text.length) {
    PART.lastIndex = index
    const match = PART.exec(text)
    if (match === null) return undefined
    index = PART.lastIndex
    total += nanoseconds(match[1] ?? '', NANOSECONDS[match[2] ?? ''] ?? 0n)
  }
  return index === 0 ? undefined : negative ? -total : total
}

const nanoseconds = (number: string, unit: bigint): bigint => {
  const [whole = '', fraction = ''] = number.split('.')
  return BigInt(whole === '' ? '0' : whole) * unit + (BigInt(fraction === '' ? '0' : fraction) * unit) / 10n ** BigInt(fraction.length)
}

/** True where both texts are Go durations of the same length: `8760h` and `8760h0m0s`. */
export const sameDuration = (a: unknown, b: unknown): boolean => {
  const left = parseDuration(a)
  return left !== undefined && left === parseDuration(b)
}
