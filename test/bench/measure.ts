import process from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** One line of the table: what was measured, ours and theirs in the same unit. */
export interface Row {
  readonly what: string
  readonly unit: string
  readonly ours: readonly number[]
  readonly peer: string
  /** Empty where there is no peer, or it is not installed. */
  readonly theirs: readonly number[]
  /** In MB/s more is better; in everything else less is. */
  readonly moreIsBetter?: boolean
}

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b)
/** The one in the middle. */
export const median = (values: readonly number[]): number => sorted(values)[values.length >> 1] ?? Number.NaN

const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))
/** The median, and how far the rounds lie apart. */
const spread = (values: readonly number[]): string => {
  if (values.length === 0) return '–'
  const [least = 0, most = 0] = [sorted(values)[0], sorted(values).at(-1)]
  return values.length === 1 ? figure(least) : `${figure(median(values))} (${figure(least)}–${figure(most)})`
}

/**
 * How many times as good ours is: above 1, ours wins. Rounds took turns, so where there are as many of each it is the median of their
 * ratios: what else the machine did then weighs on both sides of each.
 */
export const ratio = ({ ours, theirs, moreIsBetter = false }: Row): string => {
  if (theirs.length === 0) return ''
  const sides = ours.length === theirs.length ? ours.map((own, round) => [own, theirs[round] ?? own]) : [[median(ours), median(theirs)]]
  const times = median(sides.map(([own = 1, their = 1]) => (moreIsBetter ? own / their : their / own)))
  return `${times >= 10 ? times.toFixed(0) : times.toFixed(2)}×`
}

/** The rows as a Markdown table, which is readable as text too. */
export const table = (rows: readonly Row[]): string => {
  const cells = rows.map(row => [row.what, row.unit, spread(row.ours), row.peer, spread(row.theirs), ratio(row)])
  const all = [['measured', 'unit', 'ours', 'peer', 'theirs', 'ratio'], ...cells]
  const widths = [0, 1, 2, 3, 4, 5].map(column => Math.max(...all.map(cell => cell[column]?.length ?? 0)))
  const line = (cell: readonly string[]): string => `| ${cell.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = all
  return [line(head), `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`, ...body.map(line)].join('\n')
}

/** Milliseconds that `run` takes. What it gives is kept, so that nothing is optimised away. */
export const clock = (run: () => number): number => {
  const start = performance.now()
  consumed += run()
  return performance.now() - start
}
let consumed = 0
/** Anything that the measured functions gave. */
export const whatWasConsumed = (): number => consumed

/** Bytes on the heap when everything that nobody holds is gone. */
export const heapUsed = (): number => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  // What the first finds may hold what the second takes.
  collect()
  collect()
  return process.memoryUsage().heapUsed
}
