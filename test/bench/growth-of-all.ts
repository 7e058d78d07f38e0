import process from 'node:process'
import { growthOfWork } from './growth-of-work.ts'
import { inChild, isChild } from './in-child.ts'
import { times } from './growth-objects.ts'
import { GROWTHS, type Growth } from './growths.ts'

/**
 * How the cost of every function that takes text or a list grows with it: 1 is in proportion, 2 is quadratic. `npx tsx test/bench/growth-of-all.ts`
 *
 * In a process of its own whose young generation is large: with that of a plain one the larger inputs are copied from half to half while
 * they are still in use, and that cost of the collector looks like growth of ours.
 */
const FLAGS = ['--max-semi-space-size=1024', '--max-old-space-size=8000']

const processorTime = (run: () => unknown): number => {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
/** The least of several: everything else that happens only adds. */
const least = (run: () => unknown, rounds: number): number => Math.min(...times(rounds, () => processorTime(run)))

const FACTOR = 8
/** A call of fewer milliseconds tells nothing. */
const SHORTEST = 4

/** How something grows between a size and eight times it. */
interface Found {
  readonly size: number
  readonly exponent: number
  /** That of writing the input as JSON, which is in proportion and leaves the caches too. */
  readonly copied: number
}

/** Undefined where even the largest input takes no time worth measuring. */
export const exponentOf = ({ input, run, largest = 400_000 }: Growth<unknown>): Found | undefined => {
  for (let size = 16; size * FACTOR <= largest; size *= 2) {
    const small = input(size)
    run(small)
    if (least(() => run(small), 2) < SHORTEST) continue
    const large = input(size * FACTOR)
    run(large)
    // Three tries: what grows too fast does so every time.
    const grown = (measured: (value: unknown) => unknown): number =>
      Math.log(least(() => measured(large), 3) / least(() => measured(small), 5)) / Math.log(FACTOR)
    const exponents = times(3, () => grown(run))
    const copied = Math.min(...times(2, () => grown(value => JSON.stringify(value))))
    return { size: size * FACTOR, exponent: Math.min(...exponents), copied }
  }
  return undefined
}

/**
 * What is too fast: time and work of ours both. Larger inputs leave the caches, and so does a Map of many keys, so that time alone grows a
 * little faster than the input for whoever walks or files it; what the engine does in one call is no work of ours, so time has a limit too.
 */
const isTooFast = (found: Found | undefined, work: number): boolean =>
  found !== undefined && found.exponent > Math.max(1.1, found.copied + 0.1) && (work > 1.05 || found.exponent > 1.4)

/** The table, a line for each function and what it is given more of; and what grows faster than it may. */
export interface GrowthTable {
  readonly text: string
  readonly tooFast: readonly string[]
}

/** Measures in children: the time in one, the work in another. */
export const growthTable = (): GrowthTable => {
  const found = JSON.parse(inChild('./growth-of-all.ts', FLAGS)) as readonly (Found | null)[]
  const measured = growthOfWork().map((work, index) => ({ ...GROWTHS[index], work, found: found[index] ?? undefined }))
  const rows = measured.map(({ what, of, found, work, largest = 400_000 }) => {
    const time = found === undefined ? [`under ${SHORTEST} ms`, ''] : [found.exponent.toFixed(2), found.copied.toFixed(2)]
    return `| ${[what, of, found?.size ?? largest, ...time, work.toFixed(2)].join(' | ')} |`
  })
  return {
    text: ['| function | grows with | up to | time | JSON | work |', '| --- | --- | ---: | ---: | ---: | ---: |', ...rows].join('\n'),
    tooFast: measured
      .filter(({ found, work }) => isTooFast(found, work))
      .map(({ what, of, found, work }) => `${what} in ${of}: time ${found?.exponent.toFixed(2)}, work ${work.toFixed(2)}`),
  }
}

if (isChild('growth-of-all.ts')) console.log(JSON.stringify(GROWTHS.map(one => exponentOf(one) ?? null)))
else if (process.argv[1]?.endsWith('growth-of-all.ts') === true) {
  const { text, tooFast } = growthTable()
  console.log(text)
  console.log(tooFast.length === 0 ? 'nothing grows faster than it may' : `too fast: ${tooFast.join('; ')}`)
  process.exitCode = tooFast.length === 0 ? 0 : 1
}
