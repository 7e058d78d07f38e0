import type * as activity from '../../src/activity/index.ts'
import type * as cel from '../../src/cel/index.ts'
import type * as health from '../../src/health/index.ts'
import type * as parse from '../../src/parse/index.ts'
import type * as redact from '../../src/redact/index.ts'
import type * as report from '../../src/report/index.ts'
import type * as schema from '../../src/schema/index.ts'
import type * as secrets from '../../src/secrets/index.ts'
import type * as status from '../../src/status/index.ts'
import type * as sync from '../../src/sync/index.ts'
import type * as tree from '../../src/tree/index.ts'
import type * as watch from '../../src/watch/index.ts'

/** The doors as a runtime loaded them from the packed package. */
export interface Doors {
  readonly activity: typeof activity
  readonly cel: typeof cel
  readonly health: typeof health
  readonly parse: typeof parse
  readonly redact: typeof redact
  readonly report: typeof report
  readonly schema: typeof schema
  readonly secrets: typeof secrets
  readonly status: typeof status
  readonly sync: typeof sync
  readonly tree: typeof tree
  readonly watch: typeof watch
}

const MANIFEST = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data: { level: info }
`
const NOW = '2026-11-23T10:00:00Z'

/** Calls something of every door; the names of what did not answer as it should. */
export const smoke = async (doors: Doors): Promise<readonly string[]> => {
  const { objects } = doors.parse.parseManifests(MANIFEST)
  const desired = objects[0]?.object ?? {}
  const live = { ...desired, data: { level: 'debug' } }
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, status: { phase: 'Failed' } }
  const redactor = doors.redact.createRedactor(['correct-horse'])
  const assessment = doors.status.assessObject({ desired, live })
  const described = doors.report.describeObject({ assessment: doors.redact.trustAsShown(assessment, redactor), live }, { now: NOW })
  const tracker = doors.watch.createTracker()
  tracker.recordDeployment({ id: 'd1', state: 'succeeded', desired: [desired] })
  tracker.observeEvent({ type: 'ADDED', object: live }, NOW)
  const log = doors.activity.parseLogLines(`${NOW} password=correct-horse\n`, { redactor })
  const checks: Readonly<Record<string, readonly [got: unknown, expected: unknown]>> = {
    parse: [objects.length, 1],
    health: [doors.health.assessHealth(pod).status, 'Degraded'],
    sync: [doors.sync.compareObject(desired, live).patch[0]?.path, '/data/level'],
    status: [assessment.status, 'Out of Sync'],
    watch: [tracker.assess(NOW).counts['Out of Sync'], 1],
    schema: [doors.schema.createSchemas({}).problems.length, 0],
    tree: [doors.tree.indexRelated([pod]).size, 1],
    secrets: [
      doors.secrets.hashValue('secret-value你好', { salt: 'Projects-123/Environments-45/Tenants-6' }),
      'rf+ELuSDCCMNp0r5dtKW94mL9MH0vFqRpxhGTWpa//k=',
    ],
    redact: [await streamed(redactor), 'a ******** b'],
    activity: [log.visible && log.value[0]?.text, 'password=********'],
    report: [described.visible && described.value.manifest.includes('level: debug'), true],
    cel: [JSON.stringify(doors.cel.evaluateCel('size(a) == 2', { a: [1, 2] })), '{"result":true}'],
  }
  return Object.entries(checks).flatMap(([door, [got, expected]]) => (got === expected ? [] : [`${door}: ${String(got)}`]))
}

/** Through a TransformStream, which every runtime brings its own of. */
const streamed = async (redactor: redact.Redactor): Promise<string> => {
  const { readable, writable } = redactor.stream()
  const writer = writable.getWriter()
  const written = writer
    .write('a correct-')
    .then(() => writer.write('horse b'))
    .then(() => writer.close())
  const reader = readable.getReader()
  let text = ''
  for (let step = await reader.read(); !step.done; step = await reader.read()) text += step.value
  await written
  return text
}
