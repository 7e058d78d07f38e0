import { describe, expect, test } from 'vitest'
import { hashInfo, hashSecret, hashValue, isSecret, servedSecretData } from '../../src/secrets/index.ts'
import { saltDigest } from '../../src/secrets/internal.ts'

/** What of a Secret is shown as it is, what as a hash, and what not at all: field by field. */
const salt = 'sixteen-bytes-at-least'
const sha = (value: unknown): string => hashValue(typeof value === 'string' ? value : JSON.stringify(value), { salt })
const shown = (secret: unknown, scheme: 'sha256' | 'hmac-sha256' = 'sha256'): Record<string, unknown> => {
  const result = hashSecret(secret as object, { salt, scheme })
  if (!result.visible) throw new Error(result.reason)
  return result.value as Record<string, unknown>
}
const metadataOf = (metadata: unknown): Record<string, unknown> =>
  shown({ kind: 'Secret', metadata, stringData: { password: 'long-enough', pin: '1234' } })['metadata'] as Record<string, unknown>
const MARK = { 'live-object-status/hashed': 'sha256' }
const annotationsOf = (annotations: unknown): unknown => metadataOf({ annotations })['annotations']

describe('of a Secret', () => {
  test('what says what it is stays, and everything else is a hash', () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', immutable: true, extra: 'x', spec: { a: 1 }, gone: undefined }
    expect(shown(secret)).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'Opaque',
      immutable: true,
      extra: sha('x'),
      spec: sha({ a: 1 }),
      metadata: { annotations: MARK },
    })
    expect(Object.keys(shown(secret))).not.toContain('gone')
  })
  test('a public field that is no scalar is a hash', () =>
    expect(shown({ kind: 'Secret', type: { a: 1 }, apiVersion: null })).toMatchObject({ type: sha({ a: 1 }), apiVersion: sha(null) }))
  test.each([
    ['data', { data: { a: 'YQ==' } }, { a: sha('YQ==') }],
    ['stringData, as it is served', { stringData: { a: 'a' } }, { a: sha('YQ==') }],
    ['stringData over data', { data: { a: 'Yg==', b: 'Yg==' }, stringData: { a: 'a' } }, { a: sha('YQ=='), b: sha('Yg==') }],
    ['a value that is no text', { data: { a: { b: 1 }, c: 5, d: true } }, { a: sha({ b: 1 }), c: sha(5), d: sha(true) }],
    ['null, which is nothing', { data: { a: null }, stringData: { b: null } }, { a: sha(''), b: sha('') }],
    ['data that is no map', { data: 'YQ==' }, sha(['YQ==', null])],
    ['stringData that is no map', { stringData: ['a'] }, sha([null, ['a']])],
    ['two that are no maps', { data: 'YQ==', stringData: 'a' }, sha(['YQ==', 'a'])],
    ['a map beside what is none', { data: { a: 'YQ==' }, stringData: 'a' }, sha([{ a: 'YQ==' }, 'a'])],
  ])('%s is hashed under the same keys, or whole', (_, fields, data) => {
    const hashed = shown({ kind: 'Secret', ...fields })
    expect(hashed['data']).toEqual(data)
    expect(Object.keys(hashed).sort()).toEqual(['data', 'kind', 'metadata'])
  })
  test.each([[{}], [{ data: null }], [{ data: null, stringData: null }], [{ stringData: undefined }]])('%j has no data to show', fields =>
    expect('data' in shown({ kind: 'Secret', ...fields })).toBe(false),
  )
  test('keys and names are bound to the hash of the keyed scheme, each in its place', () => {
    const hmac = (key: string, value: string, namespace = 'n', name = 's'): string =>
      hashValue(value, { salt, scheme: 'hmac-sha256', context: { namespace, name, key } })
    const secret = {
      kind: 'Secret',
      metadata: { namespace: 'n', name: 's', note: 'x', annotations: { doc: '{' } },
      data: { a: 'YQ==' },
      spec: 'y',
    }
    expect(shown(secret, 'hmac-sha256')).toEqual({
      kind: 'Secret',
      spec: hmac('spec', 'y'),
      data: { a: hmac('a', 'YQ==') },
      metadata: {
        namespace: 'n',
        name: 's',
        note: hmac('metadata.note', 'x'),
        annotations: { doc: hmac('metadata.annotations.doc', '{'), 'live-object-status/hashed': `hmac-sha256 ${saltDigest(salt)}` },
      },
    })
    const nameless = shown({ kind: 'Secret', data: 'x', metadata: 'y' }, 'hmac-sha256')
    expect(nameless['data']).toBe(hmac('data', JSON.stringify(['x', null]), '', ''))
    expect(nameless['metadata']).toMatchObject({ name: hmac('metadata', 'y', '', '') })
  })
})

describe('of its metadata', () => {
  test.each(['name', 'generateName', 'namespace', 'uid', 'resourceVersion', 'creationTimestamp', 'deletionTimestamp', 'selfLink'])(
    '%s stays',
    field => expect(metadataOf({ [field]: 'x' })).toEqual({ [field]: 'x', annotations: MARK }),
  )
  test('numbers and truths stay', () =>
    expect(metadataOf({ generation: 3, deletionGracePeriodSeconds: 0 })).toMatchObject({ generation: 3, deletionGracePeriodSeconds: 0 }))
  test('labels, owners and finalizers stay, of whatever form', () => {
    const unhidden = { labels: { app: 'web' }, ownerReferences: [{ uid: 'u' }], finalizers: ['x/y'] }
    expect(metadataOf(unhidden)).toEqual({ ...unhidden, annotations: MARK })
  })
  test('anything else is a hash, and so is a map where a scalar belongs', () =>
    expect(metadataOf({ note: 'x', name: { a: 1 }, uid: null })).toEqual({
      note: sha('x'),
      name: sha({ a: 1 }),
      uid: sha(null),
      annotations: MARK,
    }))
  test.each([[undefined], [null]])('metadata of %j has the mark alone', metadata =>
    expect(metadataOf(metadata)).toEqual({ annotations: MARK }),
  )
  test('metadata that is no map is a hash where a name would stand', () =>
    expect(metadataOf(['x'])).toEqual({ name: sha(['x']), annotations: MARK }))
})

describe('of its annotations', () => {
  test('a short line under a key of a common tool stays; a document, a long text, two lines and what is no text are hashes', () => {
    const [kept, long] = ['x'.repeat(256), 'x'.repeat(257)]
    const plain = (given: object): object => Object.fromEntries(Object.entries(given).map(([key, value]) => [`helm.sh/${key}`, value]))
    const given = { a: 'fine', kept, long, list: '["a"]', map: 'see {', lines: 'a\nb', number: 5, empty: '' }
    expect(annotationsOf({ ...plain(given), 'x.example/a': 'fine' })).toEqual({
      ...MARK,
      ...plain({ a: 'fine', kept, long: sha(long), list: sha('["a"]'), map: sha('see {'), lines: sha('a\nb'), number: sha(5), empty: '' }),
      'x.example/a': sha('fine'),
    })
  })
  test('a copy of the object and an old mark go', () =>
    expect(
      annotationsOf({
        'kubectl.kubernetes.io/last-applied-configuration': 'x',
        'live-object-status/hashed': 'x',
        'kapp.k14s.io/original': 'x',
      }),
    ).toEqual(MARK))
  test('what repeats a value is a hash, whether encoded, without padding or decoded; values of three characters are found by chance', () => {
    const encoded = btoa('long-enough')
    const echoes = {
      'helm.sh/plain': 'is long-enough',
      'helm.sh/encoded': `v=${encoded}`,
      'helm.sh/bare': `v=${encoded.replaceAll('=', '')}!`,
      'helm.sh/percent': 'is long%2Denough',
      'helm.sh/pin': 'is 1234',
    }
    expect(annotationsOf(echoes)).toEqual({
      ...MARK,
      ...Object.fromEntries(Object.entries(echoes).map(([name, value]) => [name, sha(value)])),
    })
  })
  test.each([
    ['three characters', 'q7z', false],
    ['four characters', 'q7zx', true],
  ])('a value of %s', (_, value, isHidden) => {
    const hashed = shown({ kind: 'Secret', metadata: { annotations: { 'helm.sh/note': `is ${value}` } }, stringData: { a: value } })
    expect((hashed['metadata'] as { annotations: Record<string, unknown> }).annotations['helm.sh/note'] === `is ${value}`).toBe(!isHidden)
  })
  test('values that are no base64 are looked for as they are', () => {
    const hashed = shown({ kind: 'Secret', metadata: { annotations: { 'helm.sh/note': 'is not*base64*' } }, data: { a: 'not*base64*' } })
    expect(JSON.stringify(hashed)).not.toContain('base64*')
  })
  test.each([
    [{ data: 'x', stringData: { a: 'long-enough' } }],
    [{ data: { a: 'bG9uZy1lbm91Z2g=' }, stringData: ['x'] }],
    [{ data: 'long-enough' }],
    [{ data: ['long-enough'] }],
  ])('values are looked for also in %j, which no server takes', fields => {
    const notes = { 'helm.sh/plain': 'is long-enough', 'helm.sh/encoded': 'is bG9uZy1lbm91Z2g' }
    expect(JSON.stringify(shown({ kind: 'Secret', metadata: { annotations: notes }, ...fields }))).not.toMatch(/is (?:long-enough|bG9u)/)
  })
  test('values that are no text are looked for nowhere', () =>
    expect(
      shown({ kind: 'Secret', metadata: { annotations: { 'helm.sh/note': '12345678' } }, data: { a: 12_345_678 } })['metadata'],
    ).toMatchObject({
      annotations: { 'helm.sh/note': '12345678' },
    }))
})

describe('of its managedFields', () => {
  const managed = (entry: unknown): unknown => metadataOf({ managedFields: entry })['managedFields']
  test('who, how and when stay, and the names of fields; values go', () => {
    const entry = { manager: 'm', operation: 'Update', apiVersion: 'v1', time: 't', fieldsType: 'FieldsV1', subresource: 'status' }
    const fieldsV1 = { 'f:data': { '.': {}, 'f:a': {}, 'k:{"x":"y"}': { 'f:b': {} }, 'v:"z"': {} }, other: {} }
    expect(managed([{ ...entry, fieldsV1, more: 'x' }])).toEqual([{ ...entry, fieldsV1: { 'f:data': { '.': {}, 'f:a': {} } } }])
  })
  test('what is no scalar goes', () =>
    expect(managed([{ manager: { a: 1 }, time: null, operation: 'Apply' }])).toEqual([{ operation: 'Apply' }]))
  test('what is no list, and what is no entry, is empty', () => {
    expect(managed('x')).toEqual([])
    expect(managed(['x', 5])).toEqual([{}, {}])
    expect(managed([{ fieldsV1: 'x' }])).toEqual([{ fieldsV1: {} }])
  })
  test('no deeper than any type nests', () => {
    const nested = (depth: number): object => (depth === 0 ? {} : { 'f:a': nested(depth - 1) })
    const depthOf = (value: unknown): number => {
      const inner = (value as Record<string, unknown>)['f:a']
      return inner === undefined ? 0 : 1 + depthOf(inner)
    }
    const [entry] = managed([{ fieldsV1: nested(200) }]) as [{ fieldsV1: unknown }]
    expect(depthOf(entry.fieldsV1)).toBe(65)
  })
})

describe('of a List', () => {
  const item = { metadata: { name: 'a' }, stringData: { a: 'a' } }
  test('what says how it goes on stays, and each item is hashed', () => {
    const metadata = { resourceVersion: '7', continue: 'next', remainingItemCount: 3, selfLink: 'x' }
    expect(shown({ apiVersion: 'v1', kind: 'SecretList', metadata, items: [item, { ...item, kind: 'Secret' }], extra: 'x' })).toEqual({
      apiVersion: 'v1',
      kind: 'SecretList',
      metadata: { resourceVersion: '7', continue: 'next', remainingItemCount: 3 },
      items: [shown(item), { ...shown(item), kind: 'Secret' }],
    })
  })
  test('what is no scalar does not stay', () =>
    expect(shown({ apiVersion: { a: 1 }, kind: 'List', metadata: { resourceVersion: { a: 1 } }, items: 'x' })).toEqual({
      apiVersion: undefined,
      kind: 'List',
      metadata: {},
      items: [],
    }))
  test('Lists within are opened, but not without end', () => {
    const nested = (depth: number): object => (depth === 0 ? item : { kind: 'List', items: [nested(depth - 1)] })
    expect(hashSecret(nested(64), { salt }).visible).toBe(true)
    expect(hashSecret(nested(65), { salt })).toEqual({ visible: false, reason: 'not-a-secret' })
  })
  test.each([[[5]], [['x']], [[null]], [[{ kind: 'Pod' }]], [[item, { kind: 'Pod' }]]])('with %j in it is withheld', items =>
    expect(hashSecret({ kind: 'List', items }, { salt })).toEqual({ visible: false, reason: 'not-a-secret' }),
  )
})

describe('withheld', () => {
  const trap = new Proxy({ kind: 'Secret' }, { get: () => expect.fail('no') })
  test('where it cannot be read', () => expect(hashSecret(trap, { salt })).toEqual({ visible: false, reason: 'not-readable' }))
  test.each([[null], [5], ['Secret'], [['Secret']], [{ kind: 'ConfigMap' }], [{ kind: 5 }]])('%j, which is no Secret', value =>
    expect(hashSecret(value as object, { salt })).toEqual({ visible: false, reason: 'not-a-secret' }),
  )
  test('a Secret that cannot be read is a Secret, without values to tell', () => {
    expect(isSecret(trap)).toBe(true)
    expect(servedSecretData(trap)).toBeUndefined()
    expect(hashInfo(trap)).toBeUndefined()
  })
})

describe('arguments', () => {
  test('and a context may be left out', () =>
    expect(hashValue('v', { salt, scheme: 'hmac-sha256' })).toBe(
      hashValue('v', { salt, scheme: 'hmac-sha256', context: { namespace: '', name: '', key: '' } }),
    ))
})

describe('how it was hashed', () => {
  const marked = (mark: unknown): unknown => hashInfo({ metadata: { annotations: { 'live-object-status/hashed': mark } } })
  test.each(['sha256', 'hmac-sha256'])('is read back, by %s', scheme =>
    expect(marked(`${scheme} abc`)).toEqual({ scheme, saltDigest: 'abc' }),
  )
  test('is read back without a digest, as of a salt that may be guessed', () => {
    expect(marked('sha256')).toEqual({ scheme: 'sha256' })
    expect(marked('hmac-sha256')).toBeUndefined()
  })
  test.each(['md5 abc', '', 5, null])('is not known from %j', mark => expect(marked(mark)).toBeUndefined())
  test('the digest of a salt is as it always was', () => {
    expect(saltDigest('salt')).toBe('EMywzYOTC/IZuXIk')
    expect(saltDigest('')).toHaveLength(16)
  })
})

describe('data as the server serves it', () => {
  test.each<readonly [object, unknown]>([
    [{ data: { a: 'dmFs\ndWU' } }, { a: 'dmFsdWU=' }],
    [{ data: { a: '*' } }, { a: '*' }],
    [{ data: { a: 5, b: null } }, { a: 5, b: '' }],
    [{ stringData: { a: 'é', b: 5, c: null } }, { a: 'w6k=', b: 5, c: '' }],
    [{ data: {}, stringData: null }, {}],
    [{ data: null }, undefined],
    [{ data: [] }, undefined],
    [{ data: {}, stringData: 'x' }, undefined],
    [{}, undefined],
  ])('%j gives %j', (secret, data) => expect(servedSecretData(secret)).toEqual(data))
  test.each(['Secret', 'secret', ' SECRET ', 'secret\n'])('%j is a Secret', kind => expect(isSecret({ kind })).toBe(true))
  test.each(['Secrets', '', 'ConfigMap', 5])('%j is none', kind => expect(isSecret({ kind: kind as string })).toBe(false))
})
