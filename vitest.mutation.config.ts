import process from 'node:process'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import base from './vitest.config.ts'

/**
 * The tests that mutants of one folder meet: its own, without those that ask what lies beside the repository or is written in docs/, and
 * without those that inject faults of their own (a third of the time of their folder, and they ask for silence after a fault, not for a right answer).
 */
const folder = process.env['MUTATED'] ?? 'secrets'

/**
 * Stryker asks at every expression whether its mutant is on, by comparing texts, and counts coverage all the time. Here it compares numbers, and
 * counts only before the first mutant: the tests of a mutant take a fifth of the time.
 */
const quickSwitches: Plugin = {
  name: 'quick-switches',
  transform: code =>
    code.includes('function stryMutAct_9fa48(')
      ? WATCHED +
        code
          .replaceAll(/(?<!function )stryMutAct_9fa48\("(\d+)"\)/g, '(__mutant === $1 && stryMutAct_9fa48("$1"))')
          .replaceAll(/(?<!function )stryCov_9fa48\("/g, '__mutant < 0 && stryCov_9fa48("')
      : undefined,
}
const WATCHED = `(() => {
  const ns = (globalThis.__stryker__ ??= {})
  if (Object.getOwnPropertyDescriptor(ns, 'activeMutant')?.set !== undefined) return
  let active
  const activeMutant = { get: () => active, set: id => { active = id; globalThis.__mutant = id === undefined ? -1 : Number(id) }, configurable: true }
  const given = ns.activeMutant
  Object.defineProperty(ns, 'activeMutant', activeMutant)
  ns.activeMutant = given
})();`

export default defineConfig({
  ...base,
  plugins: [quickSwitches],
  test: {
    ...base.test,
    include: [`test/${folder}/**/*.test.ts`],
    exclude: ['**/catalogue-conformance.test.ts', '**/documentation.test.ts', '**/faults.test.ts', '**/hold-back.property.test.ts'],
    reporters: ['dot'],
    testTimeout: 60_000,
    // Modules hold no state: to load them once for all files of tests halves the time of a run.
    isolate: false,
  },
})
