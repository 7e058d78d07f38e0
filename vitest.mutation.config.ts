import process from 'node:process'
import { defineConfig } from 'vitest/config'
import base from './vitest.config.ts'

/** The tests that mutants of one folder meet: its own, without those that measure time or ask what lies beside the repository. */
const folder = process.env['MUTATED'] ?? 'secrets'

export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: [`test/${folder}/**/*.test.ts`],
    exclude: ['**/catalogue-conformance.test.ts', '**/documentation.test.ts'],
    reporters: ['dot'],
    testTimeout: 20_000,
  },
})
