import { lineHunks } from '../../report/internal.ts'

/** The most changed lines: what lies further apart is shown as replaced whole; it is no comparison that a person would read. */
const MAX_EDITS = 2000

const SIGNS = { before: '-', after: '+', both: ' ' } as const

/** Shows what differs between two texts, each line with its sign, and three lines around it; `@@` where lines were left out. */
export const lineDiff = (before: string, after: string, context = 3): readonly string[] => {
  const [old, current] = [linesOf(before), linesOf(after)]
  const all: { readonly sign: string; readonly line: string }[] = []
  let [left, right] = [0, 0]
  for (const { count, side } of lineHunks(old, current, MAX_EDITS)) {
    const lines = side === 'before' ? old.slice(left, left + count) : current.slice(right, right + count)
    all.push(...lines.map(line => ({ sign: SIGNS[side], line })))
    if (side !== 'after') left += count
    if (side !== 'before') right += count
  }
  const near = all.map(() => false)
  for (const [index, { sign }] of all.entries()) if (sign !== ' ') near.fill(true, Math.max(0, index - context), index + context + 1)
  return all.flatMap(({ sign, line }, index) => {
    if (near[index] !== true) return []
    return [...(index > 0 && near[index - 1] !== true ? ['@@'] : []), `${sign}${line}`]
  })
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))
