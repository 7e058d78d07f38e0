import process from 'node:process'
import { times } from './growth-objects.ts'
import { GROWTHS, type Growth } from './growths.ts'

/** How the cost of every function that takes text or a list grows with it: 1 is in proportion, 2 is quadratic. `npx tsx test/bench/growth-of-all.ts` */
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

/** The exponent between a size and eight times it. Undefined where even the largest input takes no time worth measuring. */
export const exponentOf = ({
  input,
  run,
  largest = 400_000,
}: Growth<unknown>): { readonly size: number; readonly exponent: number; readonly copied: number } | undefined => {
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

/** Larger inputs leave the caches, which costs whoever walks them: what grows no faster than writing them as JSON is in proportion. */
const ALLOWED = 0.1

/** A line for each function and what it is given more of. */
export const growthTable = (): { readonly text: string; readonly tooFast: readonly string[] } => {
  const measured = GROWTHS.map(one => ({ ...one, found: exponentOf(one) }))
  const rows = measured.map(({ what, of, found, largest = 400_000 }) =>
    found === undefined
      ? `| ${what} | ${of} | ${largest} | under ${SHORTEST} ms | |`
      : `| ${what} | ${of} | ${found.size} | ${found.exponent.toFixed(2)} | ${found.copied.toFixed(2)} |`,
  )
  return {
    text: [
      '| function | grows with | up to | exponent | that of writing the input as JSON |',
      '| --- | --- | ---: | ---: | ---: |',
      ...rows,
    ].join('\n'),
    tooFast: measured
      .filter(({ found }) => found !== undefined && found.exponent > Math.max(1.1, found.copied + ALLOWED))
      .map(({ what, of, found }) => `${what} in ${of}: ${found?.exponent.toFixed(2)}`),
  }
}

if (process.argv[1]?.endsWith('growth-of-all.ts') === true) {
  const { text, tooFast } = growthTable()
  console.log(text)
  console.log(tooFast.length === 0 ? 'nothing grows faster than 1.1' : `faster than 1.1: ${tooFast.join('; ')}`)
  process.exitCode = tooFast.length === 0 ? 0 : 1
}
