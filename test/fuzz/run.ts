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
const each = values.cases === undefined ? undefined : Number(values.cases)
const first = Number(values.seed ?? process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const asked = targets.filter(({ name }) => values.only === undefined || name.includes(values.only))

const end = Date.now() + seconds * 1000
const failed = new Map<string, string>()
let cases = 0

/** Where cases are counted a slow machine is no finding; what does not end is. */
const UNTIMED = 50

/** As many cases as fit into a slice; on a failure the smallest input, and how to see it again. */
const slice = (target: Target, seed: number, time: number): void => {
  const found = fc.check(
    fc.property(target.input, input => {
      cases++
      const wrong = complaint(target, input, each === undefined ? 1 : UNTIMED)
      if (wrong !== undefined) throw new Error(wrong)
    }),
    {
      seed,
      ...(each === undefined ? { numRuns: 1_000_000, interruptAfterTimeLimit: time, markInterruptAsFailure: false } : { numRuns: each }),
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

console.log(`seed ${first}, ${asked.length} targets, ${each === undefined ? `${seconds} s` : `${each} cases each`}`)
if (each !== undefined) for (const target of asked) slice(target, first, 0)
else
  for (let round = 0; Date.now() < end; round++)
    for (const target of asked) {
      const left = end - Date.now()
      if (left <= 0) break
      // One finding a target is enough; the others go on.
      if (!failed.has(target.name))
        slice(target, first + round, Math.min(left, Math.max(200, Math.min(3000, (seconds * 1000) / asked.length))))
      if (failed.size === asked.length) break
    }
console.log(`${cases} cases, ${failed.size} targets with findings`)
process.exitCode = failed.size > 0 ? 1 : 0
