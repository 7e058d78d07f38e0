/** What is returned instead of thrown for bad data. Never holds text of the data, which may be secret. */
export interface Problem {
  /** kebab-case, from a closed set that docs/problems.md lists. */
  readonly code: string
  /** One sentence for people. */
  readonly message: string
  /** The file or stream, as the caller named it. */
  readonly source?: string
  /** The document within the source, from 0. */
  readonly document?: number
  /** From 1. */
  readonly line?: number
  /** From 1. */
  readonly column?: number
  /** RFC 6901, into the object. */
  readonly pointer?: string
}
