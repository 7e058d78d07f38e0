import process from 'node:process'
import { defineConfig } from 'vitest/config'
import base from './vitest.config.ts'

/**
 * The tests that mutants of one folder meet: its own, without those that ask what lies beside the repository or is written in docs/, and
 * without those that inject faults of their own (a third of the time of their folder, and they ask for silence after a fault, not for a right answer).
 */
const folder = process.env['MUTATED'] ?? 'secrets'

export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: [`test/${folder}/**/*.test.ts`],
    exclude: ['**/catalogue-conformance.test.ts', '**/documentation.test.ts', '**/faults.test.ts', '**/hold-back.property.test.ts'],
    reporters: ['dot'],
    testTimeout: 20_000,
    // Modules hold no state: to load them once for all files of tests halves the time of a run.
    isolate: false,
  },
})
