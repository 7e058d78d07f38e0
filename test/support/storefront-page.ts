import { readFileSync, readdirSync } from 'node:fs'
import type { PageInput, PageLog, PageSnapshot } from '../../src/report/index.ts'
import type { ApplicationAssessment, Deployment } from '../../src/status/index.ts'
import { createTracker } from '../../src/watch/index.ts'
import { advance, deploymentsOf, feed, plainCluster } from './cluster-events.ts'
import type { TimelineLine } from './cluster-events.ts'
import { fixtureLines } from './fixtures.ts'
import type { Redactor, Shown } from '../../src/redact/index.ts'
import { hidesNoValue } from './shown.ts'

/** The recorded life of the storefront until some moment, as a page takes it: each change of an object's label or reason is a moment. */
export const storefrontPage = (until: string, options: { readonly timeline?: boolean; readonly redactor?: Redactor } = {}): PageInput => {
  const tracker = createTracker({ redactor: options.redactor ?? hidesNoValue })
  const cluster = plainCluster()
  const deploymentOf = deploymentsOf()
  const moments: PageSnapshot[] = []
  const marks: { at: string; kind: 'deployment' | 'edit'; title: string }[] = []
  let deployment: (Deployment & { name: string }) | undefined
  let applied: PageSnapshot['desired']
  let before = ''
  const snapshot = (at: string, assessment: Shown<ApplicationAssessment>): PageSnapshot => ({
    at,
    assessment,
    live: [...cluster.objects.values()].filter(object => object['kind'] !== 'Event'),
    events: [...cluster.objects.values()].filter(object => object['kind'] === 'Event'),
    logs,
    ...(applied === undefined ? undefined : { desired: applied }),
    ...(deployment === undefined ? undefined : { deployment }),
    ...(cluster.sign === undefined ? undefined : { observedAt: cluster.sign }),
  })
  for (const line of fixtureLines<TimelineLine>('storefront/timeline.jsonl.gz')) {
    if (line.at > until) break
    const told = deploymentOf(line)
    if (line.desired !== undefined) applied = line.desired as PageSnapshot['desired']
    if (told !== undefined) deployment = { ...told, name: (line.step ?? '').replace(/^deploy /, '').replace(/:.*/, '') }
    if (line.step !== undefined && line.phase !== 'deployed')
      marks.push({
        at: line.at,
        kind: line.phase === undefined ? 'edit' : 'deployment',
        title: line.step.replace(/^deploy /, '').replace(/:.*/, ''),
      })
    feed(tracker, line, told)
    advance(cluster, line, told)
    if (options.timeline !== true || deployment === undefined) continue
    const assessment = tracker.assess(line.at)
    const key = JSON.stringify([
      assessment.status,
      [...assessment.objects, ...assessment.orphans].map(({ status, message }) => [status, message]),
    ])
    if (key !== before) moments.push(snapshot(line.at, assessment))
    before = key
  }
  return {
    title: 'storefront',
    moments: [...moments, snapshot(until, tracker.assess(until))],
    marks: options.timeline === true ? marks : [],
  }
}

const folder = new URL('../../fixtures/storefront/logs/', import.meta.url)

/** `api-86867d6599-m626c.api.log` is that of container api of that pod. */
const logs: readonly PageLog[] = readdirSync(folder).map(file => ({
  namespace: 'storefront',
  name: file.split('.')[0] ?? '',
  text: readFileSync(new URL(file, folder), 'utf8'),
}))

/** The values that a page of the storefront must not show. */
export const storefrontValues: readonly string[] = [
  'correct-horse-battery-staple',
  'eyJhdXRocyI6eyJyZWdpc3RyeS5leGFtcGxlLmNvbSI6eyJhdXRoIjoiYm90OnMzY3IzdCJ9fX0=',
  'bot:s3cr3t',
]
