import { expect, test } from 'vitest'
import { followCluster } from '../../src/cli/cluster/follow-cluster.ts'
import type { ClusterNews } from '../../src/cli/cluster/follow-cluster.ts'
import type { ClusterReading } from '../../src/cli/cluster/read-cluster.ts'
import { watchCluster } from '../../src/cli/commands/watch-cluster.ts'
import type { FakeWorld } from './support/fake-cluster.ts'
import { fakeCluster } from './support/fake-cluster.ts'
import { read, readingOf, settings, text } from './support/ask-cluster.ts'
import { drained, optionsOf, surroundings } from './run.ts'

const START = Date.parse('2026-11-29T10:00:00Z')

/** A clock that stands still until it is moved to where the next sleeper wakes. */
const virtualTime = () => {
  let now = START
  const sleepers: { readonly at: number; readonly wake: () => void }[] = []
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn++) await new Promise(resolve => setImmediate(resolve))
  }
  return {
    clock: () => now,
    sleep: (milliseconds: number) => new Promise<void>(wake => sleepers.push({ at: now + milliseconds, wake })),
    /** Lets so many seconds pass. */
    pass: async (seconds: number): Promise<void> => {
      const end = now + seconds * 1000
      for (await settle(); ; await settle()) {
        sleepers.sort((a, b) => a.at - b.at)
        if ((sleepers[0]?.at ?? Infinity) > end) break
        const sleeper = sleepers.shift()
        now = sleeper?.at ?? now
        sleeper?.wake()
      }
      now = end
    },
  }
}

const frame = (type: string, object: unknown): string => `${JSON.stringify({ type, object }, undefined, 4)}\n`
const desired = [text(settings('a'), settings('b'))]
const readingWith = async (objects: readonly object[], asked: object = { desired }): Promise<ClusterReading> =>
  readingOf((await read({ objects }, asked)).reading)

interface Played {
  /** The pieces that the watches bring, one after the other; the last one again and again. */
  readonly watches?: readonly (readonly string[])[]
  /** How long each lasts, in seconds. */
  readonly lasts?: number
  /** What is there when a kind is read alone; undefined where it cannot be read. */
  readonly listed?: readonly object[]
  readonly reading?: ClusterReading
}

/** Follows a cluster whose watches are scripted. */
const play = async ({ watches = [[]], lasts = 0, listed, reading }: Played, seconds: number) => {
  const time = virtualTime()
  const first = reading ?? (await readingWith([settings('a'), settings('b')]))
  const begun: number[] = []
  const calls: (readonly string[])[] = []
  let readings = 0
  const follow = async function* (): AsyncGenerator<string> {
    const pieces = watches[Math.min(begun.length, watches.length - 1)] ?? []
    begun.push((time.clock() - START) / 1000)
    yield* pieces
    if (lasts > 0) await time.sleep(lasts * 1000)
  }
  const run = async (args: readonly string[]) => {
    calls.push(args)
    return { isOk: listed !== undefined, text: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: listed ?? [] }), errors: [] }
  }
  const world = { read: async () => (readings++, first), kubectl: { follow, run }, clock: time.clock, sleep: time.sleep }
  const news: ClusterNews[] = []
  void (async () => {
    for await (const each of followCluster(world)) news.push(each)
  })()
  await time.pass(seconds)
  return { news: news.filter(({ kind }) => kind !== 'tick'), ticks: news.length, begun, calls, readings: () => readings }
}

test('a watch that ended reads what it is about again, and nothing else', async () => {
  const { news, calls, readings } = await play({ listed: [settings('a')], watches: [[frame('ADDED', settings('a'))], []] }, 1.5)
  expect(readings()).toBe(1)
  expect(calls.map(args => args.slice(0, 3))).toEqual([['get', 'configmaps', '--namespace=shop']])
  expect(news.map(({ kind }) => kind)).toEqual(['reading', 'frame', 'list'])
  expect(news.at(-1)).toEqual({ kind: 'list', place: 'ConfigMap@shop', objects: [settings('a')] })
})

test('a watch that always ends at once begins again later and later, up to a minute, beside a reading every half a minute', async () => {
  const { begun, calls, readings } = await play({ listed: [] }, 300)
  expect(begun).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183, 243])
  expect(calls).toHaveLength(begun.length - 1)
  expect(readings()).toBe(11)
})

test('a watch that went on for minutes begins again at once', async () => {
  expect((await play({ listed: [], lasts: 300 }, 1000)).begun).toEqual([0, 301, 602, 903])
})

test('what cannot be read again is left as it is known', async () => {
  const { news, begun } = await play({}, 10)
  expect(news.map(({ kind }) => kind)).toEqual(['reading'])
  expect(begun.length).toBeGreaterThan(2)
})

test('a cluster of which nothing can be watched is followed by readings', async () => {
  const reading = { ...(await readingWith([settings('a')])), watchable: [] }
  const { news, begun, ticks } = await play({ reading }, 65)
  expect({ begun, kinds: news.map(({ kind }) => kind) }).toEqual({ begun: [], kinds: ['reading', 'reading', 'reading'] })
  expect(ticks).toBeGreaterThan(60)
})

test('frames are read wherever they are cut, and neither an error nor a release of Helm is one', async () => {
  const release = { ...settings('sh.helm.release.v1.web.v1'), data: { release: 'SDRzSUFB' } }
  const gone = { kind: 'Status', apiVersion: 'v1', code: 410, reason: 'Expired' }
  const all = frame('ADDED', settings('a')) + frame('ADDED', release) + frame('ERROR', gone) + frame('DELETED', settings('b'))
  const pieces = Array.from({ length: Math.ceil(all.length / 7) }, (_, index) => all.slice(index * 7, index * 7 + 7))
  const { news } = await play({ watches: [pieces, []], listed: [settings('a'), release] }, 1.5)
  expect(news.flatMap(each => (each.kind === 'frame' ? [each.frame.type] : []))).toEqual(['ADDED', 'DELETED'])
  expect(JSON.stringify(news)).not.toContain('SDRzSUFB')
})

test('kubectl itself is followed to its end, and asked again', async () => {
  const world: FakeWorld = { objects: [settings('a'), settings('b')] }
  const { reading } = await read(world, { desired })
  const { kubectl, calls } = fakeCluster(world)
  const follow = followCluster({ read: async () => reading, kubectl, clock: Date.now, sleep: async () => undefined })
  const kinds: string[] = []
  for await (const { kind } of follow) {
    if (kind !== 'tick') kinds.push(kind)
    if (kind === 'list') break
    await new Promise(resolve => setTimeout(resolve, 1))
  }
  kubectl.end()
  expect(kinds).toEqual(['reading', 'frame', 'frame', 'list'])
  expect(calls()[0]).toContain('--watch')
  expect(calls()[0]?.some(arg => arg.startsWith('--request-timeout'))).toBe(false)
})

/** What watch tells of news. */
const watched = async (news: readonly ClusterNews[], argv: readonly string[] = [], manifests = desired) => {
  let now = START
  const stream = async function* (): AsyncGenerator<ClusterNews, void, undefined> {
    yield* news
  }
  const options = optionsOf('watch', ...argv)
  const { texts, ending } = await drained(
    watchCluster(
      { desired: manifests, news: stream() },
      { format: 'ndjson', untilSettled: options.flag('until-settled'), timeout: undefined, options },
      { clock: () => (now += 1000), paint: (_, shown) => shown, terminal: () => surroundings(new Date(now).toISOString()) },
    ),
  )
  const changes = texts.map(each => JSON.parse(each)).filter(({ incident }) => incident === undefined)
  return { changes: changes.map(({ ref, to }) => `${ref?.name ?? 'application'}: ${to}`), ...ending }
}

test('what is not in the list of a kind that was read again is missing, and what is no part of the list stays', async () => {
  const reading = await readingWith([settings('a'), settings('b')])
  const list: ClusterNews = { kind: 'list', place: 'ConfigMap@shop', objects: [settings('a')] }
  const { changes } = await watched([{ kind: 'reading', reading }, list])
  expect(changes).toEqual(['a: In Sync', 'b: In Sync', 'application: Healthy', 'b: Missing', 'application: Missing'])
})

test('only what may be read counts where that is asked for', async () => {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web', namespace: 'shop' } }
  const manifests = [text(settings('a'), account)]
  const { reading } = await read({ objects: [settings('a')], forbidden: ['ServiceAccount'] }, { desired: manifests })
  const news: readonly ClusterNews[] = [{ kind: 'reading', reading: readingOf(reading) }]
  expect((await watched(news, [], manifests)).changes.at(-1)).toBe('application: Unknown')
  expect((await watched(news, ['--only-given', '--until-settled'], manifests)).exitCode).toBe(0)
})
