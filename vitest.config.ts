import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

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
    setupFiles: ['test/support/seed.ts'],
    reporters: ['dot', './test/support/summary-reporter.ts'],
    testTimeout: 60_000,
    coverage: {
      include: ['src/{model,redact,secrets,status,health,sync}/**'],
      exclude: ['**/*.generated.ts'],
      reporter: ['text-summary', 'html'],
    },
  },
})
