import { describe, expect, test } from 'vitest'
import { createRedactor } from '../../src/redact/index.ts'

const redactor = createRedactor(['some-value', '4711000', '-0.5e21'])
const shown = (object: unknown): unknown => {
  const result = redactor.object(object)
  if (!result.visible) throw new Error(result.reason)
  return result.value
}
const nested = (depth: number, leaf: unknown): unknown => {
  let value = leaf
  for (let i = 0; i < depth; i++) value = { a: value }
  return value
}

describe('of an object', () => {
  test('what is JSON stays as it is', () => {
    const object = { n: 5, f: -0.5, t: true, f2: false, z: null, e: '', l: [null, [], {}], s: 'text' }
    expect(shown(object)).toEqual(object)
    for (const value of [5, true, null, 'text', '', []]) expect(shown(value)).toEqual(value)
  })
  test('what is no JSON is not shown: nothing for what JSON leaves out, a mask for bytes and alike', () => {
    const object = { u: undefined, f: () => 'some-value', s: Symbol('some-value'), l: [undefined, () => 1] }
    expect(shown(object)).toEqual({ u: undefined, f: undefined, s: undefined, l: [null, null] })
    for (const value of [new Uint8Array(3), new Map([['a', 'some-value']]), new Set(['some-value']), Promise.resolve(1), /some-value/])
      expect(shown({ value })).toEqual({ value: '********' })
  })
  test('dates are their text, and wrong ones none', () => {
    expect(shown({ at: new Date(0), never: new Date(Number.NaN) })).toEqual({ at: '1970-01-01T00:00:00.000Z', never: '' })
    expect(createRedactor(['1970-01-01']).object({ at: new Date(0) })).toMatchObject({ value: { at: '********T00:00:00.000Z' } })
  })
  test('numbers are hidden by their text, and large ones are texts', () => {
    expect(shown({ a: 4_711_000, b: 4_711_000n, c: 12n, d: 14_711_000 })).toEqual({ a: '********', b: '********', c: '12', d: '1********' })
  })
  test('holes of lists are null', () => {
    // oxlint-disable-next-line no-sparse-arrays -- it is the case
    expect(shown([, 'a'])).toEqual([null, 'a'])
  })
  test('64 levels are shown, and one more is too deep', () => {
    expect(redactor.object(nested(64, 1)).visible).toBe(true)
    expect(redactor.object(nested(65, 1))).toEqual({ visible: false, reason: 'too-deep' })
    // A text has its own level where it is opened.
    expect(redactor.object(nested(64, '{}'))).toEqual({ visible: false, reason: 'too-deep' })
    expect(redactor.object(nested(63, '{}')).visible).toBe(true)
    for (const hidden of [
      { kind: 'Secret', data: nested(63, 1) },
      { kind: 'Secret', data: nested(62, []) },
    ])
      expect(redactor.object(hidden).visible).toBe(true)
    expect(redactor.object({ kind: 'Secret', data: nested(64, 1) })).toEqual({ visible: false, reason: 'too-deep' })
    expect(redactor.object({ kind: 'Secret', data: nested(63, [1]) })).toEqual({ visible: false, reason: 'too-deep' })
  })
  test('a million values are shown, and more are too large', () => {
    const list = Array.from({ length: 999_999 }, () => 1)
    expect(redactor.object(list).visible).toBe(true)
    expect(redactor.object([...list, 1])).toEqual({ visible: false, reason: 'too-large' })
  })
})

test('keys that become equal to each other, or to one that is there, are numbered', () =>
  expect(shown({ 'some-value': 1, '********': 2, '******** (2)': 3, 'x some-value': 4, 'some-value4711000': 5 })).toEqual({
    '******** (3)': 1,
    '********': 2,
    '******** (2)': 3,
    'x ********': 4,
    '******** (4)': 5,
  }))

describe('of a Secret', () => {
  const secret = (fields: object): unknown => shown({ kind: 'Secret', metadata: { name: 's' }, ...fields })
  test('keys, nulls and the structure stay', () =>
    expect(secret({ data: { a: 'x', 'some-value': 'y', n: null, l: ['x', null, 5], o: { p: true }, b: new Uint8Array(1) } })).toEqual({
      kind: 'Secret',
      metadata: { name: 's' },
      data: { a: '********', '********': '********', n: null, l: ['********', null, '********'], o: { p: '********' }, b: '********' },
    }))
  test('annotations stay where they are plain, labels and names always', () =>
    expect(
      secret({
        metadata: {
          name: 's',
          labels: { a: 'b' },
          annotations: {
            'helm.sh/hook': 'x some-value',
            'helm.sh/original': 'x',
            'kubernetes.io/last-applied': { a: 'x' },
            'example.com/a': 'x',
          },
          data: { a: 'b' },
        },
      }),
    ).toEqual({
      kind: 'Secret',
      metadata: {
        name: 's',
        labels: { a: 'b' },
        annotations: {
          'helm.sh/hook': 'x ********',
          'helm.sh/original': '********',
          'kubernetes.io/last-applied': { a: '********' },
          'example.com/a': '********',
        },
        data: { a: 'b' },
      },
    }))
  test('annotations that are no record are hidden, and metadata that is none is a value of an object', () => {
    expect(secret({ metadata: { annotations: ['x'] } })).toEqual({ kind: 'Secret', metadata: { annotations: ['********'] } })
    expect(shown({ kind: 'Pod', metadata: { annotations: ['x', 'some-value'] } })).toEqual({
      kind: 'Pod',
      metadata: { annotations: ['x', '********'] },
    })
    expect(secret({ metadata: 'x some-value', data: {} })).toEqual({ kind: 'Secret', metadata: 'x ********', data: {} })
  })
})

test('a copy in an annotation of another object is shown where it can be read', () => {
  const annotated = (copy: unknown): unknown =>
    shown({ kind: 'Pod', metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': copy } } })
  const annotations = (copy: unknown): unknown => ({
    kind: 'Pod',
    metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': copy } },
  })
  expect(annotated('{"a": "b"}')).toEqual(annotations('{"a": "b"}'))
  expect(annotated('{"a":"some-value"}')).toEqual(annotations('{"a":"********"}'))
  expect(annotated('{"kind":"Secret","data":{"p":"x"}}')).toEqual(annotations('{"kind":"Secret","data":{"p":"********"}}'))
  for (const copy of ['{"a": "b"', 'text', 5]) expect(annotated(copy)).toEqual(annotations('********'))
})

test('JSON in a text is written again only where something in it was hidden', () => {
  expect(shown({ a: '{ "a" : 1 }', b: '{ "a" : "some-value" }', c: ' ["some-value", 4711000]' })).toEqual({
    a: '{ "a" : 1 }',
    b: '{"a":"********"}',
    c: '["********","********"]',
  })
})

test('base64 in a text is hidden whole where something in it is', () => {
  const packed = (text: string): string => Buffer.from(text).toString('base64')
  expect(shown({ a: packed('nothing in here'), b: packed(packed('kind: Secret\ndata: {p: x}')) })).toEqual({
    a: packed('nothing in here'),
    b: '********',
  })
})

describe('an operation of a patch', () => {
  test('of values shows what it does and where, and no value', () =>
    expect(shown([{ op: 'replace', path: '/data/some-value', from: '/data/q', value: 'x', oldValue: { a: ['x'] } }])).toEqual([
      { op: 'replace', path: '/data/********', from: '/data/q', value: '********', oldValue: { a: ['********'] } },
    ]))
  test('has as many levels as any object', () => {
    const operation = (fields: object): unknown => [{ op: 'add', path: '/data/p', ...fields }]
    for (const field of ['value', 'from']) {
      expect(redactor.object(operation({ [field]: nested(62, 1) })).visible).toBe(true)
      expect(redactor.object(operation({ [field]: nested(63, 1) }))).toEqual({ visible: false, reason: 'too-deep' })
    }
  })
  test('of something else is shown', () =>
    expect(shown([{ op: 'replace', path: '/spec/replicas', value: 'x some-value' }])).toEqual([
      { op: 'replace', path: '/spec/replicas', value: 'x ********' },
    ]))
})

test('what an event about a Secret repeats of it is hidden, in JSON within it too', () => {
  const about = { involvedObject: { kind: 'Secret' }, message: '["Invalid value: x"]', note: 'all is well', reason: 'Invalid value: x' }
  expect(shown(about)).toEqual({ ...about, message: '["********"]', reason: '********' })
  expect(shown({ ...about, involvedObject: { kind: 'Pod' } })).toEqual({ ...about, involvedObject: { kind: 'Pod' } })
})
