import type { Reporter, TestModule } from 'vitest/node'

/** Prints one plain closing line that any CI can read. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) for (const test of module.children.allTests()) count[test.result().state]++
    const broken = modules.filter(module => module.errors().length > 0).length
    console.log(`${count.passed} passed, ${count.failed + broken} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''}`)
  }
}
