import { configDefaults, defineConfig } from 'vitest/config'
import base from './vitest.config.ts'

// One file after the other: on two cores, two browsers at once are slower than one.
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['test/browser/**/*.test.ts'],
    exclude: configDefaults.exclude,
    fileParallelism: false,
  },
})
