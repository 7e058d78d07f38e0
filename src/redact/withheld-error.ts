/** What a stream fails with where `text()` would withhold: the reason is a code, and nothing of the content is in it. */
export class WithheldError extends Error {
  override readonly name = 'WithheldError'
  readonly reason: string
  constructor(reason: string) {
    if (typeof reason !== 'string') throw new TypeError(`reason: expected a string, got ${typeof reason}`)
    super(`The content is withheld: ${reason}`)
    this.reason = reason
  }
}
