import process from 'node:process'
import { agreement, type Conformance } from './conformance.ts'
import { argoHealthConformance } from './argo-health.ts'
import { celConformance } from './cel.ts'
import { unexplained } from './health-markdown.ts'
import { healthAgreements } from './health-peers.ts'
import { incidentsHealthConformance } from './incidents-health.ts'
import { conformancePage } from './markdown.ts'
import { peerAgreements } from './peers.ts'
import { sourcesConformance } from './sources.ts'
import { reportsHealthConformance } from './reports-health.ts'
import { reportsRedactionConformance } from './reports-redaction.ts'
import { deploymentsConformance } from './deployments.ts'
import { reportsConformance } from './reports-sync.ts'
import { incidentConformance } from './incidents.ts'
import { syncConformance } from './sync.ts'
import { hasShared } from '../support/fixtures.ts'
import { writePage } from '../support/write-page.ts'

/**
 * `npm run conformance [-- --show N] [-- --markdown]`: a line for each corpus, and on request its first disagreements, or docs/conformance.md
 * with the peers beside. Fails below a recorded floor.
 */
const show = Number(process.argv[process.argv.indexOf('--show') + 1] ?? 0) || 0
const results: readonly Conformance[] = [
  ...syncConformance(),
  ...sourcesConformance(),
  reportsConformance(),
  ...deploymentsConformance(),
  reportsHealthConformance(),
  reportsRedactionConformance(),
  ...(hasShared ? [argoHealthConformance(), ...incidentsHealthConformance()] : []),
  celConformance(),
  ...incidentConformance(),
]

console.log(`${'corpus'.padEnd(34)}${'cases'.padStart(7)}${'agreeing'.padStart(10)}${'share'.padStart(10)}${'floor'.padStart(9)}`)
for (const result of results) {
  const { corpus, cases, disagreements, floor, left = 0 } = result
  const share = `${(agreement(result) * 100).toFixed(2)} %`
  const note = left > 0 ? `   ${left} not counted` : ''
  console.log(
    `${corpus.padEnd(34)}${String(cases).padStart(7)}${String(cases - disagreements.length).padStart(10)}${share.padStart(10)}${`${floor * 100} %`.padStart(9)}${note}`,
  )
  for (const { id, about, wrong } of disagreements.slice(0, show)) console.log(`    ${id}  ${about}\n      ${wrong}`)
}
const failing = results.filter(result => agreement(result) < result.floor)
for (const { corpus } of failing) console.log(`${corpus} is below its floor`)
process.exitCode = failing.length > 0 ? 1 : 0
if (!hasShared) console.log('third-party, argo-health, incidents: skipped, what is not published does not lie beside the repository')
if (process.argv.includes('--markdown')) {
  const health = await healthAgreements()
  writePage('docs/conformance.md', conformancePage(results, await peerAgreements(), health))
  for (const one of unexplained(health)) {
    console.log(`no reason is written in health-reasons.ts for ${one}`)
    process.exitCode = 1
  }
}
