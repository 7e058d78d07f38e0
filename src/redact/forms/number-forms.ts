/** Numbers of fewer digits are found by their own spelling alone: they stand everywhere. */
const NUMERAL = /^[+-]?\d{5,64}(?:\.\d{1,64})?$/

/** The number that a value is, where it is one. */
export const numberOfValue = (value: string): number | undefined => (NUMERAL.test(value) ? Number(value) : undefined)

/** The other spellings of a value that is a number: by the value and not by its digits (a leading zero or plus, Go's and Java's floats, groups of three). */
export const numberForms = (value: string): readonly string[] => {
  const number = numberOfValue(value)
  if (number === undefined) return []
  const plain = String(number)
  const [digits = '', power = '0'] = number.toExponential().split('e')
  const go = `${digits}e${power.startsWith('-') ? '-' : '+'}${power.slice(1).padStart(2, '0')}`
  const spellings = [plain, go, number.toExponential(), `${digits.includes('.') ? digits : `${digits}.0`}E${power.slice(1)}`]
  return /^\d+$/.test(plain) ? [...spellings, ...[',', '_', "'"].map(sign => groupThousands(plain).join(sign))] : spellings
}

/** Digits in groups of three, the first one of what is left. */
const groupThousands = (digits: string): readonly string[] => {
  const groups = []
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end))
  return groups
}
