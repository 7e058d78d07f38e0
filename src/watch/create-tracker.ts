import { isRecord } from '../model/read.ts'
import { millisecondsOf } from '../model/scalars/time.ts'
import type { Time } from '../model/scalars/time.ts'
import { total } from '../model/total.ts'
import { checkOptions } from '../status/internal.ts'
import type { AssessOptions, Deployment, Source } from '../status/index.ts'
import { assessNow, expectations } from './assess-now.ts'
import { addDeployment } from './deployments.ts'
import { labelChanges } from './label-changes.ts'
import { observe, replace } from './feed-source.ts'
import { noteSign, declareSource } from './source-store.ts'
import type { Tracker } from './tracker.ts'
import { createState, planIsOld, snapshotOf, storeOf } from './tracker-state.ts'
import type { TrackerWork } from './tracker-state.ts'
import type { TrackerSnapshot } from './tracker-snapshot.ts'

/**
 * Keeps one application current: deployments and watch events go in, cheaply; assessments come out, in which only what an event could
 * have changed was computed. Its state is plain JSON, so one application is one key of any stream processor.
 *
 * @param options as for `assessApplication`, and `snapshot`: the state of another tracker, to go on from. Options are no part of a snapshot.
 * @returns the tracker, which keeps what it was told and nothing else: no timer, no connection.
 * @throws TypeError where an option is of the wrong type, a snapshot is of another version, or a time is none.
 *
 * Source: the watch protocol of the API conventions (bookmarks, resourceVersion, 410 Gone, sendInitialEvents of KEP-3157).
 *
 * @example
 * ```ts
 * import { createTracker } from 'live-object-status/watch'
 *
 * const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop', resourceVersion: '7' } }
 * const tracker = createTracker()
 * tracker.recordDeployment({ id: 'd1', state: 'succeeded', desired: [settings] })
 * tracker.assess('2026-11-23T10:00:00Z').reason // => 'NeverObserved'
 * tracker.observeList({ apiVersion: 'v1', kind: 'ConfigMapList', items: [] }, '2026-11-23T10:00:01Z')
 * tracker.assess('2026-11-23T10:00:02Z').status // => 'Missing'
 * tracker.observeEvent({ type: 'ADDED', object: settings }, '2026-11-23T10:00:03Z')
 * tracker.changes('2026-11-23T10:00:04Z').length // => 1
 * tracker.assess('2026-11-23T10:20:00Z').reason // => 'Stale'
 * ```
 */
export const createTracker = (options: AssessOptions & { readonly snapshot?: TrackerSnapshot } = {}): Tracker => {
  checkOptions(options)
  const { snapshot, ...assessing } = options
  const state = startedFrom(assessing, snapshot)
  // What comes next may change what is expected, so that has to be known; the answers can wait until they are wanted.
  if (!state.replan) expectations(state)
  return {
    recordDeployment: deployment => addDeployment(state, checked(deployment)),
    describeSource: (name, what) => tellOf(state, named(name), what),
    observeEvent(frame, at, source = '', scope = {}) {
      const [time, store] = [timeOf('at', at), storeOf(state, named(source))]
      if (isRecord(frame) && total(() => observe(store, frame, { time, scope }), NOT_ENDED)) planIsOld(state, time)
    },
    observeList(list, at, source = '', scope = {}) {
      const [time, store] = [timeOf('at', at), storeOf(state, named(source))]
      if (!isRecord(list) || !Array.isArray(list.items)) throw new TypeError(`list: expected an object with items, got ${typeName(list)}`)
      if (total(() => replace(store, list, { time, scope }), NOT_ENDED)) planIsOld(state, time)
    },
    heartbeat: (at, source = '') => noteSign(storeOf(state, named(source)), timeOf('at', at)),
    assess: now => assessNow(state, timeOf('now', now)),
    changes(now) {
      assessNow(state, timeOf('now', now))
      return labelChanges(state)
    },
    snapshot: () => snapshotOf(state),
  }
}

const NOT_ENDED = (): boolean => false

const tellOf = (state: TrackerWork, name: string, what: Source): void => {
  if (typeof what !== 'object' || what === null) throw new TypeError(`what: expected an object, got ${typeName(what)}`)
  declareSource(storeOf(state, name), what)
  planIsOld(state, millisecondsOf(what.observedAt))
}

const checked = (deployment: Deployment): Deployment => {
  if (typeof deployment === 'object' && deployment !== null && typeof deployment.id === 'string') return deployment
  throw new TypeError(`deployment: expected an object with an id, got ${typeName(deployment)}`)
}

const timeOf = (name: string, time: Time): number => {
  const milliseconds = millisecondsOf(time)
  if (milliseconds === undefined) throw new TypeError(`${name}: expected RFC 3339 text, milliseconds or a Date, got ${typeName(time)}`)
  return milliseconds
}

const named = (source: string): string => {
  if (typeof source !== 'string') throw new TypeError(`source: expected a name, got ${typeName(source)}`)
  return source
}

const typeName = (value: unknown): string => (value === null ? 'null' : typeof value === 'string' ? 'other text' : typeof value)

/** A snapshot is what `snapshot()` gave, perhaps read from a file: of anything else no more than that is said. */
const startedFrom = (options: AssessOptions, snapshot: TrackerSnapshot | undefined): TrackerWork => {
  try {
    return createState(options, snapshot)
  } catch (error) {
    if (snapshot === undefined || (error instanceof TypeError && error.message.startsWith('snapshot: '))) throw error
    throw new TypeError('snapshot: expected what the snapshot() of a tracker gave', { cause: error })
  }
}
