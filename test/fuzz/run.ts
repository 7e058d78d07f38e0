import process from 'node:process'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { complaint } from './check.ts'
import { targets, type Target } from './targets.ts'

/**
 * `npm run fuzz [-- --minutes 30] [--seconds 60] [--cases 500] [--seed 7] [--only text]`: made-up input for every export, in turns, until the time is over, or
 * with `--cases` once with so many each, the same ones on every machine. Whatever it finds is printed at its smallest with the seed that brings it back
 * (the path is the case from which it was made smaller); `FC_SEED` says the same in CI.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    seconds: { type: 'string' },
    cases: { type: 'string' },
    seed: { type: 'string' },
    only: { type: 'string' },
    path: { type: 'string' },
  },
})
const seconds = Number(values.minutes ?? 0) * 60 || Number(values.seconds ?? 60)
const first = Number(values.seed ?? process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const asked = targets.filter(({ name }) => values.only === undefined || name.includes(values.only))

const failed = new Map<string, string>()
let cases = 0

type Limits = Pick<fc.Parameters, 'numRuns' | 'interruptAfterTimeLimit' | 'markInterruptAsFailure'>
const within = (milliseconds: number): Limits => ({
  numRuns: 1_000_000,
  interruptAfterTimeLimit: milliseconds,
  markInterruptAsFailure: false,
})

/** One target up to the limits; on a failure the smallest input, and how to see it again. */
const slice = (target: Target, seed: number, limits: Limits): void => {
  const found = fc.check(
    fc.property(target.input, input => {
      cases++
      const wrong = complaint(target, input)
      if (wrong !== undefined) throw new Error(wrong)
    }),
    {
      seed,
      ...limits,
      ...(values.path === undefined ? {} : { path: values.path }),
    },
  )
  if (!found.failed || found.counterexample === null) return
  const [input] = found.counterexample
  const error = found.errorInstance instanceof Error ? found.errorInstance.message : ''
  const text = JSON.stringify(input) ?? String(input)
  failed.set(
    target.name,
    `${target.name} ${error}\n  input: ${text.slice(0, 2000)}${text.length > 2000 ? ` … ${text.length} characters` : ''}\n  again: npm run fuzz -- --only '${target.name}' --seed ${seed} --path ${found.counterexamplePath?.split(':')[0] ?? ''}`,
  )
  console.log(failed.get(target.name))
}

/** All targets in turns until the time is over; one finding a target is enough, and the others go on. */
const takeTurns = (time: number): void => {
  const end = Date.now() + time
  const turn = Math.max(200, Math.min(3000, time / asked.length))
  for (let round = 0; failed.size < asked.length; round++)
    for (const target of asked) {
      const left = end - Date.now()
      if (left <= 0) return
      if (!failed.has(target.name)) slice(target, first + round, within(Math.min(left, turn)))
    }
}

console.log(`seed ${first}, ${asked.length} targets, ${values.cases === undefined ? `${seconds} s` : `${values.cases} cases each`}`)
if (values.cases === undefined) takeTurns(seconds * 1000)
else for (const target of asked) slice(target, first, { numRuns: Number(values.cases) })
console.log(`${cases} cases, ${failed.size} targets with findings`)
process.exitCode = failed.size > 0 ? 1 : 0
