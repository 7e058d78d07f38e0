import { diffArrays } from 'diff'

/** What lies further apart is shown as replaced whole; it is no comparison that a person would read. */
const MAX_EDITS = 2000

/** What differs between two texts, each line with its sign, and three lines around it; `@@` where lines were left out. */
export const lineDiff = (before: string, after: string, context = 3): readonly string[] => {
  const [old, current] = [linesOf(before), linesOf(after)]
  const parts = diffArrays([...old], [...current], { maxEditLength: MAX_EDITS }) ?? [
    { removed: true, added: false, value: old },
    { removed: false, added: true, value: current },
  ]
  const all = parts.flatMap(({ added, removed, value }) => value.map(line => ({ sign: added ? '+' : removed ? '-' : ' ', line })))
  const near = all.map(() => false)
  for (const [index, { sign }] of all.entries()) if (sign !== ' ') near.fill(true, Math.max(0, index - context), index + context + 1)
  return all.flatMap(({ sign, line }, index) => {
    if (near[index] !== true) return []
    return [...(index > 0 && near[index - 1] !== true ? ['@@'] : []), `${sign}${line}`]
  })
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))
