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

/** A text of one line in lines of at most `columns` characters, broken at spaces; a longer word keeps its line to itself. */
export const wrapText = (text: string, columns: number | undefined): readonly string[] => {
  if (columns === undefined || columns < 20 || text.length <= columns) return [text]
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
