import { describe, expect, test } from 'vitest'
import { createRedactor } from '../../src/redact/index.ts'
import { inWords, displayValue, createViewer, type Viewer } from '../../src/sync/difference/show-value.ts'
import type { JsonRecord } from '../../src/model/kube-object.ts'
import { insideOf } from '../../src/redact/internal.ts'
import { createShownSides } from '../../src/sync/difference/shown-sides.ts'

const plain: Viewer = { secret: false, hash: undefined, shown: undefined }
const secret: Viewer = { ...plain, secret: true }
const hashing: Viewer = { ...secret, hash: (value, key) => `#${key}:${value}` }
const COPY = 'kubectl.kubernetes.io/last-applied-configuration'

describe('values of a Secret', () => {
  test.each<[string, unknown, string[], Viewer, unknown]>([
    ['are left out', 'x', ['f:data', 'f:a'], secret, undefined],
    ['are left out as a whole', { a: 'x' }, ['f:data'], secret, undefined],
    ['are left out of what is to be written', 'x', ['f:stringData', 'f:a'], secret, undefined],
    ['are hashed with their key', 'x', ['f:data', 'f:a'], hashing, '#a:x'],
    ['are hashed in what is to be written', 'x', ['f:stringData', 'f:a'], hashing, '#a:x'],
    ['are hashed each', { a: 'x', b: 'y', c: 1 }, ['f:data'], hashing, { a: '#a:x', b: '#b:y', c: null }],
    ['that are no text are left out', 1, ['f:data', 'f:a'], hashing, undefined],
    ['that are no record are left out', 'x', ['f:data'], hashing, undefined],
    ['are not those of its other fields', 'Opaque', ['f:type'], secret, 'Opaque'],
    ['are not those of other kinds', 'x', ['f:data', 'f:a'], plain, 'x'],
    ['that are not there are nothing', undefined, ['f:data', 'f:a'], hashing, undefined],
  ])('%s', (_, value, elements, viewer, expected) => {
    expect(displayValue(value, elements, viewer)).toEqual(expected)
  })
  test('are hashed where there is a salt, and shown where they are hashes', () => {
    const live = { metadata: { name: 'db', namespace: 'shop' } }
    const salted = (salt: string, scheme: 'sha256' | 'hmac-sha256' = 'sha256') => ({
      redactor: createRedactor([], { secrets: { salt, scheme } }),
    })
    const hash = createViewer(live, { secret: true, hashed: false }, salted('s')).hash
    expect(hash?.('x', 'a')).toMatch(/^[\w:+/=-]{16,}$/)
    expect(hash?.('x', 'a')).not.toBe(hash?.('y', 'a'))
    expect(createViewer(live, { secret: true, hashed: false }, {}).hash).toBeUndefined()
    expect(createViewer(live, { secret: false, hashed: false }, salted('s')).hash).toBeUndefined()
    expect(createViewer(live, { secret: true, hashed: true }, {}).hash?.('x', 'a')).toBe('x')
    const keyed = (name: string, namespace: string): string | undefined =>
      createViewer(
        { metadata: { name, namespace } },
        { secret: true, hashed: false },
        salted('sixteen-bytes-at-least', 'hmac-sha256'),
      ).hash?.('x', 'a')
    expect(new Set([keyed('a', 'x'), keyed('b', 'x'), keyed('a', 'y'), keyed('a', 'x')]).size).toBe(3)
  })
})

describe('annotations that hold a copy of the object', () => {
  test.each<[string, unknown, string[], unknown]>([
    ['one alone', 'text', ['f:metadata', 'f:annotations', `f:${COPY}`], undefined],
    ['another annotation', 'text', ['f:metadata', 'f:annotations', 'f:a'], 'text'],
    ['all annotations', { [COPY]: 'text', a: '1' }, ['f:metadata', 'f:annotations'], { a: '1' }],
    ['all metadata', { annotations: { [COPY]: 'text', a: '1' }, b: 1 }, ['f:metadata'], { annotations: { a: '1' }, b: 1 }],
    ['metadata without any', { b: 1 }, ['f:metadata'], { b: 1 }],
    ['metadata that are none', 'text', ['f:metadata'], 'text'],
    ['annotations that are none', 'text', ['f:metadata', 'f:annotations'], 'text'],
    ['a label of that name', 'text', ['f:metadata', 'f:labels', `f:${COPY}`], 'text'],
    ['a field of that name elsewhere', { annotations: { [COPY]: 'text' } }, ['f:spec', 'f:template'], { annotations: { [COPY]: 'text' } }],
  ])('%s', (_, value, elements, expected) => {
    expect(displayValue(value, elements, plain)).toEqual(expected)
  })
})

describe('with a redactor', () => {
  const manifest = (k: string): JsonRecord => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'nested' }, stringData: { k } })
  const objectOf = (k: string): JsonRecord => ({
    apiVersion: 'x.example/v1',
    kind: 'Object',
    metadata: { name: 'o' },
    spec: { size: 'large', manifest: manifest(k), list: [{ name: 'a', value: 'hunter2secret' }, manifest(k)] },
  })
  const [desired, live] = [objectOf('zebra-1'), objectOf('zebra-2')]
  const { createCopies } = insideOf(createRedactor(['hunter2secret']))
  const viewer: Viewer = { ...plain, shown: createShownSides(createCopies(), desired, live) }
  test.each<[string, unknown, string[], unknown]>([
    ['a value that is none to hide is shown', 'large', ['f:spec', 'f:size'], 'large'],
    ['a value to hide is hidden', 'hunter2secret', ['f:spec', 'f:list', 'i:0', 'f:value'], '********'],
    ['a leaf below a nested Secret is not shown', 'zebra-2', ['f:spec', 'f:manifest', 'f:stringData', 'f:k'], undefined],
    ['nor that of the manifest', 'zebra-1', ['f:spec', 'f:manifest', 'f:stringData', 'f:k'], undefined],
    ['nor one that is on neither side', 'zebra-3', ['f:spec', 'f:manifest', 'f:stringData', 'f:k'], undefined],
    ['nor one at a place that is on neither side', 'zebra-3', ['f:spec', 'f:manifest', 'f:stringData', 'f:new'], undefined],
    ['nor all of its values', { k: 'zebra-2' }, ['f:spec', 'f:manifest', 'f:stringData'], undefined],
    ['nor one in a list of which items came', 'zebra-2', ['f:spec', 'f:list'], undefined],
    ['nor what is in a list and cannot be found', 'zebra-3', ['f:spec', 'f:list'], undefined],
    [
      'an item of a list is shown without them',
      live['spec'] && manifest('zebra-2'),
      ['f:spec', 'f:list'],
      { ...manifest(''), stringData: { k: '********' } },
    ],
    ['a default is shown as it would be in its place', { a: 'hunter2secret' }, ['f:spec', 'f:more'], { a: '********' }],
  ])('%s', (_, value, elements, expected) => expect(displayValue(value, elements, viewer)).toEqual(expected))
})

test('in a sentence a value is short and on one line', () => {
  expect(inWords('a "b"\nc')).toBe(String.raw`"a \"b\"\nc"`)
  expect(inWords({ a: [1, null, true] })).toBe('{"a":[1,null,true]}')
  expect(inWords(undefined)).toBe('nothing')
  expect(inWords('x'.repeat(78))).toBe(`"${'x'.repeat(78)}"`)
  expect(inWords('x'.repeat(79))).toBe(`"${'x'.repeat(76)}...`)
})
