import { pointerTokens } from '../model/field-path.ts'
import { ownChild } from '../model/read.ts'
import type { Comparison, Difference } from './comparison.ts'

/** The inputs of a comparison, as they are. */
interface Compared {
  readonly desired: unknown
  readonly live: unknown
  readonly differences: readonly Difference[]
}

/** By the differences that an answer tells: in a field of it everybody could read what may not be shown. */
const compared = new WeakMap<readonly Difference[], Compared>()

/** Remembers what an answer rests on where something differs. */
export const rememberCompared = (answer: Comparison, by: Compared): Comparison => {
  if (by.differences.length > 0) compared.set(answer.differences, by)
  return answer
}

/**
 * A digest of what differs, by which the same drift is known again under whatever redactor it is told: of the objects as they are. It may
 * stand where the objects themselves stand, and nowhere else.
 */
export const signDrift = (comparison: Comparison): string => {
  const { desired, live, differences } = compared.get(comparison.differences) ?? {
    desired: undefined,
    live: undefined,
    differences: comparison.differences,
  }
  let [a, b] = [0x811c9dc5, 0x9747b28c]
  for (const { pointer, class: name } of differences) {
    const tokens = pointerTokens(pointer) ?? []
    const values = [desired, live].map(side => JSON.stringify(valueAt(side, tokens)) ?? '')
    for (const text of [pointer, name, ...values]) [a, b] = [hashText(a, text, 0x01000193), hashText(b, text, 0x5bd1e995)]
  }
  return `${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`
}

const valueAt = (value: unknown, tokens: readonly string[]): unknown => tokens.reduce((here, token) => ownChild(here, token), value)

/** FNV-1a over UTF-16 units, twice with different primes: two drifts of one object hardly ever meet. */
const hashText = (start: number, text: string, prime: number): number => {
  let hash = start
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), prime)
  return Math.imul(hash ^ text.length, prime)
}
