import { randomUUID } from 'node:crypto'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { BROKEN_CHECKS } from './broken-checks.ts'
import { HELM_CHECKS } from './helm-checks.ts'
import { CHECKS, settings, workload } from './checks.ts'
import type { Checking } from './checks.ts'
import { openRealCluster } from './real-cluster.ts'

/**
 * `npm run test:cluster -- --context NAME`, or with KUBECONFIG: the command line against a real cluster, in a namespace that is made for it and thrown
 * away; `--only TEXT` for the checks whose names hold it. It needs kubectl, and the right to make namespaces. What the cluster does not do (a bare API server has no controllers) is skipped and counted.
 */
const { values } = parseArgs({ options: { context: { type: 'string' }, kubeconfig: { type: 'string' }, only: { type: 'string' } } })
const { only = '', ...named } = values
const flags = Object.entries(named).map(([name, value]) => `--${name}=${value}`)
if (flags.length === 0 && process.env['KUBECONFIG'] === undefined) {
  console.error('Name the cluster: npm run test:cluster -- --context NAME, or KUBECONFIG=… npm run test:cluster')
  process.exit(2)
}

const cluster = openRealCluster(flags, `live-object-status-${randomUUID().slice(0, 8)}`)
const made = await cluster.kubectl(['create', 'namespace', cluster.namespace])
if (made.code !== 0) {
  console.error(`The namespace cannot be made: ${made.errors.trim()}`)
  process.exit(2)
}

/** The namespace goes, however this ends. */
const leave = async (code: number): Promise<never> => {
  await cluster.kubectl(['delete', 'namespace', cluster.namespace, '--wait=false'])
  process.exit(code)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void leave(130))

const checking: Checking = {
  cluster,
  flags,
  settings: cluster.write('settings.json', settings()),
  workload: cluster.write('workload.json', workload),
}
const counts = { passed: 0, failed: 0, skipped: 0 }
/** On a machine of CI it has eight minutes; what is left then is skipped, and said. */
const until = process.env['CI'] === undefined ? Infinity : Date.now() + 8 * 60_000

// What was said is looked through last.
const all = [...CHECKS.slice(0, -1), ...BROKEN_CHECKS, ...HELM_CHECKS, ...CHECKS.slice(-1)].filter(([name]) => name.includes(only))
for (const [name, check] of all) {
  const outcome = await (Date.now() > until ? Promise.resolve({ skipped: 'the time is over' }) : check(checking)).catch((error: unknown) =>
    String(error),
  )
  const state = outcome === undefined ? 'passed' : typeof outcome === 'string' ? 'failed' : 'skipped'
  counts[state]++
  console.log(`${state.padEnd(7)}  ${name}${outcome === undefined ? '' : `: ${typeof outcome === 'string' ? outcome : outcome.skipped}`}`)
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
await leave(counts.failed > 0 ? 1 : 0)
