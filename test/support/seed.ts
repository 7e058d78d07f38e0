import process from 'node:process'
import fc from 'fast-check'

/** A fixed seed in CI, so that a red run is red again; at home a new one each time, printed by fast-check when a property fails. */
const seed = process.env['FC_SEED'] ?? (process.env['CI'] === undefined ? undefined : '20261123')
const runs = process.env['FC_RUNS']

fc.configureGlobal({
  ...(seed === undefined ? {} : { seed: Number(seed) }),
  ...(runs === undefined ? {} : { numRuns: Number(runs) }),
})
