import { availableParallelism } from 'node:os'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

const source = (path: string): string => fileURLToPath(new URL(`./src/${path}`, import.meta.url))

export default defineConfig({
  resolve: {
    // Examples import the package by its name, as users do.
    alias: [
      { find: /^live-object-status\/(.+)$/, replacement: source('$1/index.ts') },
      { find: /^live-object-status$/, replacement: source('index.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // What is published is tested after a build, by `npm run test:package`; the page in a browser by `npm run test:browser`.
    exclude:
      process.env['PACKAGE'] === undefined
        ? [...configDefaults.exclude, 'test/package.test.ts', 'test/browser/**']
        : configDefaults.exclude,
    // By default one processor is left to whoever edits; nobody does in CI.
    maxWorkers: availableParallelism(),
    setupFiles: ['test/support/seed.ts'],
    reporters: ['dot', './test/support/summary-reporter.ts'],
    // Long enough for a machine ten times as slow as it should be: a test that waits for ever is what it ends.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    coverage: {
      include: ['src/{model,redact,secrets,status,health,sync}/**'],
      exclude: ['**/*.generated.ts'],
      reporter: ['text-summary', 'html'],
    },
  },
})
