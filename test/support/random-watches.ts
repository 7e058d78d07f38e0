import fc from 'fast-check'
import type { JsonRecord } from '../../src/model/kube-object.ts'
import type { Tracker } from '../../src/watch/index.ts'

/*
 * An API server and the reflectors that watch it, as the Kubernetes API concepts describe them: lists whole or in pages, streaming lists
 * that may begin in the past, watches that break and go on or expire, frames that are handed over twice.
 */

/** What happens next: someone writes, or one of the watchers gets on. */
export interface Turn {
  readonly what: 'write' | 'delete' | 'list' | 'pages' | 'stream' | 'next' | 'expire' | 'again'
  readonly which: number
  readonly amount: number
}

const KINDS = ['ConfigMap', 'PersistentVolumeClaim'] as const
const NAMESPACES = ['shop', 'other'] as const
const NAMES = ['a', 'b', 'c'] as const

/** The manifests of all that could be there. */
export const watched: readonly JsonRecord[] = KINDS.flatMap(kind =>
  NAMESPACES.flatMap(namespace => NAMES.map(name => ({ apiVersion: 'v1', kind, metadata: { name, namespace } }))),
)

interface Happened {
  readonly type: string
  readonly object: JsonRecord
}

const FIRST_VERSION = 7
const versionAfter = (log: readonly Happened[], count = log.length): string => String(FIRST_VERSION + count)
const keyOf = (object: JsonRecord): string => JSON.stringify([object['kind'], placeOf(object), nameOf(object)])
const placeOf = (object: JsonRecord): unknown => (object['metadata'] as JsonRecord)['namespace']
const nameOf = (object: JsonRecord): unknown => (object['metadata'] as JsonRecord)['name']

/** What is there after so many writes. */
const stateOf = (log: readonly Happened[], count = log.length): ReadonlyMap<string, JsonRecord> => {
  const objects = new Map<string, JsonRecord>()
  for (const { type, object } of log.slice(0, count)) {
    if (type === 'DELETED') objects.delete(keyOf(object))
    else objects.set(keyOf(object), object)
  }
  return objects
}

const write = (log: Happened[], { what, which, amount }: Turn): void => {
  const blueprint = watched[which % watched.length] ?? {}
  const known = stateOf(log).get(keyOf(blueprint))
  if (what === 'delete' && known === undefined) return
  const metadata = {
    ...(blueprint['metadata'] as JsonRecord),
    uid: (known?.['metadata'] as JsonRecord | undefined)?.['uid'] ?? `u${log.length}`,
    resourceVersion: versionAfter(log, log.length + 1),
  }
  const object = { ...blueprint, metadata, status: { phase: ['Pending', 'Bound', 'Lost'][amount % 3] } }
  log.push({ type: what === 'delete' ? 'DELETED' : known === undefined ? 'ADDED' : 'MODIFIED', object })
}

type Message = (tracker: Tracker, at: number) => void

interface Watcher {
  readonly kind: string
  readonly namespace: string | undefined
  /** How much of the log it has asked for; undefined where it is not connected. */
  position: number | undefined
  /** What it has asked for and not handed over. */
  readonly waiting: Message[]
  readonly handed: Message[]
  broken: boolean
}

const scopeOf = ({ kind, namespace }: Watcher) => (namespace === undefined ? { kind } : { kind, namespace })
const sees =
  ({ kind, namespace }: Watcher) =>
  (object: JsonRecord): boolean =>
    object['kind'] === kind && (namespace === undefined || placeOf(object) === namespace)

const frameOf =
  (watcher: Watcher, frame: Happened): Message =>
  (tracker, at) =>
    tracker.observeEvent(frame, at, '', scopeOf(watcher))

const connect = (log: readonly Happened[], watcher: Watcher, { what, amount }: Turn): void => {
  watcher.waiting.length = 0
  // Whoever begins anew says so.
  if (watcher.broken) watcher.waiting.push(frameOf(watcher, { type: 'ERROR', object: { kind: 'Status', code: 410 } }))
  watcher.broken = true
  const start = what === 'stream' ? Math.max(0, log.length - (amount % 5)) : log.length
  const there = [...stateOf(log, start).values()].filter(sees(watcher))
  if (what === 'stream') stream(log, watcher, { start, there })
  else watcher.waiting.push(...pages(watcher, there, { size: what === 'list' ? Infinity : 1 + (amount % 3), version: versionAfter(log) }))
  watcher.position = log.length
}

const stream = (log: readonly Happened[], watcher: Watcher, { start, there }: { start: number; there: readonly JsonRecord[] }): void => {
  const since = log.slice(start).filter(({ object }) => sees(watcher)(object))
  const annotations = { 'k8s.io/initial-events-end': 'true' }
  const bookmark = { apiVersion: 'v1', kind: watcher.kind, metadata: { resourceVersion: versionAfter(log), annotations } }
  const frames = [...there.map(object => ({ type: 'ADDED', object })), ...since, { type: 'BOOKMARK', object: bookmark }]
  watcher.waiting.push(...frames.map(frame => frameOf(watcher, frame)))
}

const pages = (
  { kind, namespace }: Watcher,
  there: readonly JsonRecord[],
  { size, version }: { size: number; version: string },
): readonly Message[] => {
  const starts = Array.from({ length: Math.max(1, Math.ceil(there.length / size)) }, (_, page) => (page === 0 ? 0 : page * size))
  return starts.map((start, page) => (tracker, at) => {
    const metadata = { resourceVersion: version, ...(page < starts.length - 1 ? { continue: 'more' } : undefined) }
    // Typed lists leave out what their items are.
    const items = there.slice(start, start + size).map(({ kind: _kind, apiVersion: _version, ...item }) => item)
    tracker.observeList(
      { apiVersion: 'v1', kind: `${kind}List`, metadata, items } as never,
      at,
      '',
      namespace === undefined ? {} : { namespace },
    )
  })
}

/** Hands over some of what came for a watcher. */
const advance = (log: readonly Happened[], watcher: Watcher, count: number): readonly Message[] => {
  if (watcher.position === undefined) return []
  const since = log.slice(watcher.position).filter(({ object }) => sees(watcher)(object))
  watcher.waiting.push(...since.map(frame => frameOf(watcher, frame)))
  watcher.position = log.length
  const messages = watcher.waiting.splice(0, count)
  watcher.handed.push(...messages)
  return messages
}

/** The watchers: of each kind one of all namespaces, or one for each. */
const watchersOf = (single: boolean): readonly Watcher[] =>
  KINDS.flatMap(kind =>
    (single ? NAMESPACES : [undefined]).map(namespace => ({
      kind,
      namespace,
      position: undefined,
      waiting: [],
      handed: [],
      broken: false,
    })),
  )

/** A story of writes and watches: what a tracker is told, in order, and what is there in the end, when all watchers have caught up. */
export const storyOf = (
  turns: readonly Turn[],
  single: boolean,
): { readonly messages: readonly Message[]; readonly live: readonly JsonRecord[] } => {
  const log: Happened[] = []
  const watchers = watchersOf(single)
  const messages: Message[] = []
  for (const turn of turns) {
    const watcher = watchers[turn.which % watchers.length]!
    if (turn.what === 'write' || turn.what === 'delete') write(log, turn)
    else if (turn.what === 'next') messages.push(...advance(log, watcher, 1 + (turn.amount % 4)))
    else if (turn.what === 'again') messages.push(...watcher.handed.slice(-1 - (turn.amount % 3)))
    else if (turn.what === 'expire') watcher.position = undefined
    else connect(log, watcher, turn)
  }
  for (const watcher of watchers) {
    if (watcher.position === undefined)
      connect(log, watcher, { what: (['list', 'pages', 'stream'] as const)[log.length % 3]!, which: 0, amount: 1 })
    messages.push(...advance(log, watcher, Infinity))
  }
  return { messages, live: [...stateOf(log).values()] }
}

/** Turns for {@link storyOf}. */
export const randomTurns: fc.Arbitrary<readonly Turn[]> = fc.array(
  fc.record({
    what: fc.constantFrom<Turn['what'][]>(
      'write',
      'write',
      'write',
      'delete',
      'list',
      'pages',
      'stream',
      'next',
      'next',
      'next',
      'expire',
      'again',
    ),
    which: fc.nat(47),
    amount: fc.nat(11),
  }),
  { maxLength: 60, size: 'max' },
)
