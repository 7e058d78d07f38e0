import process from 'node:process'
import { isDeepStrictEqual } from 'node:util'
import { deepFreeze } from '../support/deep-freeze.ts'
import { NO_JSON, notJson } from '../support/not-json.ts'
import type { Target } from './targets.ts'

/** What a call may cost, however small its input. Time of the processor: the machine does other things too. */
const MILLISECONDS = 400
const MILLISECONDS_A_KILOBYTE = 4

/** An argument may be refused, by a short sentence that quotes nothing; data and text may not. */
const isMisuse = (error: unknown): boolean =>
  (error instanceof TypeError || error instanceof RangeError) &&
  !/^Maximum call stack|is not a function|Cannot read|Cannot convert|not iterable|read only/.test(error.message) &&
  error.message.length < 400

const forms = (canary: string): readonly string[] => [canary, btoa(canary), btoa(btoa(canary)), Buffer.from(canary).toString('hex')]

const called = ({ name, run, takes }: Target, input: unknown): { readonly result: unknown; readonly wrong?: string } => {
  try {
    return { result: run(input as never) }
  } catch (error) {
    // An expression is a text, and a program.
    if ((takes === 'argument' || name.startsWith('cel.')) && isMisuse(error)) return { result: 'refused' }
    return {
      result: undefined,
      wrong: `throws ${error instanceof Error ? `${error.name}: ${error.message.slice(0, 200)}\n${error.stack?.split('\n').slice(1, 5).join('\n') ?? ''}` : 'something'}`,
    }
  }
}

const processorTime = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const timeOf = (work: () => unknown): number => {
  const start = processorTime()
  work()
  return processorTime() - start
}

/** What {@link referenceWork} takes on the machine that the bounds are for. */
const REFERENCE_MILLISECONDS = 60
const referenceWork = (): unknown =>
  Array.from({ length: 1500 }, (_, index) => {
    const labels = Array.from({ length: 20 }, (__, label) => ({ [`label-${label}`]: `value ${index}` }))
    return JSON.parse(JSON.stringify({ kind: 'Pod', metadata: { name: `web-${index}`, labels } })) as unknown
  })

/** Time is measured again before anybody is blamed, and beside it how much slower than that machine this one is at the moment. */
const slow = (target: Target, input: unknown, size: number, took: number): string | undefined => {
  const bound = MILLISECONDS + (size / 1000) * MILLISECONDS_A_KILOBYTE
  let least = took
  for (let again = 0; again < 3 && least > bound; again++) {
    const slower = Math.max(1, timeOf(referenceWork) / REFERENCE_MILLISECONDS)
    least = Math.min(least, timeOf(() => called(target, input)) / slower)
  }
  return least > bound ? `takes ${least.toFixed(0)} ms for ${size} characters` : undefined
}

/** What is wrong with a call on an input; undefined where nothing is. */
export const complaint = (target: Target, input: unknown): string | undefined => {
  const before = JSON.stringify(input) ?? ''
  deepFreeze(input)
  const start = processorTime()
  const { result, wrong } = called(target, input)
  const took = processorTime() - start
  if (wrong !== undefined) return wrong
  if ((JSON.stringify(input) ?? '') !== before) return 'changes its input'
  const isPlain = target.takes === 'data' && !NO_JSON.has(target.name.replace(/#\d+$/, ''))
  const place = isPlain && result !== undefined ? notJson(result) : undefined
  if (place !== undefined) return `gives no JSON: ${place}`
  const again = called(target, input).result
  if (isPlain && !isDeepStrictEqual(result, again)) return 'answers differently the second time'
  const shown = target.canary === undefined ? '' : (JSON.stringify(result) ?? '')
  const leak = forms(target.canary ?? '').find(form => form !== '' && shown.includes(form))
  if (leak !== undefined)
    return `shows the canary: …${shown.slice(Math.max(0, shown.indexOf(leak) - 80), shown.indexOf(leak) + leak.length)}…`
  return slow(target, input, before.length, took)
}
