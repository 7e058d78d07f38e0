import { aString, expect } from '../model/expect.ts'

/** What a stream fails with where `text()` would withhold: the reason is a code, and nothing of the content is in it. */
export class WithheldError extends Error {
  override readonly name = 'WithheldError'
  readonly reason: string
  constructor(reason: string) {
    expect('reason', aString, reason)
    super(`The content is withheld: ${reason}`)
    this.reason = reason
  }
}
