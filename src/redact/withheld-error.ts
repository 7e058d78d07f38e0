import { aList, aString, expect, expectIfGiven } from '../model/expect.ts'

/**
 * The error of a stream, where `text()` would withhold: the reason is a code, and nothing of the content is in it. `weak` names the values at
 * fault, where single ones are.
 */
export class WithheldError extends Error {
  override readonly name = 'WithheldError'
  readonly reason: string
  readonly weak: readonly string[]
  constructor(reason: string, weak: readonly string[] = []) {
    expect('reason', aString, reason)
    expectIfGiven('weak', aList('a list of names', aString), weak)
    super(`The content is withheld: ${reason}${weak.length === 0 ? '' : ` (${weak.join(', ')})`}`)
    this.reason = reason
    this.weak = weak
  }
}
