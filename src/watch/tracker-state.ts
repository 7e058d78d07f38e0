import type {
  ApplicationAssessment,
  AssessOptions,
  Deployment,
  Freshness,
  History,
  LiveEntry,
  ObjectAssessment,
  Plan,
  Tops,
  World,
} from '../status/index.ts'
import { NO_HISTORY } from '../status/index.ts'
import { questionsAbout } from './live-index.ts'
import { createMemory } from './memory.ts'
import type { Memory } from './memory.ts'
import { createSourceStore, removedFrom, stateOf } from './source-store.ts'
import type { SourceStore } from './source-store.ts'
import type { LabelState, TrackerSnapshot, TrackerState } from './tracker-snapshot.ts'

/** What a tracker works on. */
export interface State {
  readonly options: AssessOptions
  readonly stores: Map<string, SourceStore>
  readonly memory: Memory
  readonly world: World
  readonly labels: Map<string, LabelState>
  deployments: readonly Deployment[]
  finished: ReadonlySet<string>
  history: History
  /** Made anew where undefined. */
  plan: Plan | undefined
  tops: Tops | undefined
  /** The time of what made plan or tops anew. */
  plannedAt: number | undefined
  last: LastAnswer | undefined
  assessedAt: number | undefined
}

/** The last answer and what it rests on. */
export interface LastAnswer {
  readonly plan: Plan
  readonly freshness: Freshness
  readonly objects: readonly ObjectAssessment[]
  readonly orphans: readonly ObjectAssessment[]
  readonly answer: ApplicationAssessment
}

export const SNAPSHOT_VERSION = 1

/** A new tracker's state, or that of a snapshot. */
export const createState = (options: AssessOptions, snapshot: TrackerSnapshot | undefined): State => {
  if (snapshot !== undefined && snapshot.version !== SNAPSHOT_VERSION)
    throw new TypeError(`snapshot: expected version ${SNAPSHOT_VERSION}, got ${typeof snapshot.version === 'number' ? `version ${snapshot.version}` : typeof snapshot.version}`)
  const { state: before } = snapshot ?? {}
  const stores = new Map<string, SourceStore>()
  const memory = createMemory(before?.touched)
  const state: State = {
    options,
    stores,
    memory,
    world: worldOver(stores, memory),
    labels: new Map(Object.entries(before?.labels ?? {})),
    deployments: before?.deployments ?? [],
    finished: new Set(before?.finished),
    history: before?.history ?? NO_HISTORY,
    plan: undefined,
    tops: undefined,
    plannedAt: before?.plannedAt,
    last: undefined,
    assessedAt: before?.assessedAt,
  }
  for (const [name, source] of Object.entries(before?.sources ?? {})) stores.set(name, createSourceStore(name, onChange(state), source))
  return state
}

/** What to expect has to be worked out again, because of something at that time. */
export const planIsOld = (state: State, time: number | undefined): void => {
  state.tops = undefined
  if (time === undefined) return
  state.plannedAt = Math.max(time, state.plannedAt ?? time)
}

/** The store of a source, made when it is first heard of. */
export const storeOf = (state: State, name: string): SourceStore => {
  const known = state.stores.get(name)
  if (known !== undefined) return known
  const store = createSourceStore(name, onChange(state))
  state.stores.set(name, store)
  planIsOld(state, undefined)
  return store
}

const onChange =
  (state: State) =>
  (before: LiveEntry | undefined, after: LiveEntry | undefined, time: number): void => {
    const key = (after ?? before)?.key
    if (key !== undefined && (before === undefined || after === undefined) && state.tops?.hinges.has(key) === true) planIsOld(state, time)
    if (before !== undefined) state.memory.touch(questionsAbout(before), time)
    if (after !== undefined) state.memory.touch(questionsAbout(after), time)
  }

const NEVER_HEARD = Object.freeze({ synced: false })

/** The stores as a world whose every question is remembered by the answer that asked it. */
const worldOver = (stores: ReadonlyMap<string, SourceStore>, memory: Memory): World => ({
  get sources() {
    return stores.size === 0 ? [''] : [...stores.keys()].sort()
  },
  source: name => stores.get(name)?.sees ?? NEVER_HEARD,
  sign: name => stores.get(name)?.sign,
  find(source, key) {
    memory.asked(key)
    return stores.get(source)?.index.find(key)
  },
  childrenOf: entry => stores.get(entry.ref.source ?? '')?.index.childrenOf(entry, memory.asked) ?? [],
  related: source => (stores.get(source) ?? createSourceStore(source, () => undefined)).index.related(memory.asked),
  removed(source, key) {
    const store = stores.get(source)
    return store === undefined ? undefined : removedFrom(store, key)
  },
  remember: memory.remember,
})

/** The state as plain JSON. */
export const snapshotOf = (state: State): TrackerSnapshot => {
  const whole: TrackerState = {
    deployments: state.deployments,
    finished: [...state.finished],
    history: state.history,
    sources: Object.fromEntries(Array.from(state.stores, ([name, store]) => [name, stateOf(store)])),
    labels: Object.fromEntries(state.labels),
    touched: Object.fromEntries(state.memory.touched),
    ...(state.plannedAt === undefined ? undefined : { plannedAt: state.plannedAt }),
    ...(state.assessedAt === undefined ? undefined : { assessedAt: state.assessedAt }),
  }
  return { version: SNAPSHOT_VERSION, state: whole }
}
