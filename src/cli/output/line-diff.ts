/** One line of two texts compared: in both, only in the first, only in the second. */
interface Edit {
  readonly sign: ' ' | '-' | '+'
  readonly line: string
}

/** What lies further apart is shown as replaced whole; it is no comparison that a person would read. */
const MAX_EDITS = 2000

/** The lines of `before` and `after`, with the fewest edits that lead from one to the other (Myers, "An O(ND) Difference Algorithm", 1986). */
const editsOf = (before: readonly string[], after: readonly string[]): readonly Edit[] => {
  const trace = traceOf(before, after)
  if (trace === undefined) return [...edits('-', before), ...edits('+', after)]
  const backwards: Edit[] = []
  let [x, y] = [before.length, after.length]
  for (let depth = trace.length - 1; depth >= 0; depth--) {
    const reach = trace[depth] ?? new Map<number, number>()
    const k = x - y
    const down = comesDown(reach, k, depth)
    const fromX = reach.get(down ? k + 1 : k - 1) ?? 0
    const fromY = fromX - (down ? k + 1 : k - 1)
    while (x > fromX && y > fromY && x > 0 && y > 0) backwards.push({ sign: ' ', line: before[(y--, --x)] ?? '' })
    if (depth > 0) backwards.push(down ? { sign: '+', line: after[--y] ?? '' } : { sign: '-', line: before[--x] ?? '' })
  }
  return backwards.reverse()
}

/** Whether the furthest way to a diagonal comes from the one above it: by a line of the second text. */
const comesDown = (reach: ReadonlyMap<number, number>, k: number, depth: number): boolean =>
  k === -depth || (k !== depth && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1))

const edits = (sign: Edit['sign'], lines: readonly string[]): readonly Edit[] => lines.map(line => ({ sign, line }))

/** How far each diagonal reaches after 0, 1, 2, … edits, as it was before the last of them. */
const traceOf = (before: readonly string[], after: readonly string[]): readonly ReadonlyMap<number, number>[] | undefined => {
  const trace: ReadonlyMap<number, number>[] = []
  const reach = new Map([[1, 0]])
  for (let depth = 0; depth <= Math.min(before.length + after.length, MAX_EDITS); depth++) {
    trace.push(new Map(reach))
    for (let k = -depth; k <= depth; k += 2) {
      const down = comesDown(reach, k, depth)
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x++
      reach.set(k, x)
      if (x >= before.length && x - k >= after.length) return trace
    }
  }
  return undefined
}

/** What differs between two texts, each line with its sign, and three lines around it; `@@` where lines were left out. */
export const lineDiff = (before: string, after: string, context = 3): readonly string[] => {
  const all = editsOf(linesOf(before), linesOf(after))
  const near = all.map(() => false)
  for (const [index, { sign }] of all.entries()) {
    if (sign !== ' ') near.fill(true, Math.max(0, index - context), index + context + 1)
  }
  return all.flatMap(({ sign, line }, index) => {
    if (near[index] !== true) return []
    return [...(index > 0 && near[index - 1] !== true ? ['@@'] : []), `${sign}${line}`]
  })
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))
