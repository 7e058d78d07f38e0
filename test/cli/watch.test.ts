import { expect, test } from 'vitest'
import { watch } from '../../src/cli/commands/watch.ts'
import type { WatchOptions } from '../../src/cli/commands/watch.ts'
import type { Piece } from '../../src/cli/input/merge-streams.ts'
import { mergeStreams } from '../../src/cli/input/merge-streams.ts'
import type { SourceText } from '../../src/cli/answer.ts'
import { chunksOf, drained } from './run.ts'
import { hidesNoValue } from '../support/shown.ts'

const settings = (name: string, level = 'info') => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop' },
  data: { level },
})
const frame = (type: string, object: unknown): string => `${JSON.stringify({ type, object }, undefined, 4)}\n`
const desired = [
  {
    source: 'a.json',
    text: JSON.stringify([settings('a'), settings('b')].map(object => object))
      .replace(/^\[/, '{"apiVersion":"v1","kind":"List","items":[')
      .concat('}'),
  },
]
const TICK: Piece = { text: '' }
const piece = (text: string): Piece => ({ stream: 'stdin', text })

const run = (
  pieces: readonly Piece[],
  options: Partial<WatchOptions> = {},
  terminal: { readonly columns?: number; readonly rows?: number } = {},
  manifests: readonly SourceText[] = desired,
) => {
  let now = Date.parse('2026-11-23T10:00:00Z')
  const clock = (): number => (now += 1000)
  const stream = async function* (): AsyncGenerator<Piece> {
    yield* pieces
  }
  return drained(
    watch(
      { desired: manifests, problems: [], pieces: stream() },
      { format: 'ndjson', guard: hidesNoValue, ...options },
      { clock, paint: (_, text) => text, ...terminal },
    ),
  )
}
const parsed = (texts: readonly string[]) => texts.map(text => JSON.parse(text))
const changes = (texts: readonly string[]) =>
  parsed(texts)
    .filter(({ incident }) => incident === undefined)
    .map(({ ref, from, to }) => [ref?.name ?? 'application', from, to])

test('what is not there when nothing more comes is missing; before that it is unknown', async () => {
  const { texts, ending } = await run([piece(frame('ADDED', settings('a'))), TICK, piece(frame('ADDED', settings('b')))])
  expect(changes(texts)).toEqual([
    ['a', null, 'In Sync'],
    ['application', null, 'Unknown'],
    ['b', 'Unknown', 'Missing'],
    ['application', 'Unknown', 'Missing'],
    ['b', 'Missing', 'In Sync'],
    ['application', 'Missing', 'Healthy'],
  ])
  expect(ending).toEqual({ notes: [], exitCode: 0 })
})

test('frames cut anywhere, lists and plain objects are read', async () => {
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMapList', items: [settings('a'), settings('b')] })
  const text = `${list}\n${JSON.stringify(settings('a', 'debug'))}${frame('DELETED', settings('b'))}`
  for (const size of [1, 13, 1000]) {
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, index) => piece(text.slice(index * size, (index + 1) * size)))
    const { ending, texts } = await run(pieces)
    expect(ending.exitCode).toBe(1)
    expect(changes(texts).slice(-2)).toEqual([
      ['b', size === 1000 ? null : 'In Sync', 'Missing'],
      ['application', size === 1000 ? null : 'Out of Sync', 'Missing'],
    ])
  }
})

test('as lines, for people', async () => {
  const { texts } = await run([piece(frame('ADDED', settings('a', 'debug'))), piece(frame('ADDED', settings('b')))], { format: 'lines' })
  expect(texts[0]).toBe('10:00:02  ConfigMap shop/a  Out of Sync  data.level is "debug", deployed was "info"\n')
})

const pod = (name: string, node: string, ready: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', uid: name },
  spec: { nodeName: node },
  status: {
    phase: 'Running',
    conditions: [
      { type: 'Ready', status: ready, lastTransitionTime: '2026-11-23T09:50:00Z' },
      { type: 'ContainersReady', status: 'True' },
    ],
  },
})
const node = (ready: string) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'east-1' },
  status: { conditions: [{ type: 'Ready', status: ready, lastTransitionTime: '2026-11-23T09:50:00Z' }] },
})
const lost = [
  piece(frame('ADDED', pod('a', 'east-1', 'False')) + frame('ADDED', pod('b', 'east-1', 'False')) + frame('ADDED', node('Unknown'))),
  piece(frame('MODIFIED', node('True')) + frame('MODIFIED', pod('a', 'east-1', 'True'))),
]
const pods = ['a', 'b'].map(name => ({ source: `${name}.json`, text: JSON.stringify(pod(name, 'east-1', 'True')) }))

test('a cause that explains several objects has a line when it opens and when it closes', async () => {
  const { texts } = await run(lost, { format: 'lines' }, {}, pods)
  expect(texts.filter(text => text.includes('Cause'))).toEqual([
    '10:00:02  Cause  opened  Node east-1 has not reported since 23 Nov 09:50: Pods a and b run on it\n',
    '10:00:03  Cause  closed  Node east-1 has not reported since 23 Nov 09:50: Pods a and b run on it; 1 still recovers\n',
  ])
})

test('as JSON a cause comes with its root and what it explains', async () => {
  const { texts } = await run(lost, {}, {}, pods)
  const opened = parsed(texts).find(({ incident }) => incident !== undefined)
  expect(opened).toMatchObject({
    to: 'opened',
    root: { kind: 'Node', name: 'east-1' },
    reason: 'NodeLost',
    objects: [{ name: 'a' }, { name: 'b' }],
  })
})

test('that an object is its own cause its label says already: no line', async () => {
  const { texts } = await run([piece(frame('ADDED', settings('a'))), TICK], { format: 'lines' })
  expect(texts.join('')).toContain('shop/b  Unknown → Missing')
  expect(texts.join('')).not.toContain('Cause')
})

test('as a table it is drawn again, and fits the screen', async () => {
  const { texts } = await run([piece(frame('ADDED', settings('a')))], { format: 'table' }, { columns: 80, rows: 5 })
  expect(texts[0]?.startsWith('\u001B[H\u001B[J')).toBe(true)
  expect(texts[0]?.split('\n').length).toBeLessThanOrEqual(5)
})

test('as a table what no stream is about is a line, not a row each', async () => {
  const { texts } = await run([piece(frame('ADDED', { ...settings('a'), kind: 'Secret' }))], { format: 'table' })
  expect(texts[0]).toContain('2 more are of kinds that no stream is about')
  expect(texts[0]).not.toContain('shop/b')
})

test('manifests without a namespace are those of the frames', async () => {
  const { metadata: _, ...bare } = settings('a')
  const text = JSON.stringify({ ...bare, metadata: { name: 'a' } })
  const stream = async function* (): AsyncGenerator<Piece> {
    yield* [TICK, piece('{"type":'), piece(`"ADDED","object":${JSON.stringify(settings('a'))}}`), TICK]
  }
  const { ending } = await drained(
    watch(
      { desired: [{ source: 'a.json', text }], problems: [], pieces: stream() },
      { format: 'lines', guard: hidesNoValue },
      { clock: Date.now, paint: (_, shown) => shown },
    ),
  )
  expect(ending).toEqual({ notes: [], exitCode: 0 })
})

test('a stream of nothing is trouble, and no cluster without objects', async () => {
  expect((await run([])).ending).toEqual({ notes: [expect.stringContaining('did kubectl fail?')], exitCode: 2 })
})

test('what is deleted is gone, not unheard of', async () => {
  const { texts } = await run([
    piece(frame('ADDED', settings('a')) + frame('ADDED', settings('b'))),
    piece(frame('DELETED', settings('b'))),
  ])
  expect(changes(texts)).toContainEqual(['b', 'In Sync', 'Missing'])
  expect(texts.join('')).not.toContain('NotObserved')
})

test('a gate ends in the middle of a piece without a word of what it did not read', async () => {
  const rest = frame('ADDED', settings('b'))
  const { texts, ending } = await run([piece(frame('ADDED', settings('a', 'debug')) + rest.slice(0, 30)), piece(rest.slice(30))], {
    untilSettled: true,
  })
  expect(ending).toEqual({ notes: [], exitCode: 1 })
  expect(texts.join('')).not.toContain('Missing')
})

test('what no stream is about keeps a gate open until its time is over, or counts for nothing where only what is given does', async () => {
  const pieces = [piece(frame('ADDED', settings('a')) + frame('ADDED', settings('b'))), TICK, TICK, TICK, TICK]
  const more = {
    source: 'b.json',
    text: JSON.stringify({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web', namespace: 'shop' } }),
  }
  const gate = (options: Partial<WatchOptions>) => run(pieces, { untilSettled: true, timeout: 3000, ...options }, {}, [...desired, more])
  expect((await gate({})).ending.exitCode).toBe(3)
  expect((await gate({ onlyGiven: true })).ending.exitCode).toBe(0)
})

test('a gate over frames waits for health or sync alone where that is asked for', async () => {
  const drifted = [piece(frame('ADDED', settings('a', 'debug')) + frame('ADDED', settings('b'))), TICK]
  const gate = async (waitFor: WatchOptions['waitFor'], pieces = drifted) =>
    (await run(pieces, { untilSettled: true, timeout: 3000, waitFor })).ending.exitCode
  expect(await gate('all')).toBe(1)
  expect(await gate('health')).toBe(0)
  expect(await gate('sync')).toBe(1)
  const starting = { ...pod('a', 'east-1', 'False'), status: { phase: 'Pending' } }
  const inSync = {
    source: 'pod.json',
    text: JSON.stringify({ ...starting, status: undefined, metadata: { name: 'a', namespace: 'shop' } }),
  }
  const waiting = async (waitFor: WatchOptions['waitFor']) =>
    (await run([piece(frame('ADDED', starting)), TICK, TICK, TICK], { untilSettled: true, timeout: 2000, waitFor }, {}, [inSync])).ending
      .exitCode
  expect(await waiting('health')).toBe(3)
  expect(await waiting('sync')).toBe(0)
})

test('it ends where it is settled', async () => {
  const pieces = [piece(frame('ADDED', settings('a')) + frame('ADDED', settings('b'))), piece(frame('DELETED', settings('b')))]
  expect((await run(pieces, { untilSettled: true })).ending.exitCode).toBe(0)
  expect((await run(pieces)).ending.exitCode).toBe(1)
})

test('a stream that breaks off, and what is no JSON, are told with their place', async () => {
  const { ending } = await run([piece('{"type": nonsense}\n'), piece('{"type":"ADDED",\n')])
  expect(ending).toEqual({ notes: ['stdin, line 1: This is not JSON', 'stdin, line 3: The stream ends within an object'], exitCode: 2 })
})

test('several streams are merged, each with its own pieces, and time goes on beside them', async () => {
  const ticks = async function* (): AsyncGenerator<undefined> {
    for (;;) {
      await new Promise(resolve => setTimeout(resolve, 1))
      yield undefined
    }
  }
  const merged = mergeStreams(
    [
      { name: 'a', chunks: chunksOf('aaaa', 1) },
      { name: 'b', chunks: chunksOf('bb', 1) },
    ],
    ticks(),
  )
  const { texts } = await drained(merged as AsyncGenerator<never, void, undefined>)
  const pieces = texts as unknown as readonly Piece[]
  expect(
    pieces
      .filter(({ stream }) => stream === 'a')
      .map(({ text }) => text)
      .join(''),
  ).toBe('aaaa')
  expect(
    pieces
      .filter(({ stream }) => stream === 'b')
      .map(({ text }) => text)
      .join(''),
  ).toBe('bb')
})
