import { Session } from 'node:inspector'
import { inChild, isChild } from './in-child.ts'

/**
 * How the work of every function grows: how many blocks of src/ run, each as often as it does, as V8 counts them for coverage. No machine and
 * no cache changes that. In a process of its own that compiles nothing: optimised code counts no blocks.
 */
const FLAGS = ['--no-opt', '--no-sparkplug']
const [FACTOR, LARGEST] = [8, 4096]

/** A counter of the blocks that run. Only what is loaded after it was made is counted block by block; all else by calls. */
const blockCounter = (): ((run: () => unknown) => number) => {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  /** What ran since it was last asked. */
  const taken = (): number => {
    let blocks = 0
    session.post('Profiler.takePreciseCoverage', (_, { result }) => {
      for (const { functions, url } of result)
        if (url.includes('/src/')) for (const { ranges } of functions) for (const { count } of ranges) blocks += count
    })
    return blocks
  }
  return run => {
    taken()
    run()
    return taken()
  }
}

const exponents = async (): Promise<readonly number[]> => {
  const blocksRun = blockCounter()
  const { GROWTHS } = await import('./growths.ts')
  return GROWTHS.map(({ input, run, largest = LARGEST }) => {
    const size = Math.min(largest, LARGEST)
    // What is made once, at the first call, is no growth.
    run(input(size))
    const [small, large] = [input(size / FACTOR), input(size)]
    return Math.log(blocksRun(() => run(large)) / blocksRun(() => run(small))) / Math.log(FACTOR)
  })
}

/** The exponent of each of GROWTHS, in their order. */
export const growthOfWork = (): readonly number[] => JSON.parse(inChild('./growth-of-work.ts', FLAGS)) as readonly number[]

if (isChild('growth-of-work.ts')) console.log(JSON.stringify(await exponents()))
