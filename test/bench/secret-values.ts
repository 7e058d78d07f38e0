/** Numbers from 0 to 1 that are the same in every run. */
export const random =
  (seed: number): (() => number) =>
  () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 2 ** 32
  }
/** Any character of a text. */
export const pick = (next: () => number, from: string): string => from.charAt(Math.floor(next() * from.length))
export const ALPHANUMERIC: string = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Values of 10 to 50 characters with one special character each, as the facts on redaction measure with. */
export const secretValues = (count: number): string[] => {
  const next = random(42)
  return Array.from({ length: count }, () => {
    const text = Array.from({ length: 10 + Math.floor(next() * 41) }, () => pick(next, ALPHANUMERIC)).join('')
    const at = 1 + Math.floor(next() * (text.length - 2))
    return text.slice(0, at) + pick(next, '"&<>/%+=@:') + text.slice(at + 1)
  })
}
