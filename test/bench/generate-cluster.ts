import type { JsonRecord } from '../../src/model/kube-object.ts'
import { advance, deploymentsOf, plainCluster } from '../support/cluster-events.ts'
import type { TimelineLine } from '../support/cluster-events.ts'
import { fixtureLines } from '../support/fixtures.ts'

/** One application of a generated cluster, in a namespace of its own. */
export interface GeneratedApplication {
  readonly namespace: string
  readonly desired: readonly JsonRecord[]
  /** Its live objects as an API server serves them: defaults, managedFields, owners, status; healthy and in sync. */
  readonly live: readonly JsonRecord[]
  /** The events about them. */
  readonly events: readonly JsonRecord[]
}

/**
 * A cluster of any size for benchmarks: copies of the recorded storefront as it was in the end, each in its own namespace and with its own
 * uids, parsed one by one, so that they share nothing in memory. One application has 22 deployed objects and 52 live ones, and 166 events.
 */
export const generateCluster = (applications: number): readonly GeneratedApplication[] => {
  const { desired, live, events } = template()
  return Array.from({ length: applications }, (_, number) => {
    const namespace = `shop-${number}`
    const copy = (text: string): readonly JsonRecord[] =>
      JSON.parse(text.replaceAll(NAMED, `$1${namespace}`).replaceAll(UID, `$1${uidOf(number)}`)) as JsonRecord[]
    return { namespace, desired: copy(desired), live: copy(live), events: copy(events) }
  })
}

/** Where the namespace is named: fields, the last-applied annotation, references. The word occurs in other places too, as in images. */
const NAMED = /(\\?"(?:name|namespace)\\?":\\?")storefront/g

/** The last twelve digits of a uid, which tell the copies apart. */
const UID = /([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)[0-9a-f]{4}(?=[0-9a-f]{8})/g
const uidOf = (number: number): string => number.toString(16).padStart(4, '0')

const template = (): { desired: string; live: string; events: string } => {
  const cluster = plainCluster()
  const deploymentOf = deploymentsOf()
  for (const line of fixtureLines<TimelineLine>('storefront/timeline.jsonl.gz')) advance(cluster, line, deploymentOf(line))
  const objects = [...cluster.objects.values()]
  const isEvent = (object: JsonRecord): boolean => object['kind'] === 'Event'
  return {
    desired: JSON.stringify([...cluster.deployments.values()].at(-1)?.desired),
    live: JSON.stringify(objects.filter(object => !isEvent(object))),
    events: JSON.stringify(objects.filter(isEvent)),
  }
}

/** The object with a later resourceVersion and with `change` in its status: what a watch would tell next. */
export const changed = (object: JsonRecord, version: number, change: JsonRecord): JsonRecord => ({
  ...object,
  metadata: { ...(object['metadata'] as JsonRecord), resourceVersion: String(version) },
  status: { ...(object['status'] as JsonRecord | undefined), ...change },
})
