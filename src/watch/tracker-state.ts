import type { Problem } from '../model/problem.ts'
import { listOf } from '../model/read.ts'
import type {
  ApplicationAssessment,
  AssessOptions,
  Deployment,
  Freshness,
  History,
  ObjectAssessment,
  Plan,
  Tally,
  Top,
  Tops,
  World,
} from '../status/index.ts'
import { NO_HISTORY, besideOf } from '../status/index.ts'
import type { RelatedIndex } from '../tree/index.ts'
import { childrenIn, createLiveIndex, relatedIn } from './live-index.ts'
import { asked, createMemory, memoryState, remember, touch } from './memory.ts'
import type { Memory } from './memory.ts'
import { createSourceStore, stateOf } from './source-store.ts'
import type { OnChange, SourceStore } from './source-store.ts'
import type { LabelState, TrackerSnapshot, TrackerState } from './tracker-snapshot.ts'

/** What a tracker works on. */
export interface State {
  readonly options: AssessOptions
  /** `options.related` as an index. */
  readonly beside: RelatedIndex | undefined
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
  /** True where what to expect has changed since the last assessment. */
  replan: boolean
  /** Where each of {@link tops} stands in the lists of {@link last}. */
  places: ReadonlyMap<string, Place>
  /** The time of what made plan or tops anew. */
  plannedAt: number | undefined
  last: LastAnswer | undefined
  assessedAt: number | undefined
  /** The sources that were stale then. */
  stale: ReadonlySet<string>
}

/** One of the objects that an application shows, and where. */
export interface Place {
  readonly top: Top
  readonly list: 'objects' | 'orphans'
  readonly index: number
}

/** The last answer and what it rests on. */
export interface LastAnswer {
  readonly plan: Plan
  readonly freshness: Freshness
  readonly objects: readonly ObjectAssessment[]
  readonly orphans: readonly ObjectAssessment[]
  readonly tally: Tally
  /** Of the sources. */
  readonly problems: readonly Problem[]
  readonly answer: ApplicationAssessment
}

export const SNAPSHOT_VERSION = 1

const EMPTY: TrackerState = {
  deployments: [],
  finished: [],
  history: NO_HISTORY,
  sources: {},
  labels: {},
  memory: { asked: {}, due: {}, touched: {} },
  stale: [],
  replan: true,
}

/** A new tracker's state, or that of a snapshot. */
export const createState = (options: AssessOptions, snapshot: TrackerSnapshot = { version: SNAPSHOT_VERSION }): State => {
  checkVersion(snapshot)
  const before: TrackerState = { ...EMPTY, ...snapshot.state }
  checkShape(before)
  const stores = new Map<string, SourceStore>()
  const memory = createMemory(before.memory)
  const state: State = {
    options,
    beside: besideOf(options),
    stores,
    memory,
    world: worldOver(stores, memory),
    labels: new Map(Object.entries(before.labels)),
    deployments: before.deployments,
    finished: new Set(before.finished),
    history: before.history,
    plan: undefined,
    tops: undefined,
    replan: before.replan,
    places: new Map(),
    plannedAt: before.plannedAt,
    last: undefined,
    assessedAt: before.assessedAt,
    stale: new Set(before.stale),
  }
  for (const [name, source] of Object.entries(before.sources)) stores.set(name, createSourceStore(name, onChange(state), source))
  return state
}

const checkVersion = ({ version }: TrackerSnapshot): void => {
  if (version === SNAPSHOT_VERSION) return
  throw new TypeError(
    `snapshot: expected version ${SNAPSHOT_VERSION}, got ${typeof version === 'number' ? `version ${version}` : typeof version}`,
  )
}

/** Lists are lists and maps are maps, so that what a file was cut or edited into is refused at once and not at some later question. */
const checkShape = (state: TrackerState): void => {
  for (const [part, empty] of Object.entries(EMPTY)) {
    const value: unknown = state[part as keyof TrackerState]
    if (typeof value === typeof empty && Array.isArray(value) === Array.isArray(empty) && value !== null && !listOf(value).includes(null))
      continue
    throw new TypeError(`snapshot: expected what the snapshot() of a tracker gave; state.${part} has another type`)
  }
}

/** What to expect has to be worked out again, because of something at that time. */
export const planIsOld = (state: State, time: number | undefined): void => {
  state.tops = undefined
  state.replan = true
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
  (state: State): OnChange =>
  ({ key, questions, time, moved }) => {
    if (moved && state.tops?.hinges.has(key) === true) planIsOld(state, time)
    touch(state.memory, questions, time)
  }

const NEVER = (): undefined => undefined

const NEVER_HEARD = Object.freeze({ synced: false })

/** The stores as a world whose every question is remembered by the answer that asked it. */
const worldOver = (stores: ReadonlyMap<string, SourceStore>, memory: Memory): World => {
  const ask = (question: string): void => asked(memory, question)
  return {
    get sources() {
      return stores.size === 0 ? [''] : [...stores.keys()].sort()
    },
    source: name => stores.get(name)?.sees ?? NEVER_HEARD,
    sign: name => stores.get(name)?.sign,
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
    remember: (key, compute) => remember(memory, key, compute, ({ health }) => health.reassessAt),
    compared: (key, compute) => {
      const asking = (): ReturnType<typeof compute> => {
        ask(key)
        return compute()
      }
      return remember(memory, `${key}#sync`, asking, NEVER)
    },
  }
}

/** The state as plain JSON. */
export const snapshotOf = (state: State): TrackerSnapshot => {
  const whole: TrackerState = {
    deployments: state.deployments,
    finished: [...state.finished],
    history: state.history,
    sources: Object.fromEntries(Array.from(state.stores, ([name, store]) => [name, stateOf(store)])),
    labels: Object.fromEntries(state.labels),
    memory: memoryState(state.memory),
    stale: [...state.stale],
    replan: state.replan,
    ...(state.plannedAt === undefined ? undefined : { plannedAt: state.plannedAt }),
    ...(state.assessedAt === undefined ? undefined : { assessedAt: state.assessedAt }),
  }
  return { version: SNAPSHOT_VERSION, state: whole }
}
