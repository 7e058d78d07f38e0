import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { compareObject, predictApply } from '../../src/sync/index.ts'
import { interleave } from '../../src/sync/fields/interleave.ts'
import { mergeByKey } from '../../src/sync/apply/strategic-list.ts'
import { runs } from '../support/runs.ts'

/** Lists of objects under kubectl's strategic merge patch: CreateThreeWayMergePatch, and its application by the server. */
type Item = Readonly<Record<string, unknown>>
const merged = (
  live: readonly Item[],
  desired: readonly Item[],
  previous: readonly Item[] = [],
): { items: readonly unknown[]; repeated: number } => {
  let repeated = 0
  const items = mergeByKey(live, desired, previous, {
    key: 'k',
    merge: (there, wanted) => {
      const both = Object.entries({ ...there, ...wanted }).filter(([, value]) => value !== null)
      return Object.entries(wanted).every(([key, value]) => there[key] === value) ? there : Object.fromEntries(both)
    },
    make: wanted => wanted,
    repeated: () => repeated++,
    misordered: () => undefined,
  })
  return { items, repeated }
}
/** `a1 b2` stands for two items with the keys a and b, and what they say. */
const list = (text: string): Item[] =>
  text.split(' ').flatMap(one => (one === '' ? [] : { k: one.charAt(0), ...(one.length > 1 && { v: one.slice(1) }) }))
const text = (items: readonly unknown[]): string =>
  items.map(item => `${(item as { k: string }).k}${(item as { v?: string }).v ?? ''}`).join(' ')

describe('a list whose keys are all different', () => {
  test.each<[what: string, live: string, desired: string, previous: string, expected: string]>([
    ['nothing changes', 'a1 b1', 'a1 b1', 'a1 b1', 'a1 b1'],
    ['nothing is said of it', 'a1 b1', '', '', 'a1 b1'],
    ['an item changes', 'a1 b1', 'a2 b1', 'a1 b1', 'a2 b1'],
    ['an item changes that was not applied before', 'a1', 'a2', '', 'a2'],
    ['an item comes at the end', 'a1', 'a1 b1', 'a1', 'a1 b1'],
    ['an item comes in front', 'a1', 'b1 a1', 'a1', 'b1 a1'],
    ['an item goes', 'a1 b1 c1', 'a1 c1', 'a1 b1 c1', 'a1 c1'],
    ['all items go', 'a1 b1', '', 'a1 b1', ''],
    ['an item of somebody else stays', 'a1 x1', 'a1', 'a1', 'a1 x1'],
    ['an item of somebody else stays in front', 'x1 a1', 'a1', 'a1', 'x1 a1'],
    ['an item of somebody else stays where all others go', 'x1 a1', '', 'a1', 'x1'],
    ['the desired order is kept', 'a1 b1 c1', 'c1 b1 a1', 'a1 b1 c1', 'c1 b1 a1'],
    ['the desired order is kept, an item of somebody else before what is behind it', 'a1 x1 b1', 'b1 a1', 'a1 b1', 'x1 b1 a1'],
    ['an item is replaced by one of another key', 'a1', 'b1', 'a1', 'b1'],
    ['an item that was taken out comes back', 'b1', 'a1 b1', 'a1 b1', 'a1 b1'],
    ['live has none', '', 'a1 b1', '', 'a1 b1'],
  ])('%s: %s, with %s desired and %s applied before: %s', (_, live, desired, previous, expected) => {
    expect(text(merged(list(live), list(desired), list(previous)).items)).toBe(expected)
    expect(merged(list(live), list(desired), list(previous)).repeated).toBe(0)
  })
  const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 6 })
  const items = keys.chain(some => fc.tuple(...some.map(k => fc.record({ k: fc.constant(k), v: fc.constantFrom('1', '2') }))))
  const keysOf = (some: readonly unknown[]): unknown[] => some.map(item => (item as Item)['k'])
  test('holds what is desired in the desired order, and of the rest what was not applied before, in its own', () => {
    fc.assert(
      fc.property(items, items, items, (live, desired, previous) => {
        const left = merged(live, desired, previous).items
        const wanted = new Set(keysOf(desired))
        const before = new Set(keysOf(previous))
        expect(left.filter(item => wanted.has((item as Item)['k']))).toEqual(desired)
        expect(left.filter(item => !wanted.has((item as Item)['k']))).toEqual(
          live.filter(item => !wanted.has(item.k) && !before.has(item.k)),
        )
      }),
      { numRuns: runs(300) },
    )
  })
  test('merges each item with what was live and applied before under its key, wherever that stood', () => {
    const shuffled = items.chain(some => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })))
    fc.assert(
      fc.property(shuffled, fc.oneof(items, fc.constant([])), fc.boolean(), ([live, mixed], others, same) => {
        const [desired, previous] = same ? [live, others.length > 0 ? mixed : others] : [mixed, others]
        const met: unknown[] = []
        mergeByKey(live, desired, previous, {
          key: 'k',
          merge: (there, wanted, before, index) => {
            met.push([there, wanted, before, index])
            return wanted
          },
          make: wanted => wanted,
          repeated: () => expect.unreachable(),
          misordered: () => expect.unreachable(),
        })
        const of = (some: readonly Item[], key: unknown): Item | undefined => some.find(item => item['k'] === key)
        // Without anything before, a list that is desired empty says nothing.
        const expected = desired.map((wanted, index) => [of(live, wanted.k), wanted, of(previous, wanted.k), index])
        expect(met).toEqual(expected)
      }),
      { numRuns: runs(300) },
    )
  })
  test('is at rest after one apply, whatever was there', () => {
    fc.assert(
      fc.property(items, items, items, (live, desired, previous) => {
        const left = merged(live, desired, previous).items as Item[]
        const wanted = new Set(keysOf(desired))
        const again = merged(left, desired, desired).items
        expect(again.filter(item => wanted.has((item as Item)['k']))).toEqual(desired)
        expect(new Set(again)).toEqual(new Set(left))
      }),
      { numRuns: runs(300) },
    )
  })
})

describe('a list whose keys repeat', () => {
  test.each<[what: string, live: string, desired: string, previous: string, expected: string]>([
    ['nothing changes', 'a1 a2', 'a1 a2', 'a1 a2', 'a1 a2'],
    ['nothing changes in a third item', 'a1 a2 b1', 'a1 a2 b1', 'a1 a2 b1', 'a1 a2 b1'],
    ['an item comes behind them', 'a1 a2', 'a1 a2 b1', 'a1 a2', 'a1 a2 b1'],
    ['an item comes in front of them', 'a1 a2', 'b1 a1 a2', 'a1 a2', 'b1 a1 a2'],
    ['an item behind them changes', 'a1 a2 b1', 'a1 a2 b2', 'a1 a2 b1', 'a1 a2 b2'],
    ['an item behind them goes', 'a1 a2 b1', 'a1 a2', 'a1 a2 b1', 'a1 a2'],
    ['an item of somebody else stays', 'a1 a2 x1', 'a1 a2', 'a1 a2', 'a1 a2 x1'],
    ['both go', 'a1 a2 b1', 'b1', 'a1 a2 b1', 'b1'],
    ['live repeats a key of somebody else', 'x1 x2 a1', 'a2', 'a1', 'x1 x2 a2'],
    ['the second was taken out, which no apply heals', 'a1', 'a1 a2', 'a1 a2', 'a1'],
  ])('%s: %s, with %s desired and %s applied before: %s', (_, live, desired, previous, expected) => {
    expect(text(merged(list(live), list(desired), list(previous)).items)).toBe(expected)
  })
  test('says so where the manifest repeats them, once, and not where live does', () => {
    expect(merged(list('a1 a2'), list('a1 a2 a3')).repeated).toBe(1)
    expect(merged(list('a1 a2'), list('a1 a2'), list('a1 a2')).repeated).toBe(1)
    expect(merged(list('a1 a2'), list('a1')).repeated).toBe(0)
    expect(merged(list('a1'), list('a1 b1')).repeated).toBe(0)
  })
  test('what is not changed is the very item that was there', () => {
    const live = list('a1 a2 b1')
    expect(merged(live, list('a1 a2 b1'), list('a1 a2 b1')).items).toBe(live)
    expect(merged(live, list('a1 a2 b2'), list('a1 a2 b1')).items[0]).toBe(live[0])
  })
})

describe('ports of a Service that repeat their number', () => {
  const port = (protocol: string, name: string): object => ({ port: 53, protocol, name, targetPort: 53 })
  const service = (ports: readonly object[]): KubeObject =>
    ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'dns' }, spec: { ports } }) as KubeObject
  const both = [port('UDP', 'udp'), port('TCP', 'tcp')]
  test('are as they were where nothing changes, and no duplicates', () => {
    const answer = compareObject(service(both), service(both), { applier: 'client-side', previous: service(both) })
    expect([answer.reapply, answer.notes, answer.rejections]).toEqual(['unchanged', [], []])
  })
  test('the one that somebody took out does not come back (kubectl pairs by the number alone)', () => {
    const answer = compareObject(service(both), service([port('TCP', 'tcp')]), { applier: 'client-side', previous: service(both) })
    expect(answer.patch.some(({ op, path }) => op === 'add' && path === '/spec/ports/1')).toBe(false)
    const { differences } = compareObject(service(both), service([port('TCP', 'tcp')]), { applier: 'server-side' })
    expect(differences.find(({ pointer }) => pointer === '/spec/ports/1')).toMatchObject({
      class: 'removed',
      path: 'spec.ports[port=53,protocol=UDP]',
    })
  })
  test('are duplicates where the protocol is the same, too', () => {
    const twice = [port('TCP', 'a'), port('TCP', 'b')]
    const { notes } = compareObject(service(twice), service([port('TCP', 'a')]), { applier: 'client-side' })
    expect(notes.map(({ class: kind, pointer }) => [kind, pointer])).toEqual([['duplicate-key', '/spec/ports/1']])
  })
})

describe('lists of texts under client-side apply', () => {
  const finalizers = (some: readonly string[] | undefined): KubeObject => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', ...(some && { finalizers: some }) },
  })
  const left = (live: readonly string[], desired: readonly string[] | undefined, previous?: readonly string[]): unknown =>
    (
      predictApply(finalizers(desired), finalizers(live), { applier: 'client-side', previous: finalizers(previous) }).object
        .metadata as Item
    )['finalizers']
  test.each<[string, readonly string[], readonly string[] | undefined, readonly string[] | undefined, readonly string[] | undefined]>([
    ['what is desired is added', ['a'], ['a', 'b'], ['a'], ['a', 'b']],
    ['what was applied before and is not desired goes', ['a', 'b'], ['a'], ['a', 'b'], ['a']],
    ['what others added stays', ['a', 'x'], ['a'], ['a'], ['a', 'x']],
    ['all of it goes', ['a'], [], ['a'], undefined],
    ['an empty list changes nothing', ['a'], [], [], ['a']],
    ['no list changes nothing', ['a'], undefined, undefined, ['a']],
    ['a sorted list reorders nothing', ['b', 'a'], ['a', 'b'], ['a', 'b'], ['b', 'a']],
    ['another order is kept', ['a', 'b'], ['b', 'a'], ['b', 'a'], ['b', 'a']],
    ['what is desired twice is there once', ['a'], ['b', 'b', 'a'], ['a'], ['b', 'a']],
    ['what others added stands before what is behind it', ['a', 'x', 'b'], ['b', 'a', 'c'], ['a', 'b'], ['x', 'b', 'a', 'c']],
  ])('%s', (_, live, desired, previous, expected) => {
    const order = left(live, desired, previous) as string[] | undefined
    expect(order).toEqual(expected)
  })
  test('that change nothing are the very list', () => {
    const live = finalizers(['a', 'b'])
    const { object } = predictApply(finalizers(['a', 'b']), live, { applier: 'client-side' })
    expect(object).toBe(live)
  })
})

test('what only the server has stands before the first item that is behind it in live', () => {
  const put = (serverOnly: string, patched: string, live: string): string =>
    interleave(serverOnly.split(''), patched.split(''), item => live.indexOf(item)).join('')
  expect(put('x', 'ab', 'axb')).toBe('axb')
  expect(put('x', 'ab', 'xab')).toBe('xab')
  expect(put('x', 'ab', 'abx')).toBe('abx')
  expect(put('xy', 'ab', 'xayb')).toBe('xayb')
  expect(put('x', 'nab', 'xab')).toBe('nxab')
  expect(put('x', '', 'x')).toBe('x')
  expect(put('', 'ab', 'ab')).toBe('ab')
  expect(put('z', 'ab', 'ab')).toBe('abz')
})
