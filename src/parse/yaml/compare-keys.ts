/**
 * The order of keys in what kubectl prints: natural, so that `a2` comes before `a10`, and letters after everything else
 * (go.yaml.in/yaml/v2, sorter.go).
 */
export const compareKeys = (a: string, b: string): number => {
  const [left, right] = [Array.from(a), Array.from(b)]
  const length = Math.min(left.length, right.length)
  for (let i = 0; i < length; i++) {
    const [l = '', r = ''] = [left[i], right[i]]
    if (l === r) continue
    const [isLetterL, isLetterR] = [LETTER.test(l), LETTER.test(r)]
    if (isLetterL !== isLetterR) return isLetterR ? -1 : 1
    return (isLetterL ? 0 : compareNumbers(left, right, i)) || (l.codePointAt(0) ?? 0) - (r.codePointAt(0) ?? 0)
  }
  return left.length - right.length
}

const LETTER = /^\p{L}$/u
const DIGIT = /^\p{Nd}$/u

/** By the value of the digits that begin here, then by how many there are. */
const compareNumbers = (left: readonly string[], right: readonly string[], at: number): number => {
  const [l, r] = [digitsFrom(left, at), digitsFrom(right, at)]
  // A zero within a number counts for its place: 10 before 101.
  const within = (left[at] === '0' || right[at] === '0') && isWithinNumber(left, at) ? '1' : ''
  return compareDigits(within + l, within + r) || l.length - r.length
}

const compareDigits = (l: string, r: string): number => {
  const [a, b] = [BigInt(l === '' ? '0' : l), BigInt(r === '' ? '0' : r)]
  return a < b ? -1 : a > b ? 1 : 0
}

const digitsFrom = (characters: readonly string[], from: number): string => {
  let digits = ''
  for (let i = from; i < characters.length && /^\d$/.test(characters[i] ?? ''); i++) digits += characters[i]
  return digits
}

const isWithinNumber = (characters: readonly string[], at: number): boolean => {
  for (let i = at - 1; i >= 0 && DIGIT.test(characters[i] ?? ''); i--) if (characters[i] !== '0') return true
  return false
}
