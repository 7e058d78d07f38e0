import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonRecord, KubeObject } from '../../src/model/kube-object.ts'
import { isRecord, recordOf } from '../../src/model/read.ts'
import { assessApplication } from '../../src/status/index.ts'
import { createTracker } from '../../src/watch/index.ts'
import type { IncidentChange, Tracker, TrackerSnapshot } from '../../src/watch/index.ts'
import { inventedClusters } from '../incidents/clusters/index.ts'
import { fixtureLines } from '../support/fixtures.ts'
import type { WrittenCase } from '../support/incident-truth.ts'

const byId = ([a]: readonly unknown[], [b]: readonly unknown[]): number => (String(a) < String(b) ? -1 : 1)
const clusters = new Map(
  [...fixtureLines<WrittenCase>('incidents/root-causes.jsonl.gz'), ...inventedClusters()].map(each => [each.id, each]),
)
const named = (id: string): WrittenCase => clusters.get(id) as WrittenCase

/** A frame: which object of the clusters, what becomes of it, and how much later. */
interface Step {
  readonly which: number
  readonly fate: number
  readonly seconds: number
}

interface History {
  readonly ids: readonly string[]
  /** True where each cluster has a source of its own. */
  readonly apart: boolean
  /** What is not there at first. */
  readonly missing: readonly number[]
  readonly steps: readonly Step[]
}

const histories: fc.Arbitrary<History> = fc.record({
  ids: fc.uniqueArray(fc.constantFrom(...clusters.keys()), { minLength: 1, maxLength: 2 }),
  apart: fc.boolean(),
  missing: fc.array(fc.nat(40), { maxLength: 4 }),
  steps: fc.array(
    fc.record({
      which: fc.nat(1000),
      fate: fc.nat(7),
      seconds: fc.oneof({ weight: 5, arbitrary: fc.nat(30) }, { weight: 1, arbitrary: fc.integer({ min: -60, max: 7200 }) }),
    }),
    { minLength: 1, maxLength: 14 },
  ),
})

const desiredOf = ({ ids }: History): readonly KubeObject[] => ids.flatMap(id => named(id).desired)
const optionsOf = ({ ids }: History) => ({ complete: ids.flatMap(id => named(id).complete ?? []), staleAfter: Infinity })

const without = (record: JsonRecord, key: string): JsonRecord => Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))

/** The same object in another state: well, of another node, without events or labels, or as it was. */
const changed = (object: KubeObject & JsonRecord, fate: number): (KubeObject & JsonRecord) | undefined => {
  const [status, spec] = [recordOf(object['status']), recordOf(object['spec'])]
  if (fate === 0) return undefined
  if (fate === 1) return { ...object, status: without(without(status, 'conditions'), 'containerStatuses') }
  if (fate === 2 && Array.isArray(status['conditions']))
    return {
      ...object,
      status: {
        ...status,
        conditions: status['conditions'].map(each => (isRecord(each) ? { ...each, status: 'True', lastHeartbeatTime: 'now' } : each)),
      },
    }
  if (fate === 3) return { ...object, spec: { ...spec, unschedulable: true, replicas: 0, selector: { app: 'other' } } }
  if (fate === 4) return { ...object, metadata: Object.assign({}, object.metadata, { labels: {} }), message: 'nothing' }
  if (fate === 5) return { ...object, metadata: Object.assign({}, object.metadata, { deletionTimestamp: '2026-11-22T10:00:00Z' }) }
  return object
}

const keyOf = ({ apiVersion, kind, metadata }: KubeObject): string =>
  `${apiVersion ?? ''} ${kind ?? ''} ${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`

interface Told {
  readonly tracker: Tracker
  readonly now: number
  readonly live: readonly { readonly object: KubeObject; readonly source: string }[]
  readonly sources: readonly string[]
}

/** Feeds a history frame by frame; `look` sees the tracker after each, and gives the one to go on with. */
const tell = (history: History, look: (told: Told) => Tracker): void => {
  const cases = history.ids.map(named)
  const objects = cases.flatMap((one, place) => one.objects.map(object => ({ object, source: history.apart ? `cluster-${place}` : '' })))
  const sources = [...new Set(objects.map(({ source }) => source))]
  const live = new Map<string, Told['live'][number]>()
  let [now, version] = [Date.parse(cases[0]?.now ?? ''), 100]
  let tracker = createTracker(optionsOf(history))
  tracker.recordDeployment({ id: '1', state: 'succeeded', desired: desiredOf(history) })
  for (const source of sources) tracker.describeSource(source, { synced: true })
  const put = (place: number, fate: number): void => {
    const { object, source } = objects[place % objects.length] as Told['live'][number]
    const next = changed(object as KubeObject & JsonRecord, fate)
    const versioned = { ...(next ?? object), metadata: { ...object.metadata, ...next?.metadata, resourceVersion: String(version++) } }
    const key = `${keyOf(object)} ${source}`
    if (next === undefined) live.delete(key)
    else live.set(key, { object: versioned, source })
    tracker.observeEvent({ type: next === undefined ? 'DELETED' : 'MODIFIED', object: versioned }, now, source)
  }
  const step = (): void => {
    tracker = look({ tracker, now, live: [...live.values()], sources })
  }
  for (const place of objects.keys()) if (!history.missing.includes(place)) put(place, 7)
  step()
  for (const { which, fate, seconds } of history.steps) {
    now += seconds * 1000
    put(which, fate)
    step()
  }
}

test('after every frame the causes of a tracker, and all else that it says, are those of what is there then', () => {
  fc.assert(
    fc.property(histories, history => {
      tell(history, ({ tracker, now, live, sources }) => {
        const synced = Object.fromEntries(sources.map(name => [name, { synced: true, observedAt: now }]))
        const whole = assessApplication({ desired: desiredOf(history), live, sources: synced }, { ...optionsOf(history), now })
        expect(tracker.assess(now)).toEqual(whole)
        return tracker
      })
    }),
  )
})

test('what opened, changed and closed adds up to the incidents that there are, also over a snapshot', () => {
  fc.assert(
    fc.property(histories, fc.nat(10), (history, stop) => {
      const open = new Map<string, IncidentChange>()
      let step = 0
      tell(history, ({ tracker, now }) => {
        for (const change of tracker.changes(now)) {
          if (change.incident === undefined) continue
          expect(change.to).toBe(open.has(change.incident) ? (change.to === 'closed' ? 'closed' : 'changed') : 'opened')
          if (change.to === 'closed') open.delete(change.incident)
          else open.set(change.incident, change)
        }
        const { incidents } = tracker.assess(now)
        expect(Array.from(open.values(), ({ incident, message, reason, root }) => [incident, message, reason, root]).sort(byId)).toEqual(
          incidents.map(({ id, message, reason, root }) => [id, message, reason, root]).sort(byId),
        )
        if (step++ !== stop) return tracker
        return createTracker({ ...optionsOf(history), snapshot: JSON.parse(JSON.stringify(tracker.snapshot())) as TrackerSnapshot })
      })
    }),
  )
})

test('an incident that nothing happened to is the same object as before, and so is the whole answer', () => {
  fc.assert(
    fc.property(histories, history => {
      let before: ReturnType<Tracker['assess']> | undefined
      tell(history, ({ tracker, now }) => {
        const after = tracker.assess(now)
        const earlier = new Map(before?.incidents.map(incident => [incident.id, incident]))
        const copies = after.incidents.filter(incident => {
          const known = earlier.get(incident.id)
          return known !== undefined && known !== incident && JSON.stringify(known) === JSON.stringify(incident)
        })
        expect(copies).toEqual([])
        expect(tracker.assess(now)).toBe(after)
        before = after
        return tracker
      })
    }),
  )
})
