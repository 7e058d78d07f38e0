/** Puts a piece of text in a colour of the product, steps it back or brings it out; what is printed stays as wide as it was. */
export type Paint = (colour: 'blue' | 'green' | 'grey' | 'red' | 'orange' | 'dim' | 'bold', text: string) => string

/** One cell of a table. */
export interface Cell {
  readonly text: string
  readonly colour?: Parameters<Paint>[0]
  /** True for the last cell of a row that goes on over the columns of others. */
  readonly spans?: true
}

/** Lines of a table in columns as wide as their widest cell, two spaces between them, nothing after the last. */
export const alignColumns = (rows: readonly (readonly Cell[])[], paint: Paint): readonly string[] => {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach(({ text, spans }, column) => {
      if (spans !== true) widths[column] = Math.max(widths[column] ?? 0, width(text))
    })
  }
  return rows.map(row =>
    row
      .map(({ text, colour }, column) => {
        const painted = colour === undefined ? text : paint(colour, text)
        return column === row.length - 1 ? painted : painted + ' '.repeat((widths[column] ?? 0) - width(text) + 2)
      })
      .join('')
      .trimEnd(),
  )
}

/** Code points, which is what names of objects and statuses are wide; messages, which may hold wider ones, are always last. */
const width = (text: string): number => Array.from(text).length

/** How a paragraph stands on the screen. */
export interface Hanging {
  /** Columns of the screen; absent, or too few to read in: the text is not wrapped. */
  readonly columns?: number | undefined
  /** How many columns of the first line are taken before the text. */
  readonly first: number
  /** How many stand empty before every other line. */
  readonly indent: number
  /** The end of a line that goes on; a text of the shell says so itself. */
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

/** A text of one line in lines of at most `columns` characters, broken at spaces; a longer word keeps its line to itself. */
export const wrapText = (text: string, columns: number | undefined): readonly string[] => hangText(text, { columns, first: 0, indent: 0 })
