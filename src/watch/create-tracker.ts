import { aDocument, aNumber, aString, aTime, anObject, expect, fitting, someOptions } from '../model/expect.ts'
import { isRecord } from '../model/read.ts'
import { millisecondsOf } from '../model/scalars/time.ts'
import type { Time } from '../model/scalars/time.ts'
import { total } from '../model/total.ts'
import type { Redactor, Shown } from '../redact/index.ts'
import { aRedactor } from '../redact/internal.ts'
import { aDeployment, aRecordedApplication, aSource, assessChecks } from '../status/internal.ts'
import type { ApplicationAssessment, AssessOptions, RecordedApplication } from '../status/index.ts'
import { aRef, refKey } from '../model/identity.ts'
import type { ObjectRef } from '../model/identity.ts'
import { assessNow, expectations } from './assess-now.ts'
import { addDeployment } from './deployments.ts'
import { incidentChanges } from './incident-changes.ts'
import { applicationChanges, labelChanges } from './label-changes.ts'
import { observe, replace } from './feed-source.ts'
import { noteSign, declareSource } from './source-store.ts'
import type { SourceStore } from './source-store.ts'
import { createLiveIndex, relatedIn, uidOf } from './live-index.ts'
import type { ChangesOptions, ObservedObject, Tracker, WatchScope } from './tracker.ts'
import { changeRedactor, createState, planIsOld, saveTracker, openStore } from './tracker-state.ts'
import type { TrackedOptions, TrackerWork } from './tracker-state.ts'
import type { TrackerSnapshot } from './tracker-snapshot.ts'

/** How a tracker assesses, and what it goes on from. */
export interface TrackerOptions extends AssessOptions {
  /** The state of another tracker, to go on from. */
  readonly snapshot?: TrackerSnapshot
  /** The record of the application in the cluster (`recordedApplications`): its deployments are recorded at once, the rest holds for the tracker's life. */
  readonly recorded?: RecordedApplication
}

/**
 * Keeps one application current: deployments and watch events go in, cheaply; assessments come out, in which only what an event could
 * have changed was computed. Its state is plain JSON, so one application is one key of any stream processor.
 *
 * @param options as for `assessApplication`; see {@link TrackerOptions}. Options are no part of a snapshot.
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
 * tracker.changes('2026-11-23T10:00:04Z').map(({ to }) => to) // => ['Healthy', 'In Sync']
 * tracker.assess('2026-11-23T10:20:00Z').reason // => 'Stale'
 * ```
 */
export const createTracker: {
  // With a redactor the answer is as people may see it.
  (options: TrackerOptions & { readonly redactor: Redactor }): Tracker<Shown<ApplicationAssessment>>
  (options?: TrackerOptions): Tracker
  // oxlint-disable-next-line typescript/no-useless-default-assignment -- the second overload lets the options be left out
} = (options: TrackerOptions = {}) => {
  expect('options', someTrackerOptions, options)
  const { snapshot, ...assessing } = options
  const state = startedFrom(assessing, snapshot)
  // The next call may change what is expected, so that has to be known; the answers can wait until they are wanted.
  if (!state.replan) expectations(state)
  const tracker: Tracker = {
    recordDeployment(deployment) {
      expect('deployment', aDeployment, deployment)
      addDeployment(state, deployment)
    },
    describeSource(name, what) {
      expect('name', aString, name)
      expect('what', aSource, what)
      declareSource(openStore(state, name), what)
      planIsOld(state, millisecondsOf(what.observedAt))
    },
    observeEvent(frame, at, source = '', scope = {}) {
      const { time, store } = observing(state, { at, source, scope })
      if (isRecord(frame) && total(() => observe(store, frame, { time, scope }), NOT_ENDED)) planIsOld(state, time)
    },
    observeList(list, at, source = '', scope = {}) {
      expect('list', aListResponse, list)
      const { time, store } = observing(state, { at, source, scope })
      if (total(() => replace(store, list, { time, scope }), NOT_ENDED)) planIsOld(state, time)
    },
    heartbeat(at, source = '') {
      const { time, store } = observing(state, { at, source, scope: {} })
      noteSign(store, time)
    },
    assess: now => assessNow(state, millisecondsAt('now', now)),
    changes: (now, changing = {}) => listNews(state, now, changing),
    useRedactor: redactor => usingRedactor(state, redactor, tracker),
    observed: ref => observedObject(state, ref),
    snapshot: () => saveTracker(state),
  }
  return tracker as Tracker & ShownTracker
}

const listNews = (state: TrackerWork, now: Time, options: ChangesOptions): ReturnType<Tracker['changes']> => {
  expect('options', someChangesOptions, options)
  const moment = millisecondsAt('now', now)
  const latest = moment - (options.lastingFor ?? 0) * 1000
  const answer = assessNow(state, moment)
  return [...applicationChanges(state, answer, latest), ...labelChanges(state, latest), ...incidentChanges(state, latest)]
}

const usingRedactor = (state: TrackerWork, redactor: Redactor, tracker: Tracker): ShownTracker => {
  expect('redactor', aRedactor, redactor)
  changeRedactor(state, redactor)
  return tracker as unknown as ShownTracker
}

type ShownTracker = Tracker<Shown<ApplicationAssessment>>

const NOT_ENDED = (): boolean => false

const someTrackerOptions = /* @__PURE__ */ someOptions<TrackerOptions>(() => ({
  ...assessChecks(),
  recorded: aRecordedApplication,
  snapshot: anObject,
}))

const someChangesOptions = /* @__PURE__ */ someOptions<ChangesOptions>(() => ({ lastingFor: aNumber('seconds') }))

const aScope = /* @__PURE__ */ aDocument<WatchScope>('an object with kind and namespace', () => ({ kind: aString, namespace: aString }))
const aListResponse = /* @__PURE__ */ fitting('an object with items', value => isRecord(value) && Array.isArray(value['items']))

interface ObservedAt {
  readonly at: Time
  readonly source: string
  readonly scope: WatchScope
}

/** When something was observed, and the store of who saw it. */
const observing = (state: TrackerWork, { at, source, scope }: ObservedAt): { readonly time: number; readonly store: SourceStore } => {
  expect('source', aString, source)
  expect('scope', aScope, scope)
  return { time: millisecondsAt('at', at), store: openStore(state, source) }
}

/** The milliseconds of a time that was checked. */
const millisecondsAt = (place: string, time: Time): number => {
  expect(place, aTime, time)
  return millisecondsOf(time) ?? 0
}

/** A snapshot is what `snapshot()` gave, perhaps read from a file: of anything else no more than that is said. */
const startedFrom = (options: TrackedOptions, snapshot: TrackerSnapshot | undefined): TrackerWork => {
  try {
    const state = createState(options, snapshot)
    for (const deployment of options.recorded?.deployments ?? []) addDeployment(state, deployment)
    return state
  } catch (error) {
    if (snapshot === undefined || (error instanceof TypeError && error.message.startsWith('options.snapshot'))) throw error
    throw new TypeError('options.snapshot: expected what the snapshot() of a tracker gave, got something else', { cause: error })
  }
}

/** Gives what the tracker holds of an object. Asking is no part of an answer, so nothing depends on it. */
const observedObject = ({ stores }: TrackerWork, ref: ObjectRef): ObservedObject => {
  expect('ref', aRef, ref)
  const [only] = stores.size === 1 ? [...stores.keys()] : []
  const source = ref.source ?? only ?? ''
  const index = stores.get(source)?.index ?? createLiveIndex(source)
  const { group, kind, namespace, name } = ref
  const live = index.entries.get(refKey({ group, version: '', kind, namespace, name, ...(source === '' ? undefined : { source }) }))?.object
  const related = relatedIn(index, () => undefined)
  const uid = uidOf(live)
  return { ...(live === undefined ? undefined : { live }), related, events: uid === '' ? [] : [...related.eventsAbout(uid)] }
}
