/** How a paragraph stands on the screen. */
export interface Hanging {
  /** Columns of the screen; absent, or too few to read in: the text is not wrapped. */
  readonly columns?: number | undefined
  /** How many columns of the first line are taken before the text. */
  readonly first: number
  /** How many stand empty before every other line. */
  readonly indent: number
  /** What ends a line that goes on; a text of the shell says so itself. */
  readonly goesOn?: string
}

/** Fewer columns than these nobody reads in. */
const FEWEST = 20

/** Words in lines no longer than the screen; a longer word keeps its line to itself. The first line comes without what stands before it. */
export const hangWords = (words: readonly string[], { columns, first, indent, goesOn = '' }: Hanging): readonly string[] => {
  if (columns === undefined || columns < FEWEST) return [words.join(' ')]
  const lines: string[] = []
  let line = ''
  let room = columns - first
  for (const [index, word] of words.entries()) {
    const isLast = index === words.length - 1
    const joined = line === '' ? word : `${line} ${word}`
    if (line !== '' && width(joined) + (isLast ? 0 : goesOn.length) > room) {
      lines.push(`${line}${goesOn}`)
      line = word
      room = columns - indent
    } else line = joined
  }
  const [head, ...rest] = [...lines, line]
  return [head, ...rest.map(each => `${' '.repeat(indent)}${each}`)]
}

/** A text of one line so. */
export const hangText = (text: string, hanging: Hanging): readonly string[] => hangWords(text.split(' '), hanging)

const width = (text: string): number => Array.from(text).length
