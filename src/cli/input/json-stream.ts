/** One JSON object of a stream, as text, and the line on which it begins. */
export interface JsonPiece {
  readonly text: string
  readonly line: number
}

/** Cuts a stream of JSON objects into them. */
export interface JsonCutter {
  /** The objects that are complete now. */
  push(chunk: string): readonly JsonPiece[]
  /** True where the stream ended within an object. */
  isWithin(): boolean
  /** The line that was reached. */
  line(): number
}

const [QUOTE, BACKSLASH, OPEN, CLOSE, BREAK] = [0x22, 0x5c, 0x7b, 0x7d, 0x0a]

/**
 * Cuts a stream into the JSON objects that it holds, whether they stand one a line or are printed over many, as kubectl does. What
 * stands between them is passed over.
 */
export const createJsonCutter = (): JsonCutter => {
  let [depth, line, start, inText, escaped, rest] = [0, 1, 1, false, false, '']
  const push = (chunk: string): readonly JsonPiece[] => {
    const pieces: JsonPiece[] = []
    let from = 0
    for (let index = 0; index < chunk.length; index++) {
      const code = chunk.charCodeAt(index)
      if (code === BREAK) line++
      if (inText) {
        if (escaped) escaped = false
        else if (code === BACKSLASH) escaped = true
        else if (code === QUOTE) inText = false
      } else if (code === OPEN) {
        if (depth++ === 0) [from, start] = [index, line]
      } else if (depth > 0 && code === QUOTE) inText = true
      else if (depth > 0 && code === CLOSE && --depth === 0) {
        pieces.push({ text: rest + chunk.slice(from, index + 1), line: start })
        rest = ''
      }
    }
    if (depth > 0) rest += chunk.slice(from)
    return pieces
  }
  return { push, isWithin: () => depth > 0, line: () => line }
}
