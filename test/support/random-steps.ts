import fc from 'fast-check'
import type { Deployment, Source } from '../../src/status/index.ts'
import type { Tracker } from '../../src/watch/index.ts'
import { deployed, randomEvents } from './random-events.ts'
import type { RandomEvent } from './random-events.ts'

/** Something that a tracker is told, at a time; sources are '' and 'b'. */
export type RandomStep = { readonly at: number } & (
  | { readonly frame: { readonly type: string; readonly object: unknown }; readonly source: string }
  | { readonly list: { readonly apiVersion: string; readonly kind: string; readonly items: readonly unknown[] }; readonly source: string }
  | { readonly deployment: Deployment }
  | { readonly sees: Source; readonly source: string }
  | { readonly seen: string }
)

/** Tells a tracker one step. */
export const take = (tracker: Tracker, step: RandomStep): void => {
  if ('frame' in step) tracker.observeEvent(step.frame, step.at, step.source)
  else if ('list' in step) tracker.observeList(step.list, step.at, step.source)
  else if ('deployment' in step) tracker.recordDeployment(step.deployment)
  else if ('sees' in step) tracker.describeSource(step.source, step.sees)
  else tracker.heartbeat(step.at, step.seen)
}

const STATES = ['queued', 'running', 'succeeded', 'failed'] as const

/** A kind that no schema knows: it is found in its namespace or in none, and its coming and going changes what is expected where. */
const widget = (namespace: string | undefined, version: number) => ({
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: { name: 'w', ...(namespace === undefined ? undefined : { namespace }), resourceVersion: String(version) },
})

interface Choice {
  readonly what: number
  readonly pick: number
  readonly gap: number
  readonly source: string
}

/** What a choice means where it is not the next event: `version` is that of the cluster at that moment. */
const chosen = ({ what, pick, source }: Choice, at: number, version: number, seen: readonly RandomEvent[]): RandomStep | undefined => {
  const frame = (type: string, object: unknown): RandomStep => ({ at, source, frame: { type, object } })
  switch (what) {
    case 0:
      return { at, deployment: { id: `d${pick % 5}`, state: STATES[pick % STATES.length] ?? 'failed', at, ...applied(pick) } }
    case 1:
      return { at, source, list: listOf(seen, pick, version) }
    case 2:
      return { at, source, sees: SIGHTS[pick % SIGHTS.length] ?? {} }
    case 3:
      return frame(['ADDED', 'DELETED', 'MODIFIED'][pick % 3] ?? '', widget(pick % 2 === 0 ? undefined : 'shop', version))
    case 4:
      return frame('BOOKMARK', bookmark(pick, version))
    case 5:
      return pick % 4 === 0 ? frame('ERROR', { code: 410 }) : { at, seen: source }
    default:
      return undefined
  }
}

/** As one list, or in two steps that overlap, of which one may name its source and may not have run. */
const applied = (pick: number): Pick<Deployment, 'desired' | 'steps'> => {
  if (pick % 3 > 0) return { desired: chosenManifests(pick) }
  const state = pick % 7 === 0 ? 'skipped' : 'applied'
  const named = { id: 'named', state, desired: chosenManifests(pick >> 1), ...(pick % 2 === 0 ? { source: 'b' } : undefined) } as const
  return { desired: [], steps: [{ id: 'plain', state: 'applied', desired: chosenManifests(pick) }, named] }
}

const chosenManifests = (pick: number): readonly object[] =>
  [...deployed, widget(undefined, 1)].filter((_, index) => (pick >> index) % 2 === 0)

const SIGHTS: readonly Source[] = [{}, { synced: true }, { synced: true, kinds: ['Service', 'apps/*'] }, { namespaces: ['shop'] }]

const KINDS = ['ConfigMap', 'Pod', 'PersistentVolumeClaim'] as const

/** What is there of a kind, without what `pick` leaves out. */
const listOf = (seen: readonly RandomEvent[], pick: number, version: number) => {
  const kind = KINDS[pick % KINDS.length] ?? 'Pod'
  const last = new Map(seen.filter(({ object }) => object['kind'] === kind).map(event => [JSON.stringify(event.object['metadata']), event]))
  const items = [...last.values()].filter(({ type }, index) => type !== 'DELETED' && (pick >> index) % 2 === 0).map(({ object }) => object)
  return { apiVersion: 'v1', kind: `${kind}List`, metadata: { resourceVersion: String(version) }, items }
}

const bookmark = (pick: number, version: number) => ({
  apiVersion: 'v1',
  kind: KINDS[pick % KINDS.length] ?? 'Pod',
  metadata: {
    resourceVersion: String(version),
    ...(pick % 2 === 0 ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : undefined),
  },
})

const choices = fc.array(
  fc.record({
    // Most steps are events.
    what: fc.integer({ min: 0, max: 14 }),
    pick: fc.nat(255),
    // Up to eight minutes, so that sources become stale and deadlines pass.
    gap: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 30_000 }) }, { weight: 1, arbitrary: fc.nat(480_000) }),
    source: fc.integer({ min: 0, max: 9 }).map(n => (n === 0 ? 'b' : '')),
  }),
  { maxLength: 40, size: 'max' },
)

const START = Date.parse('2026-11-23T10:00:00Z')

/** Up to 40 steps: watch frames for the most part, and everything else that a tracker can be told. */
export const randomSteps: fc.Arbitrary<readonly RandomStep[]> = fc.tuple(randomEvents, choices).map(([events, all]) => {
  let at = START
  let next = 0
  return all.flatMap(choice => {
    at += choice.gap
    const version = 100 + next
    const step = chosen(choice, at, version, events.slice(0, next))
    if (step !== undefined) return [step]
    const event = events[next++]
    return event === undefined ? [] : [{ at, source: choice.source, frame: { type: event.type, object: event.object } }]
  })
})
