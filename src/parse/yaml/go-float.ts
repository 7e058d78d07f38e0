/** The digits of a number in scientific form: `1.25e-7` is `1.25` and -7. */
const scientific = (text: string): { readonly mantissa: string; readonly exponent: number } => {
  const at = text.indexOf('e')
  return { mantissa: text.slice(0, at), exponent: Number(text.slice(at + 1)) }
}

/** Go's `FormatFloat(value, 'g', -1, 64)`: the shortest digits that give the number back, with an exponent from a million on. */
export const goFloat64 = (value: number): string => goFloat(value, value.toExponential())

/** Go's `FormatFloat(value, 'g', -1, 32)`: the shortest digits that give the same single-precision number. */
export const goFloat32 = (value: number): string => {
  const single = Math.fround(value)
  let digits = 0
  while (digits < 8 && Math.fround(Number(single.toExponential(digits))) !== single) digits++
  return goFloat(single, single.toExponential(digits))
}

const goFloat = (value: number, exponential: string): string => {
  if (Number.isNaN(value)) return '.nan'
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf'
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  const { mantissa, exponent } = scientific(exponential)
  const digits = mantissa.replaceAll(/[-.]/g, '').length
  if (exponent >= -4 && exponent < 6) return value.toFixed(Math.max(0, digits - 1 - exponent))
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}
