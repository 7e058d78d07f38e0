import type { JsonRecord } from '../model/kube-object.ts'
import type { Problem } from '../model/problem.ts'
import { millisecondsOf } from '../model/scalars/time.ts'
import { entryOf } from '../status/internal.ts'
import type { Source } from '../status/index.ts'
import { createLiveIndex, putLive } from './live-index.ts'
import type { LiveIndex } from './live-index.ts'
import type { SourceState } from './tracker-snapshot.ts'

/** Told of every object that comes, goes or changes. */
export type OnChange = (change: {
  readonly key: string
  /** The questions whose answers change with it. */
  readonly questions: readonly string[]
  readonly time: number
  /** Absent where it came. */
  readonly before: JsonRecord | undefined
  /** Absent where it went. */
  readonly after: JsonRecord | undefined
}) => void

/** One source of observations as a tracker holds it; see {@link SourceState} for what each part is for. */
export interface SourceStore {
  readonly name: string
  readonly index: LiveIndex
  readonly changed: OnChange
  readonly listed: Map<string, string>
  readonly gone: Map<string, { readonly version: string; readonly at: number }>
  readonly done: Map<string, JsonRecord>
  readonly streamedKeys: Map<string, Set<string>>
  readonly pages: Map<string, Pages>
  readonly untyped: Set<string>
  readonly brokenScopes: Set<string>
  declared: Source
  /** {@link declared} with what the listings say; made anew when either changes. */
  coverage: Source
  /** The last sign of life, in milliseconds since 1970. */
  lastSeenAt: number | undefined
}

/** The pages of a list that have come; without keys once the last has. */
export interface Pages {
  readonly version: string
  readonly keys: ReadonlySet<string> | undefined
}

/** How a listing is named: 'group/Kind', or 'group/Kind@namespace' for that of one namespace. */
export const scopeKey = (kind: string, namespace: string | undefined): string => (namespace === undefined ? kind : `${kind}@${namespace}`)

const EMPTY: SourceState = {
  declared: {},
  listed: {},
  objects: [],
  gone: {},
  done: {},
  streamedKeys: {},
  pages: {},
  untyped: [],
  brokenScopes: [],
}

/** A store as it was in a snapshot, or an empty one. */
export const createSourceStore = (name: string, changed: OnChange, state: SourceState = EMPTY): SourceStore => {
  const store: SourceStore = {
    name,
    index: createLiveIndex(name),
    changed,
    listed: new Map(Object.entries(state.listed)),
    gone: new Map(Object.entries(state.gone)),
    done: new Map(Object.entries(state.done)),
    streamedKeys: new Map(Object.entries(state.streamedKeys).map(([kind, keys]) => [kind, new Set(keys)])),
    pages: new Map(Object.entries(state.pages).map(([scope, { version, keys }]) => [scope, { version, keys: keys && new Set(keys) }])),
    untyped: new Set(state.untyped),
    brokenScopes: new Set(state.brokenScopes),
    declared: state.declared,
    coverage: state.declared,
    lastSeenAt: state.lastSeenAt,
  }
  for (const object of state.objects) putLive(store.index, entryOf(object, name))
  store.coverage = tellCoverage(store)
  return store
}

/** A sign of life. */
export const noteSign = (store: SourceStore, time: number): void => {
  store.lastSeenAt = Math.max(time, store.lastSeenAt ?? time)
}

/** Takes what a caller tells of a source: it replaces what was told before. Its sign of life goes with the others, and absent words are none. */
export const declareSource = (store: SourceStore, { observedAt, ...what }: Source): void => {
  store.declared = Object.fromEntries(Object.entries(what).filter(([, value]) => value !== undefined))
  store.coverage = tellCoverage(store)
  const sign = millisecondsOf(observedAt)
  if (sign !== undefined) noteSign(store, sign)
}

/** Without a listing that ended nothing absent is missing, unless the caller says that the source is synced. */
export const tellCoverage = ({ declared, listed }: SourceStore): Source =>
  declared.synced === true || declared.listed !== undefined
    ? declared
    : { synced: listed.size > 0, listed: [...listed.keys()], ...declared }

/** Tells that a source brought what could not be taken in. */
export const tellProblem = ({ name, untyped }: SourceStore): Problem | undefined =>
  untyped.size === 0 ? undefined : { ...UNTYPED, ...(name === '' ? undefined : { source: name }) }

const UNTYPED: Problem = {
  code: 'frame-without-kind',
  message:
    'A watch frame held an object without kind whose uid no list has shown, so it was passed over: give it kind and apiVersion, or hand in a list of its kind first',
  pointer: '/object/kind',
}

/** The plain JSON of a store. */
export const saveStore = (store: SourceStore): SourceState => ({
  declared: store.declared,
  ...(store.lastSeenAt === undefined ? undefined : { lastSeenAt: store.lastSeenAt }),
  listed: Object.fromEntries(store.listed),
  objects: Array.from(store.index.entries.values(), entry => entry.object as JsonRecord),
  gone: Object.fromEntries(store.gone),
  done: Object.fromEntries(store.done),
  streamedKeys: Object.fromEntries(Array.from(store.streamedKeys, ([kind, keys]) => [kind, [...keys]])),
  pages: Object.fromEntries(
    Array.from(store.pages, ([scope, { version, keys }]) => [scope, { version, ...(keys && { keys: [...keys] }) }]),
  ),
  untyped: [...store.untyped],
  brokenScopes: [...store.brokenScopes],
})
