import { describe, expect, test } from 'vitest'
import {
  holdsSecretManifest,
  isHidden,
  isPatchOperation,
  isPlainAnnotation,
  pointsToValues,
  shapeOf,
  shapeWithin,
  unknownShape,
} from '../../src/secrets/reading/secret-shapes.ts'

const of = (kind: string) => ({ kind, secret: false, about: false })

describe('the rules of a Secret apply to', () => {
  test.each([
    ['a Secret', { kind: 'Secret', metadata: {} }],
    ['a Secret in any spelling', { KIND: ' sEcret ', metadata: {} }],
    ['a Secret with nothing but values', { kind: 'Secret', data: {} }],
    ['a Secret with bytes', { kind: 'Secret', BinaryData: {} }],
    ['a review of a Secret', { kind: { kind: 'Secret' }, object: {} }],
    ['a review of what was one', { kind: { kind: 'Secret' }, oldObject: {} }],
    ['a record of a request for one', { kind: 'Secret', requestObject: {} }],
    ['a record of an answer with one', { kind: 'Secret', responseObject: {} }],
    ['a list that says so', { kind: ['Secret'], data: {} }],
    ['anything with stringData', { kind: 'ConfigMap', stringdata: {} }],
    ['data without a kind, beside metadata', { metadata: {}, data: {}, other: 1 }],
    ['a patch of data', { data: {}, type: 'Opaque', apiVersion: 'v1', immutable: true, $patch: 'merge', $retainKeys: [] }],
  ])('%s', (_, record) => expect(shapeOf(record, unknownShape).secret).toBe(true))

  test.each([
    ['a reference', { kind: 'Secret', name: 's', namespace: 'n' }],
    ['another kind with data', { kind: 'ConfigMap', metadata: {}, data: {} }],
    ['data beside other fields', { data: {}, path: '/data' }],
    ['data beside metadata that is no object', { data: {}, metadata: 'x', other: 1 }],
    ['metadata alone', { metadata: {}, other: 1 }],
    ['a kind that only sounds alike', { kind: 'SecretStore', metadata: {} }],
    ['nothing', {}],
  ])('not %s', (_, record) => expect(shapeOf(record, unknownShape).secret).toBe(false))

  test('whatever stands in one, and not to data in an object whose kind is known', () => {
    expect(shapeOf({ a: 1 }, { kind: '', secret: true, about: false })).toEqual({ kind: '', secret: true, about: false })
    expect(shapeOf({ data: {}, metadata: {} }, of('configmap'))).toEqual({ kind: 'configmap', secret: false, about: false })
    expect(shapeOf({ kind: 'Pod', metadata: {} }, of('list'))).toEqual({ kind: 'pod', secret: false, about: false })
  })
})

test.each(['involvedObject', 'regarding', 'related', 'details'])('what says under %s that it is about a Secret is about one', field => {
  const about = (record: object, given = unknownShape): boolean => shapeOf(record as Record<string, unknown>, given).about
  expect(about({ [field]: { kind: 'Secret' } })).toBe(true)
  expect(about({ [field]: { kind: 'ExternalSecret' } })).toBe(true)
  expect(about({ [field]: { kind: 'Pod' } })).toBe(false)
  expect(about({ [field]: 'Secret' })).toBe(false)
  expect(about({ other: { kind: 'Secret' } })).toBe(false)
  expect(about({}, { ...unknownShape, about: true })).toBe(true)
})

describe('what stands in a field', () => {
  test('that is a list of items is of the kind of the list', () => {
    expect(shapeWithin(of('secretlist'), 'Items')).toEqual({ kind: 'secret', secret: true, about: false })
    expect(shapeWithin({ ...of('podlist'), about: true }, 'items')).toEqual({ kind: 'pod', secret: false, about: true })
    expect(shapeWithin(of('list'), 'items')).toEqual(of(''))
    expect(shapeWithin(of('pod'), 'items')).toEqual(of('pod'))
    expect(shapeWithin(of('secretlist'), 'other')).toEqual(of('secretlist'))
  })
  test('of a row of a table may be a Secret', () => {
    expect(shapeWithin({ ...of('table'), about: true }, 'object')).toEqual({ kind: 'table', secret: true, about: true })
    expect(shapeWithin(of('table'), 'cells')).toEqual(of('table'))
    expect(shapeWithin(of('other'), 'object')).toEqual(unknownShape)
  })
  test.each(['object', 'oldObject', 'requestObject', 'responseObject'])('that carries an object (%s) is of a kind of its own', field =>
    expect(shapeWithin({ kind: 'event', secret: true, about: true }, field)).toEqual(unknownShape),
  )
  test('that is a template of what makes Secrets is one', () => {
    for (const field of ['template', 'Templates', 'templateFrom']) {
      expect(shapeWithin(of('externalsecret'), field).secret).toBe(true)
      expect(shapeWithin(of('deployment'), field).secret).toBe(false)
      expect(shapeWithin(of('secret'), field).secret).toBe(false)
    }
    expect(shapeWithin(of('externalsecret'), 'target')).toEqual(of('externalsecret'))
    expect(shapeWithin({ ...of('externalsecret'), about: true }, 'target').about).toBe(true)
  })
})

describe('without its values is shown', () => {
  const secret = { kind: 'secret', secret: true, about: false }
  test.each([
    ['data', {}],
    ['stringData', {}],
    ['binaryData', {}],
    ['password', 'x'],
    ['type', {}],
    ['kind', ['x']],
    ['immutable', {}],
  ])('the field %s of a Secret', (field, value) => expect(isHidden(secret, field, value)).toBe(true))
  test.each([
    ['apiVersion', 'v1'],
    ['kind', 'Secret'],
    ['Type', 'Opaque'],
    ['immutable', true],
    ['metadata', {}],
    ['metadata', 'x'],
    ['engineVersion', 'v2'],
    ['mergePolicy', 'Merge'],
  ])('but not its %s', (field, value) => expect(isHidden(secret, field, value)).toBe(false))
  test.each(['.dockerconfigjson', '.dockercfg', ' .DockerConfigJson '])('a registry configuration (%s), unless it is sealed', field => {
    expect(isHidden(of('configmap'), field, 'x')).toBe(true)
    expect(isHidden(of('sealedsecret'), field, 'x')).toBe(false)
  })
  test('what makes a Secret, in any object', () => {
    for (const [field, value, hidden] of [
      ['stringData', 'x', true],
      ['auths', {}, true],
      ['auths', 'x', false],
      ['secretGenerator', [], true],
      ['secretGenerator', 'x', false],
      ['data', {}, false],
      ['type', {}, false],
    ] as const)
      expect([field, isHidden(of('configmap'), field, value)]).toEqual([field, hidden])
    expect(isHidden(of('externalsecret'), 'data', {})).toBe(true)
    expect(isHidden(of('externalsecret'), 'data', [])).toBe(false)
    expect(isHidden(of('externalsecret'), 'spec', {})).toBe(false)
  })
})

test('annotations of common tools tell nothing of a Secret, by the whole of their domain', () => {
  const plain = [
    'meta.helm.sh',
    'helm.sh',
    'app.kubernetes.io',
    'argocd.argoproj.io',
    'kustomize.toolkit.fluxcd.io',
    'kubernetes.io',
    'live-object-status',
  ]
  for (const domain of plain) {
    expect(isPlainAnnotation(`${domain}/name`)).toBe(true)
    for (const other of [`x.${domain}/name`, domain, `${domain}x/name`, domain.replace('.', 'x')])
      expect(isPlainAnnotation(other)).toBe(false)
  }
})

describe('a text with the manifest of a Secret is hidden', () => {
  test.each([
    ['YAML', 'kind: Secret\ndata:\n  p: x'],
    ['YAML in the other order', 'data:\n  p: x\nkind: Secret'],
    ['a list', 'kind: SecretList\nitems:\n- data: {}'],
    ['quotes', '"kind": "Secret", "data": {}'],
    ['single quotes', "'kind': 'Secret'\n'data': {}"],
    ['escaped quotes', '{\\"kind\\":\\"Secret\\",\\"data\\":{}}'],
    ['a tag', 'kind: !!str Secret\ndata: {}'],
    ['a tag of its own', 'kind: !str Secret\ndata: {}'],
    ['an anchor', 'kind: &kind Secret\ndata: {}'],
    ['a comment', 'kind: Secret # of the shop\ndata: {}'],
    ['a flow', '{kind: Secret, data: {}}'],
    ['a flow that ends with its kind', '{data: {}, kind: Secret}'],
    ['a flow that is not closed', '[{data: {}, kind: Secret]'],
    ['white space before colons', 'kind : Secret\ndata : {}'],
    ['a diff', '-kind: Secret\n+kind: Secret\n data:\n'],
    ['line breaks of Windows', 'kind: Secret\r\ndata:\r\n  p: x'],
    ['stringData of any kind', 'stringData:\n  p: x'],
    ['stringData in a flow', '{stringData : {}}'],
    ['stringData in a pipe', 'a|stringData: {}'],
    ['a registry configuration', '{"auths": {}}'],
    ['a registry configuration in YAML', 'a: 1\nauths :\n'],
    ['a patch in YAML', '- op: replace\n  path: /data/p\n'],
    ['a patch in JSON', '{"op":"add","path":"/stringData/p"}'],
    ['a test in a patch', 'op : test, path : /data'],
    ['what a decoder quotes', 'Secret: ...|"data":{"p":"x"}|...'],
  ])('in or with %s', (_, text) => expect(holdsSecretManifest(text)).toBe(true))

  test.each([
    ['another kind', 'kind: ConfigMap\ndata:\n  secret: x'],
    ['a Secret without data', 'kind: Secret\nname: s'],
    ['a kind that goes on', 'kind: SecretStore\ndata: {}'],
    ['a word that ends so', 'subkind: Secret\ndata: {}'],
    ['a field that ends so', 'kind: Secret\nmetadata: {}'],
    ['data that is no field', 'kind: Secret\ndatabase: x'],
    ['no kind', 'secret\ndata: {}'],
    ['stringData as Go prints it', 'secret stringData:map[a:b]'],
    ['words on stringData', 'put the secret into mystringData: or stringData'],
    ['words on auths', 'no auths, and oauths: 5'],
    ['a patch of something else', '- op: replace\n  path: /spec/data'],
    ['a patch that takes away', '- op: remove\n  path: /data/p'],
    ['a pointer without an operation', 'secret op path: /data/p'],
    ['a path that goes on', 'op: add\npath: /database'],
    ['what a decoder quotes without data', 'secret ...| x'],
  ])('but not %s', (_, text) => expect(holdsSecretManifest(text)).toBe(false))
})

test('operations of a patch have an operation and a path, as texts', () => {
  expect(isPatchOperation({ op: 'add', path: '/a' })).toBe(true)
  for (const record of [{ op: 'add' }, { path: '/a' }, { op: 1, path: '/a' }, { op: 'add', path: 1 }])
    expect(isPatchOperation(record)).toBe(false)
})

test('pointers lead to values by any of their steps', () => {
  for (const path of ['/data', '/data/p', '/spec/Data', '/stringData/p', '/binaryData', '/a/.dockerconfigjson', '/.dockercfg'])
    expect([path, pointsToValues(path)]).toEqual([path, true])
  for (const path of ['', '/', '/metadata', '/spec/database', 'data-x']) expect([path, pointsToValues(path)]).toEqual([path, false])
})
