import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonRecord, KubeObject } from '../../src/model/kube-object.ts'
import { createSchemas } from '../../src/schema/index.ts'
import { compareObject, predictApply, type CompareOptions } from '../../src/sync/index.ts'
import { runs } from '../support/runs.ts'

/** What server-side apply leaves, by the rules of structured-merge-diff. */
const OPTIONS: CompareOptions = { applier: 'server-side', fieldManager: 'me' }
const owner = (manager: string, fieldsV1: object, operation: 'Apply' | 'Update' = 'Apply'): object => ({
  manager,
  operation,
  apiVersion: 'v1',
  fieldsType: 'FieldsV1',
  fieldsV1,
})
const object = (kind: string, fields: object, managedFields: readonly object[] = [], more: object = {}): KubeObject => {
  const metadata = { name: 'a', generation: 3, ...(managedFields.length === 0 ? {} : { managedFields }), ...more }
  return { apiVersion: kind === 'Oven' ? 'example.com/v1' : 'v1', kind, ...fields, metadata }
}
const left = (desired: KubeObject, live: KubeObject, options: CompareOptions = OPTIONS): JsonRecord =>
  predictApply(desired, live, options).object as JsonRecord

describe('the order of a list', () => {
  const finalizers = (letters: readonly string[]): KubeObject =>
    object('ConfigMap', {}, [], { finalizers: letters.map(letter => `x/${letter}`) })
  const ordered = (live: readonly string[], desired: readonly string[]): readonly string[] => {
    const { finalizers: result } = left(finalizers(desired), finalizers(live))['metadata'] as { finalizers: readonly string[] }
    return result.map(letter => letter.slice(2))
  }

  test.each([
    ['abc', 'ca', 'bca'],
    ['abc', 'cab', 'cab'],
    ['abc', 'b', 'abc'],
    ['ab', 'xy', 'abxy'],
    ['abc', 'xb', 'axbc'],
    ['abc', 'bx', 'abcx'],
    ['abc', 'xay', 'xabcy'],
    ['abc', 'cxa', 'bcxa'],
    ['abc', 'axb', 'axbc'],
    ['abcd', 'axbyc', 'axbycd'],
    ['abcd', 'xcb', 'axcdb'],
    ['abcd', 'db', 'acdb'],
    ['abcd', 'ad', 'abcd'],
    ['abcd', 'da', 'bcda'],
    ['abcd', 'cxb', 'acdxb'],
    ['abcd', 'bxdya', 'bcxdya'],
    ['abcdef', 'fcx', 'abdefcx'],
    ['aXbYc', 'cba', 'XYcba'],
  ])('live %s, desired %s: %s', (live, desired, result) => {
    expect(ordered(live.split(''), desired.split('')).join('')).toBe(result)
  })
  const some = fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd', 'e', 'f', 'g'), { minLength: 1, maxLength: 6 })
  test('is that of the manifest for what it has, that of live for all else, and nothing is lost', () => {
    fc.assert(
      fc.property(some, some, (live, desired) => {
        const result = ordered(live, desired)
        expect(result.filter(letter => desired.includes(letter))).toEqual(desired)
        expect(result.filter(letter => !desired.includes(letter))).toEqual(live.filter(letter => !desired.includes(letter)))
      }),
      { numRuns: runs(400, 60) },
    )
  })
  test('is that of live where the manifest has it so, whatever comes between', () => {
    fc.assert(
      fc.property(some, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), (live, wanted) => {
        const desired = [...live.filter((_, index) => wanted[index]), 'x']
        expect(ordered(live, desired).filter(letter => letter !== 'x')).toEqual(live)
      }),
      { numRuns: runs(200, 40) },
    )
  })
})

describe('what was ours and is desired no more', () => {
  const data = (given: object | undefined, ...entries: readonly object[]): KubeObject =>
    object('ConfigMap', given === undefined ? {} : { data: given }, entries)
  const mine = (...keys: readonly string[]): object =>
    owner('me', { 'f:data': { '.': {}, ...Object.fromEntries(keys.map(key => [`f:${key}`, {}])) } })
  const theirs = (...keys: readonly string[]): object =>
    owner('they', { 'f:data': Object.fromEntries(keys.map(key => [`f:${key}`, {}])) }, 'Update')

  test('goes, and what nobody asked about stays', () => {
    expect(left(data({ a: '1' }), data({ a: '1', b: '2', c: '3' }, mine('a', 'b')))['data']).toEqual({ a: '1', c: '3' })
  })
  test('stays where another manager has it, too', () => {
    expect(left(data({ a: '1' }), data({ a: '1', b: '2' }, mine('a', 'b'), theirs('b')))['data']).toEqual({ a: '1', b: '2' })
  })
  test('goes as a whole with its field', () => {
    expect(left(data(undefined), data({ a: '1', b: '2' }, mine('a')))['data']).toBeUndefined()
  })
  test('goes part by part where another manager has some of it', () => {
    expect(left(data(undefined), data({ a: '1', b: '2', c: '3' }, mine('a', 'b'), theirs('b', 'c')))['data']).toEqual({ b: '2', c: '3' })
  })
  test('stays as a whole where it is atomic and another manager has it, and goes where nobody has', () => {
    const service = (selector: object | undefined, ...entries: readonly object[]): KubeObject =>
      object('Service', { spec: { clusterIP: 'None', ...(selector === undefined ? {} : { selector }) } }, entries)
    const selects = (manager: string): object => owner(manager, { 'f:spec': { 'f:clusterIP': {}, 'f:selector': {} } })
    const spec = (...entries: readonly object[]): unknown =>
      (left(service(undefined), service({ app: 'a', tier: 'b' }, ...entries))['spec'] as JsonRecord)['selector']
    expect(spec(selects('me'), selects('they'))).toEqual({ app: 'a', tier: 'b' })
    expect(spec(selects('me'))).toBeUndefined()
  })
  test('is not undone by an empty list in its place: a set of nothing owns nothing', () => {
    const live = (...entries: readonly object[]): KubeObject => object('ConfigMap', {}, entries, { finalizers: ['x/a', 'x/b'] })
    const entry = (manager: string, ...names: readonly string[]): object =>
      owner(manager, { 'f:metadata': { 'f:finalizers': { '.': {}, ...Object.fromEntries(names.map(name => [`v:"x/${name}"`, {}])) } } })
    const desired = object('ConfigMap', {}, [], { finalizers: [] })
    const result = (...entries: readonly object[]): unknown => (left(desired, live(...entries))['metadata'] as JsonRecord)['finalizers']
    expect(result(entry('me', 'a', 'b'))).toBeUndefined()
    expect(result(entry('me', 'a', 'b'), entry('they', 'b'))).toEqual(['x/b'])
    expect(result(entry('they', 'a', 'b'))).toEqual(['x/a', 'x/b'])
  })
})

describe('an item of a list that was ours', () => {
  const pod = (names: readonly object[], ...entries: readonly object[]): KubeObject =>
    object('Pod', { spec: { containers: names.map(item => ({ image: 'i', ...item })) } }, entries)
  const entry = (manager: string, items: Readonly<Record<string, object>>): object =>
    owner(manager, { 'f:spec': { 'f:containers': Object.fromEntries(Object.entries(items).map(([name, tree]) => [name, tree])) } })
  const KEY = (name: string): string => `k:{"name":"${name}"}`
  const whole = { '.': {}, 'f:name': {}, 'f:image': {} }
  const containers = (desired: readonly object[], live: readonly object[], ...entries: readonly object[]): unknown =>
    ((left(pod(desired), pod(live, ...entries))['spec'] as JsonRecord)['containers'] as readonly JsonRecord[]).map(({ name, tty }) =>
      tty === undefined ? name : { name, tty },
    )
  const [a, b] = [{ name: 'a' }, { name: 'b' }]

  test('goes with the manifest', () => {
    expect(containers([a], [a, b], entry('me', { [KEY('a')]: whole, [KEY('b')]: whole }))).toEqual(['a'])
  })
  test('stays where another manager has it, without what was ours alone', () => {
    const mine = entry('me', { [KEY('a')]: whole, [KEY('b')]: { ...whole, 'f:tty': {} } })
    expect(containers([a], [a, { ...b, tty: true }], mine, entry('they', { [KEY('b')]: whole }))).toEqual(['a', 'b'])
    expect(containers([a], [a, { ...b, tty: true }], mine, entry('they', { [KEY('b')]: { ...whole, 'f:tty': {} } }))).toEqual([
      'a',
      { name: 'b', tty: true },
    ])
  })
  test('stays where only fields of it were ours, and goes on without them', () => {
    const mine = entry('me', { [KEY('a')]: whole, [KEY('b')]: { 'f:tty': {} } })
    expect(containers([a], [a, { ...b, tty: true }], mine)).toEqual(['a', 'b'])
  })
  test('stays where it was not ours', () => {
    expect(containers([a], [b, a], entry('me', { [KEY('a')]: whole }))).toEqual(['b', 'a'])
  })
  test('is found under the name that Go gives it', () => {
    const odd = (name: string, ...entries: readonly object[]): KubeObject => object('ConfigMap', {}, entries, { finalizers: ['x/a', name] })
    const mine = owner('me', { 'f:metadata': { 'f:finalizers': { '.': {}, 'v:"x/a"': {}, 'v:"x/\\u003cb\\u003e"': {} } } })
    const desired = object('ConfigMap', {}, [], { finalizers: ['x/a'] })
    expect((left(desired, odd('x/<b>', mine))['metadata'] as JsonRecord)['finalizers']).toEqual(['x/a'])
    expect((left(desired, odd('x/<c>', mine))['metadata'] as JsonRecord)['finalizers']).toEqual(['x/a', 'x/<c>'])
  })
})

describe('of a kind that nobody described', () => {
  const oven = (spec: object, ...entries: readonly object[]): KubeObject => object('Oven', { spec }, entries)
  const mine = (tree: object): object => owner('me', { 'f:spec': tree })
  const theirs = (tree: object): object => owner('they', { 'f:spec': tree })
  const spec = (desired: object, live: object, ...entries: readonly object[]): unknown =>
    left(oven(desired), oven(live, ...entries))['spec']
  const KEYED = { 'k:{"name":"a"}': { '.': {}, 'f:name': {}, 'f:size': {} } }

  test('owners of items tell that a list is merged by keys', () => {
    const live = { list: [{ name: 'b' }, { name: 'a', size: 1 }] }
    expect(spec({ list: [{ name: 'a', size: 2 }] }, live, mine({ 'f:list': KEYED }))).toEqual({
      list: [{ name: 'b' }, { name: 'a', size: 2 }],
    })
    expect(spec({ list: [{ name: 'a' }] }, live, mine({ 'f:list': KEYED }))).toEqual({ list: [{ name: 'b' }, { name: 'a' }] })
    expect(spec({ list: [] }, { list: [{ name: 'a', size: 1 }, { name: 'b' }] }, mine({ 'f:list': { '.': {}, ...KEYED } }))).toEqual({
      list: [{ name: 'b' }],
    })
  })
  test('owners of values tell that a list is a set', () => {
    const set = mine({ 'f:list': { 'v:"a"': {}, 'v:"b"': {} } })
    expect(spec({ list: ['a'] }, { list: ['a', 'b', 'c'] }, set)).toEqual({ list: ['a', 'c'] })
    expect(spec({ list: ['a', 'd'] }, { list: ['b', 'a', 'c'] }, set)).toEqual({ list: ['a', 'c', 'd'] })
  })
  test('an owner of a whole list tells that it is replaced', () => {
    expect(spec({ list: ['a'] }, { list: ['a', 'b'] }, mine({ 'f:list': {} }))).toEqual({ list: ['a'] })
  })
  test('a map with one owner, as a whole, is replaced; one that has owners in part is merged', () => {
    const [desired, live] = [{ map: { a: 1 } }, { map: { a: 1, b: 2 } }]
    expect(spec(desired, live, mine({ 'f:map': {} }))).toEqual({ map: { a: 1 } })
    expect(spec(desired, live, theirs({ 'f:map': {} }))).toEqual({ map: { a: 1 } })
    expect(spec(desired, live, mine({ 'f:map': { 'f:a': {} } }))).toEqual(live)
    expect(spec(desired, live, mine({ 'f:map': {} }), theirs({ 'f:map': { 'f:b': {} } }))).toEqual(live)
    expect(spec(desired, live)).toEqual(live)
  })
  test('a map that is empty on either side was only applied empty', () => {
    expect(spec({ map: {} }, { map: { b: 2 } }, mine({ 'f:map': {} }))).toEqual({ map: { b: 2 } })
    expect(spec({ map: { a: 1 } }, { map: {} }, mine({ 'f:map': {} }))).toEqual({ map: { a: 1 } })
  })
  test('a null says nothing', () => {
    expect(spec({ map: null, text: null }, { map: { a: 1 }, text: 'x' }, mine({ 'f:map': { 'f:a': {} } }))).toEqual({
      map: { a: 1 },
      text: 'x',
    })
  })
  test('what only led to something of ours goes with it, what holds something else stays', () => {
    expect(spec({}, { map: { a: 1 } }, mine({ 'f:map': { 'f:a': {} } }))).toBeUndefined()
    expect(spec({}, { map: { a: 1, b: 2 } }, mine({ 'f:map': { 'f:a': {} } }))).toEqual({ map: { b: 2 } })
    expect(spec({}, { map: { a: 1, b: 2 } }, mine({ 'f:map': { '.': {}, 'f:a': {} } }))).toBeUndefined()
    expect(spec({}, { map: { a: 1 } }, mine({ 'f:map': { '.': {}, 'f:a': {} } }), theirs({ 'f:map': { '.': {}, 'f:a': {} } }))).toEqual({
      map: { a: 1 },
    })
  })
  test('an owner that nobody can read tells nothing, and takes nothing away', () => {
    const answer = compareObject(
      oven({ list: [{ name: 'a' }] }),
      oven({ list: [{ name: 'a' }] }, mine({ 'f:list': { 'k:{': {} } })),
      OPTIONS,
    )
    expect(answer.differences).toEqual([])
  })
})

describe('below x-kubernetes-preserve-unknown-fields', () => {
  const schemas = createSchemas({
    customResourceDefinitions: [
      {
        kind: 'CustomResourceDefinition',
        spec: {
          group: 'example.com',
          names: { kind: 'Oven' },
          versions: [
            {
              name: 'v1',
              schema: {
                openAPIV3Schema: {
                  type: 'object',
                  properties: { spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
                },
              },
            },
          ],
        },
      },
    ],
  })
  const spec = (desired: object, live: object, ...entries: readonly object[]): unknown =>
    left(object('Oven', { spec: desired }), object('Oven', { spec: live }, entries), { ...OPTIONS, schemas })['spec']
  const mine = (tree: object): object => owner('me', { 'f:spec': tree })

  test('a null takes what is ours in a map, and stands where nothing is or a scalar was', () => {
    expect(spec({ map: null }, { map: { a: 1, b: 2 } }, mine({ 'f:map': { 'f:a': {} } }))).toEqual({ map: { b: 2 } })
    expect(spec({ map: null }, { map: {} })).toEqual({ map: null })
    expect(spec({ map: null }, { map: 'x' })).toEqual({ map: null })
  })
  test('lists are replaced, maps merged, and what a map replaces is gone', () => {
    expect(spec({ list: [1] }, { list: [1, 2] })).toEqual({ list: [1] })
    expect(spec({ list: [1] }, { list: 'x' })).toEqual({ list: [1] })
    expect(spec({ map: { a: 1 } }, { map: { b: 2 } })).toEqual({ map: { b: 2, a: 1 } })
    expect(spec({ map: { a: 1 } }, { map: 'x' })).toEqual({ map: { a: 1 } })
    expect(spec({ map: 'x' }, { map: { b: 2 } })).toEqual({ map: 'x' })
  })
})
