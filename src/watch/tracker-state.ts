import type { Findings } from '../incidents/internal.ts'
import type { Problem } from '../model/problem.ts'
import { listOf } from '../model/read.ts'
import type { Redactor } from '../redact/index.ts'
import type { ApplicationAssessment, AssessOptions, Deployment, ObjectAssessment, RecordedApplication } from '../status/index.ts'
import type {
  ConsultedRecord,
  Showing,
  Freshness,
  History,
  DeploymentPlan,
  Tally,
  ManagedObject,
  ManagedObjects,
  Observations,
} from '../status/internal.ts'
import { NO_HISTORY, consultRecord, createShowing, indexGivenRelated } from '../status/internal.ts'
import type { RelatedIndex } from '../tree/index.ts'
import { createCauses } from './causes/causes.ts'
import type { Causes } from './causes/causes.ts'
import { noteChange } from './causes/note-change.ts'
import { childrenIn, createLiveIndex, relatedIn } from './live-index.ts'
import { dependsOn, createDependencyCache, dependencyState, forgetValues, remember, invalidate } from './dependency-cache.ts'
import type { DependencyCache } from './dependency-cache.ts'
import { createSourceStore, saveStore } from './source-store.ts'
import type { OnChange, SourceStore } from './source-store.ts'
import type { ApplicationState, IncidentState, LabelState, TrackerSnapshot, TrackerState } from './tracker-snapshot.ts'

/** The options of a tracker, without the snapshot. */
export interface TrackedOptions extends AssessOptions {
  readonly recorded?: RecordedApplication
}

/** The inputs that a tracker works on. */
export interface TrackerWork {
  options: AssessOptions
  /** Given where people are to see the answers; no part of a snapshot. */
  showing: Showing | undefined
  /** `options.related` as an index. */
  readonly extraRelated: RelatedIndex | undefined
  readonly stores: Map<string, SourceStore>
  readonly cache: DependencyCache
  readonly observations: Observations
  readonly labels: Map<string, LabelState>
  /** The record of the application in the cluster, by object. */
  readonly recorded: ConsultedRecord | undefined
  /** Since when the application is as it is; undefined before the first assessment. */
  application: ApplicationState | undefined
  readonly incidents: Map<string, IncidentState>
  /** The incidents that were last told under another redactor: that they read otherwise now is no news. */
  readonly reworded: Set<string>
  readonly causes: Causes
  deployments: readonly Deployment[]
  finished: ReadonlySet<string>
  history: History
  /** Made anew where undefined. */
  plan: DeploymentPlan | undefined
  managed: ManagedObjects | undefined
  /** True where what to expect has changed since the last assessment. */
  replan: boolean
  /** The index of each of {@link managed} in the lists of {@link last}. */
  slots: ReadonlyMap<string, Slot>
  /** The time of what made plan or tops anew. */
  plannedAt: number | undefined
  /** The time of the latest frame since the last assessment. */
  touchedAt: number | undefined
  last: LastAnswer | undefined
  assessedAt: number | undefined
  /** The sources that were stale then. */
  stale: ReadonlySet<string>
}

/** One of the objects that an application shows, and where. */
export interface Slot {
  readonly object: ManagedObject
  readonly list: 'objects' | 'orphans'
  readonly index: number
}

/** The last answer and what it rests on. */
export interface LastAnswer {
  readonly plan: DeploymentPlan
  readonly freshness: Freshness
  readonly objects: readonly ObjectAssessment[]
  readonly orphans: readonly ObjectAssessment[]
  /** {@link objects} with the ids of their incidents. */
  readonly shown: readonly ObjectAssessment[]
  readonly findings: Findings
  readonly tally: Tally
  /** The problems that the sources told of. */
  readonly problems: readonly Problem[]
  readonly answer: ApplicationAssessment
}

export const SNAPSHOT_VERSION = 2

const EMPTY: TrackerState = {
  deployments: [],
  finished: [],
  history: NO_HISTORY,
  sources: {},
  labels: {},
  incidents: {},
  cache: { questions: {}, due: {}, invalid: {} },
  stale: [],
  replan: true,
}

/** A new tracker's state, or that of a snapshot. */
export const createState = (
  { recorded, ...options }: TrackedOptions,
  snapshot: TrackerSnapshot = { version: SNAPSHOT_VERSION },
): TrackerWork => {
  checkVersion(snapshot)
  const before: TrackerState = { ...EMPTY, ...snapshot.state }
  checkShape(before)
  const stores = new Map<string, SourceStore>()
  const cache = createDependencyCache(before.cache)
  const state: TrackerWork = {
    options,
    showing: options.redactor && createShowing(options.redactor),
    extraRelated: indexGivenRelated(options),
    stores,
    cache,
    observations: worldOver(stores, cache),
    labels: new Map(Object.entries(before.labels)),
    recorded: consultRecord(recorded, true),
    application: before.application,
    incidents: new Map(Object.entries(before.incidents)),
    reworded: new Set(),
    causes: createCauses(),
    deployments: before.deployments,
    finished: new Set(before.finished),
    history: before.history,
    plan: undefined,
    managed: undefined,
    replan: before.replan,
    slots: new Map(),
    plannedAt: before.plannedAt,
    touchedAt: before.touchedAt,
    last: undefined,
    assessedAt: before.assessedAt,
    stale: new Set(before.stale),
  }
  for (const [name, source] of Object.entries(before.sources)) stores.set(name, createSourceStore(name, onChange(state, name), source))
  return state
}

const checkVersion = ({ version }: TrackerSnapshot): void => {
  if (version === SNAPSHOT_VERSION) return
  throw new TypeError(
    `options.snapshot.version: expected ${SNAPSHOT_VERSION}, got ${typeof version === 'number' ? version : `a ${typeof version}`}`,
  )
}

/** Lists are lists and maps are maps, so that what a file was cut or edited into is refused at once and not at some later question. */
const checkShape = (state: TrackerState): void => {
  for (const [part, empty] of Object.entries(EMPTY)) {
    const value: unknown = state[part as keyof TrackerState]
    if (typeof value === typeof empty && Array.isArray(value) === Array.isArray(empty) && value !== null && !listOf(value).includes(null))
      continue
    throw new TypeError(`options.snapshot.state.${part}: expected what the snapshot() of a tracker gave, got another type`)
  }
}

/** Another redactor, as other values are known to hide: whatever was shown is made anew. */
export const changeRedactor = (state: TrackerWork, redactor: Redactor): void => {
  state.options = { ...state.options, redactor }
  state.showing = createShowing(redactor)
  state.last = undefined
  for (const id of state.incidents.keys()) state.reworded.add(id)
  forgetValues(state.cache)
}

/** Has what to expect worked out again, because of something at that time. */
export const planIsOld = (state: TrackerWork, time: number | undefined): void => {
  state.managed = undefined
  state.replan = true
  if (time === undefined) return
  state.plannedAt = Math.max(time, state.plannedAt ?? time)
}

/** The store of a source, made when it is first heard of. */
export const openStore = (state: TrackerWork, name: string): SourceStore => {
  const known = state.stores.get(name)
  if (known !== undefined) return known
  const store = createSourceStore(name, onChange(state, name))
  state.stores.set(name, store)
  planIsOld(state, undefined)
  return store
}

const onChange =
  (state: TrackerWork, source: string): OnChange =>
  ({ key, questions, time, before, after }) => {
    const moved = before === undefined || after === undefined
    if (moved && state.managed?.scopeSensitiveKeys.has(key) === true) planIsOld(state, time)
    invalidate(state.cache, questions, time)
    noteChange(state.causes, { source, before, after, questions, time })
    state.touchedAt = Math.max(time, state.touchedAt ?? time)
  }

const NEVER = (): undefined => undefined

const NEVER_HEARD = Object.freeze({ synced: false })

/** The stores as observations of which every question is remembered by the answer that asked it. */
const worldOver = (stores: ReadonlyMap<string, SourceStore>, cache: DependencyCache): Observations => {
  const ask = (question: string): void => dependsOn(cache, question)
  return {
    get sources() {
      return stores.size === 0 ? [''] : [...stores.keys()].sort()
    },
    source: name => stores.get(name)?.coverage ?? NEVER_HEARD,
    lastSeenAt: name => stores.get(name)?.lastSeenAt,
    find(source, key) {
      ask(key)
      return stores.get(source)?.index.entries.get(key)
    },
    childrenOf(entry) {
      const store = stores.get(entry.ref.source ?? '')
      return store === undefined ? [] : childrenIn(store.index, entry, ask)
    },
    related: source => relatedIn(stores.get(source)?.index ?? createLiveIndex(source), ask),
    removed: (source, key) => stores.get(source)?.done.get(key),
    remember: (key, compute) => remember(cache, key, compute, ({ health }) => health.reassessAt),
    compared: (key, compute) => {
      const asking = (): ReturnType<typeof compute> => {
        ask(key)
        return compute()
      }
      return remember(cache, `${key}#sync`, asking, NEVER)
    },
  }
}

/** The state as plain JSON. */
export const saveTracker = (state: TrackerWork): TrackerSnapshot => {
  const whole: TrackerState = {
    deployments: state.deployments,
    finished: [...state.finished],
    history: state.history,
    sources: Object.fromEntries(Array.from(state.stores, ([name, store]) => [name, saveStore(store)])),
    labels: Object.fromEntries(state.labels),
    ...(state.application === undefined ? undefined : { application: state.application }),
    incidents: Object.fromEntries(state.incidents),
    cache: dependencyState(state.cache),
    stale: [...state.stale],
    replan: state.replan,
    ...(state.plannedAt === undefined ? undefined : { plannedAt: state.plannedAt }),
    ...(state.touchedAt === undefined ? undefined : { touchedAt: state.touchedAt }),
    ...(state.assessedAt === undefined ? undefined : { assessedAt: state.assessedAt }),
  }
  return { version: SNAPSHOT_VERSION, state: whole }
}
