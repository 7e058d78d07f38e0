import { isRecord } from '../model/read.ts'
import { millisecondsOf } from '../model/time.ts'
import type { Time } from '../model/time.ts'
import { total } from '../model/total.ts'
import type { AssessOptions, Deployment, Source } from '../status/index.ts'
import { assessNow, changesNow } from './assess-now.ts'
import { addDeployment } from './deployments.ts'
import { observe, replace, seen, tell } from './source-store.ts'
import type { Tracker } from './tracker.ts'
import { createState, planIsOld, snapshotOf, storeOf } from './tracker-state.ts'
import type { TrackerSnapshot } from './tracker-snapshot.ts'

/**
 * Keeps one application current: deployments and watch events go in, cheaply; assessments come out, in which only what an event could
 * have changed was computed. Its state is plain JSON, so one application is one key of any stream processor.
 *
 * @param options as for `assessApplication`, and `snapshot`: the state of another tracker, to go on from. Options are no part of a snapshot.
 * @throws TypeError where an option is of the wrong type, a snapshot is of another version, or a time is none.
 * @example
 * ```ts
 * import { createTracker } from 'live-object-status/watch'
 *
 * const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop', resourceVersion: '7' } }
 * const tracker = createTracker()
 * tracker.deployment({ id: 'd1', state: 'succeeded', desired: [settings] })
 * tracker.assess('2026-11-23T10:00:00Z').reason // => 'NeverObserved'
 * tracker.replace({ apiVersion: 'v1', kind: 'ConfigMapList', items: [] }, '2026-11-23T10:00:01Z')
 * tracker.assess('2026-11-23T10:00:02Z').status // => 'Missing'
 * tracker.observe({ type: 'ADDED', object: settings }, '2026-11-23T10:00:03Z')
 * tracker.changes('2026-11-23T10:00:04Z').length // => 1
 * tracker.assess('2026-11-23T10:20:00Z').reason // => 'Stale'
 * ```
 */
export const createTracker = (options: AssessOptions & { readonly snapshot?: TrackerSnapshot } = {}): Tracker => {
  const { snapshot, ...assessing } = options
  const state = createState(assessing, snapshot)
  return {
    deployment(deployment) {
      if (!isRecord(deployment) || typeof deployment.id !== 'string')
        throw new TypeError(`deployment: expected an object with an id, got ${isRecord(deployment) ? `an id of type ${typeof deployment.id}` : kindOf(deployment)}`)
      addDeployment(state, deployment)
    },
    source(name, what) {
      if (!isRecord(what)) throw new TypeError(`what: expected an object, got ${kindOf(what)}`)
      const store = storeOf(state, named(name))
      tell(store, what)
      const sign = millisecondsOf(what.observedAt)
      if (sign !== undefined) seen(store, sign)
      planIsOld(state, sign)
    },
    observe(frame, at, source = '') {
      const time = moment('at', at)
      const store = storeOf(state, named(source))
      if (isRecord(frame) && total(() => observe(store, frame, time), () => false)) planIsOld(state, time)
    },
    replace(list, at, source = '', scope = {}) {
      const time = moment('at', at)
      if (!isRecord(list) || !Array.isArray(list.items)) throw new TypeError(`list: expected an object with items, got ${kindOf(list)}`)
      const store = storeOf(state, named(source))
      if (total(() => replace(store, list, time, scope.namespace), () => false)) planIsOld(state, time)
    },
    seen(at, source = '') {
      seen(storeOf(state, named(source)), moment('at', at))
    },
    assess: now => assessNow(state, moment('now', now)),
    changes: now => changesNow(state, moment('now', now)),
    snapshot: () => snapshotOf(state),
  }
}

const moment = (name: string, time: Time): number => {
  const milliseconds = millisecondsOf(time)
  if (milliseconds === undefined) throw new TypeError(`${name}: expected RFC 3339 text, milliseconds or a Date, got ${kindOf(time)}`)
  return milliseconds
}

const named = (source: string): string => {
  if (typeof source !== 'string') throw new TypeError(`source: expected a name, got ${kindOf(source)}`)
  return source
}

const kindOf = (value: unknown): string => (value === null ? 'null' : typeof value === 'string' ? 'other text' : typeof value)
