import { describe, expect, test } from 'vitest'
import { isAppliedCopy } from '../../src/model/annotations.ts'
import { decodeBase64, textOfUtf8, utf8 } from '../../src/model/scalars/base64.ts'
import { conditionsOf, liveCondition } from '../../src/model/conditions.ts'
import { hmacSha256, sha256 } from '../../src/model/scalars/digest.ts'
import { groupVersion, kindKey, refKey, refOf } from '../../src/model/identity.ts'
import { itemsOf, listedKind, listedKindKey } from '../../src/model/list-items.ts'
import { at, integerOf, isRecord, listOf, numberOf, own, recordOf, recordsOf, textOf } from '../../src/model/read.ts'
import { mapRedacted, visible, withheld } from '../../src/model/safe-content.ts'
import { total } from '../../src/model/total.ts'

const ANYTHING: readonly unknown[] = [undefined, null, true, 0, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '', 'a', [], [1], {}, { a: 1 }]
const kept = (reader: (value: never) => unknown): unknown[] => ANYTHING.map(value => reader(value as never))

describe('a reader gives what has its type and nothing else', () => {
  test('objects', () => {
    expect(ANYTHING.filter(isRecord)).toEqual([{}, { a: 1 }])
    expect(kept(recordOf)).toEqual([...Array.from({ length: 12 }, () => ({})), { a: 1 }])
  })
  test('lists, and the objects in them', () => {
    expect(kept(listOf)).toEqual(ANYTHING.map(value => (Array.isArray(value) ? value : [])))
    expect(recordsOf([1, null, { a: 1 }, [], 'x', {}])).toEqual([{ a: 1 }, {}])
    expect(recordsOf({ a: {} })).toEqual([])
  })
  test('texts', () => expect(kept(textOf).filter(value => value !== undefined)).toEqual(['', 'a']))
  test('finite numbers', () => expect(kept(numberOf).filter(value => value !== undefined)).toEqual([0, 1.5]))
  test('whole numbers, also as text', () => {
    expect([0, -3, '7', '-12', 2 ** 53 - 1].map(integerOf)).toEqual([0, -3, 7, -12, 2 ** 53 - 1])
    for (const none of [1.5, 2 ** 53, '1.5', '', '-', '1x', 'x1', '+1', ' 1', '1234567890123456', null, {}, [5], true])
      expect(integerOf(none)).toBeUndefined()
    expect(integerOf('123456789012345')).toBe(123_456_789_012_345)
  })
  test('paths, up to where they lead nowhere', () => {
    expect(at({ a: { b: [5] } }, 'a', 'b')).toEqual([5])
    expect([at({ a: 1 }, 'a', 'b'), at(null, 'a'), at([['x']], '0'), at({ a: null }, 'a', 'b'), at('abc', 'length')]).toEqual(Array(5))
    expect(at(5)).toBe(5)
  })
  test('own properties, never inherited ones', () => {
    expect(own({ a: 1 }, 'a')).toBe(1)
    for (const name of ['constructor', '__proto__', 'toString']) expect(own({}, name)).toBeUndefined()
  })
  test('and where reading fails there is another answer', () => {
    expect(
      total(
        () => 1,
        () => 2,
      ),
    ).toBe(1)
    expect(
      total(
        () => {
          throw new Error('no')
        },
        () => 2,
      ),
    ).toBe(2)
  })
})

describe('conditions', () => {
  const full = { type: 'Ready', status: 'False', reason: 'R', message: 'M', lastTransitionTime: 't', observedGeneration: '3' }
  test('are read with all that the conventions give them', () =>
    expect(conditionsOf({ status: { conditions: [full] } })).toEqual([{ ...full, observedGeneration: 3 }]))
  test('have empty texts where something is missing or of another type', () =>
    expect(conditionsOf({ status: { conditions: [{ type: 'A' }, { type: 'B', status: 5, reason: {}, message: null }] } })).toEqual(
      ['A', 'B'].map(type => ({ type, status: '', reason: '', message: '', lastTransitionTime: undefined, observedGeneration: undefined })),
    ))
  test('written as booleans read as text', () =>
    expect(
      conditionsOf({
        status: {
          conditions: [
            { type: 'A', status: true },
            { type: 'B', status: false },
          ],
        },
      }).map(({ status }) => status),
    ).toEqual(['True', 'False']))
  test('without a type are passed over', () =>
    expect(conditionsOf({ status: { conditions: [{ status: 'True' }, { type: 5 }, 'Ready', null] } })).toEqual([]))
  test('are found elsewhere by their path, and by their type, the first of several', () => {
    const object = { a: { b: [full] }, status: { conditions: [{ type: 'X', reason: '1' }, full, { type: 'X', reason: '2' }] } }
    expect(conditionsOf(object, 'a', 'b')).toHaveLength(1)
    expect(conditionsOf(object, 'a')).toEqual([])
    expect(liveCondition(object, 'X')?.reason).toBe('1')
    expect(liveCondition(object, 'Y')).toBeUndefined()
  })
})

describe('a list response', () => {
  const list = { apiVersion: 'apps/v1', kind: 'DeploymentList', items: [{ metadata: {} }, { kind: 'Other', apiVersion: 'x/v1' }, 5, null] }
  test('gives its items, which get what they lack', () =>
    expect(itemsOf(list)).toEqual([
      { metadata: {}, apiVersion: 'apps/v1', kind: 'Deployment' },
      { kind: 'Other', apiVersion: 'x/v1' },
    ]))
  test('leaves what an item says of itself, and what says nothing counts as nothing', () => {
    expect(itemsOf({ ...list, items: [{ kind: 'A' }] })).toEqual([{ kind: 'A', apiVersion: 'apps/v1' }])
    expect(itemsOf({ ...list, items: [{ apiVersion: 'b/v1' }] })).toEqual([{ kind: 'Deployment', apiVersion: 'b/v1' }])
    expect(itemsOf({ ...list, items: [{ kind: '', apiVersion: '' }] })).toEqual([{ kind: 'Deployment', apiVersion: 'apps/v1' }])
  })
  test('of mixed kinds leaves its items as they are', () => {
    const item = {}
    expect(itemsOf({ kind: 'List', apiVersion: 'v1', items: [item] })[0]).toBe(item)
    const whole = { kind: 'A', apiVersion: 'v1' }
    expect(itemsOf({ ...list, items: [whole] })[0]).toBe(whole)
  })
  test('is told from an object', () => {
    const pod = { kind: 'Pod' }
    expect(itemsOf(pod)).toEqual([pod])
    expect(itemsOf({ kind: 'PodList', items: {} })).toHaveLength(1)
    expect(itemsOf({ kind: 'Menu', items: [{}] })).toHaveLength(1)
    expect(itemsOf({ items: [{}] })).toHaveLength(1)
    expect([itemsOf(null), itemsOf([pod]), itemsOf('x')]).toEqual([[], [], []])
    expect([listedKind({ kind: 'PodList', items: [] }), listedKind({ kind: 'List', items: [] }), listedKind(pod)]).toEqual([
      'Pod',
      '',
      undefined,
    ])
  })
  test('names the kind of its items with the group', () => {
    expect(listedKindKey(list)).toBe('apps/Deployment')
    expect(listedKindKey({ apiVersion: 'v1', kind: 'PodList', items: [] })).toBe('Pod')
    expect([listedKindKey({ apiVersion: 'v1', kind: 'List', items: [] }), listedKindKey({ kind: 'Pod' })]).toEqual([undefined, undefined])
  })
})

describe('an identity', () => {
  test('of another source is another one; an empty source is none', () => {
    expect(refOf({}, '')).toEqual({ group: '', version: '', kind: '', namespace: '', name: '' })
    expect('source' in refOf({}, '')).toBe(false)
    expect('source' in refOf({})).toBe(false)
    expect(refOf({}, 'east').source).toBe('east')
    expect(refKey(refOf({ kind: 'Pod', metadata: { name: 'a' } }))).toBe('/Pod//a/')
  })
  test.each([
    [undefined, '', ''],
    ['', '', ''],
    ['v1', '', 'v1'],
    ['apps/v1', 'apps', 'v1'],
    ['/v1', '', 'v1'],
    ['a/b/c', 'a', 'b/c'],
  ])('the group and version of %j are %j and %j', (text, group, version) => expect(groupVersion(text)).toEqual({ group, version }))
  test('a kind of the core group stands alone', () => expect([kindKey('', 'Pod'), kindKey('apps', 'X')]).toEqual(['Pod', 'apps/X']))
})

describe('what may be shown', () => {
  test('carries the weak values only where there are some', () => {
    expect(visible(1)).toEqual({ visible: true, value: 1 })
    expect('weak' in visible(1)).toBe(false)
    expect(visible(1, ['A'])).toEqual({ visible: true, value: 1, weak: ['A'] })
  })
  test('may be made into something else, and stays withheld', () => {
    expect(mapRedacted(visible(1, ['A']), value => value + 1)).toEqual({ visible: true, value: 2, weak: ['A'] })
    expect(mapRedacted(withheld<number>('r'), () => expect.fail('no'))).toEqual({ visible: false, reason: 'r' })
  })
})

test.each([
  ['kubectl.kubernetes.io/last-applied-configuration', true],
  ['qbec.io/last-applied', true],
  ['kapp.k14s.io/original', true],
  ['objectset.rio.cattle.io/applied', true],
  ['openshift.io/token-secret.value', true],
  ['a/b/Original', true],
  ['original', true],
  ['example.com/original-name', false],
  ['original/x', false],
  ['', false],
])('the annotation %j is a copy of its object: %j', (annotation, isCopy) => expect(isAppliedCopy(annotation)).toBe(isCopy))

describe('bytes', () => {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
  test('hash as FIPS 180-4 and RFC 4231 say', () => {
    expect(hex(sha256(utf8('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(hex(hmacSha256(utf8('Jefe'), utf8('what do ya want for nothing?')))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
  })
  test.each([
    ['YQ', 'a'],
    ['YQ=', 'a'],
    ['YWI', 'ab'],
    ['YWI=', 'ab'],
    ['', ''],
  ])('of %j are those of %j', (text, plain) => expect(decodeBase64(text)).toEqual(utf8(plain)))
  test.each(['YWJj=', 'YQ===', 'YWI==', '====', '=', '*', '\u0080', 'Y'])('of %j there are none', text =>
    expect(decodeBase64(text)).toBeUndefined(),
  )
  test('keep a mark of byte order', () => expect(textOfUtf8(utf8('\uFEFFa'))).toBe('\uFEFFa'))
})
