import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { createRedactor } from '../../src/redact/index.ts'
import { hashSecret } from '../../src/secrets/index.ts'
import { compareObject, type CompareOptions } from '../../src/sync/index.ts'
import { configMap } from '../support/class-records.ts'

describe('a redactor', () => {
  const value = 'hunter2secret'
  const redactor = createRedactor([value])
  const shows = (desired: unknown, live: unknown, options: CompareOptions = {}): boolean => {
    const shown = compareObject(desired as KubeObject, live as KubeObject, { redactor, ...options })
    expect(shown).not.toHaveProperty('patch')
    expect([...shown.differences, ...shown.notes, ...shown.rejections].length).toBeGreaterThan(0)
    return JSON.stringify(shown).includes(value)
  }
  const deployment = (env: readonly object[]): unknown => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { template: { spec: { containers: [{ name: 'web', env }] } } },
  })
  const owned = (manager: string, operation: string): object => ({
    metadata: {
      name: 'web',
      namespace: 'shop',
      managedFields: [{ manager, operation, apiVersion: 'v1', fieldsV1: { 'f:data': { 'f:k': {}, [`f:${value}`]: {} } } }],
    },
  })
  test.each<[string, unknown, unknown, CompareOptions?]>([
    ['values', configMap({ k: value }), configMap({ k: 'y' })],
    ['names of fields', configMap({ [value]: 'x' }), configMap({ [value]: 'y' })],
    ['keys of list items', deployment([{ name: value, value: 'x' }]), deployment([{ name: value, value: 'y' }])],
    [
      'names of the object',
      { ...configMap({ k: 'x' }), metadata: { name: value } },
      { ...configMap({ k: 'y' }), metadata: { name: value } },
    ],
    ['managers', configMap({ k: 'x' }), configMap({ k: 'y' }, owned(value, 'Update'))],
    ['managers in the way', configMap({ k: 'x' }), configMap({ k: 'y' }, owned(value, 'Apply')), { force: false, fieldManager: 'me' }],
    ['what others added', configMap({ k: 'x' }), configMap({ k: 'x', [value]: value }, owned('kubectl-edit', 'Update'))],
    ['dropped fields', { ...configMap({ k: 'x' }), [value]: 1 }, configMap({ k: 'x' }), { applier: 'client-side' }],
    ['refused fields', { ...configMap({ k: 'x' }), [value]: 1 }, configMap({ k: 'x' }), { applier: 'server-side' }],
    ['API versions', { ...configMap({}), apiVersion: value }, configMap({})],
  ])('hides what it is to hide in %s', (_, desired, live, options) => {
    expect(shows(desired, live, options)).toBe(false)
    expect(shows(desired, live, { ...options, redactor: createRedactor([]) })).toBe(true)
  })
  test('leaves an ignore rule out where it would have to name what is hidden, and rules apply to what is there', () => {
    const pair = [configMap({ [value]: 'x', k: 'x' }), configMap({ [value]: 'y', k: 'y' })] as const
    expect(compareObject(...pair, { redactor }).differences.map(difference => difference.ignoreRule?.own)).toEqual([
      undefined,
      { pointer: '/data/k' },
    ])
    expect(compareObject(...pair, { redactor, ignore: [{ pointer: `/data/${value}` }] }).suppressed.map(({ path }) => path)).toEqual([
      'data.********',
    ])
  })
})

const SALT = 'sixteen-bytes-at-least'

describe('secrets', () => {
  const secret = (password: string, more: object = {}): KubeObject =>
    ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'db', namespace: 'shop' },
      data: { password: btoa(password) },
      ...more,
    }) as KubeObject
  const clear = ['hunter2-old', 'hunter2-new'].flatMap(value => [value, btoa(value)])
  const shows = (value: unknown): boolean => clear.some(text => JSON.stringify(value).includes(text))
  const withoutPatch = (options: CompareOptions = {}) => {
    const { patch: _raw, ...shown } = compareObject(secret('hunter2-new'), secret('hunter2-old'), options)
    return shown
  }
  test('show that a value changed, and never the value', () => {
    expect(withoutPatch()).toMatchObject({
      status: 'OutOfSync',
      differences: [{ path: 'data.password', message: 'data.password is not what was deployed' }],
    })
    expect(shows(withoutPatch())).toBe(false)
  })
  test('show nothing of the copies that tools keep in annotations', () => {
    const copy = JSON.stringify(secret('hunter2-old'))
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': copy, 'kapp.k14s.io/original': copy, note: 'x' }
    const fields = (names: readonly string[]) => ({
      'f:metadata': { 'f:annotations': { '.': {}, ...Object.fromEntries(names.map(name => [`f:${name}`, {}])) } },
    })
    const managedFields = [
      { manager: 'kubectl-edit', operation: 'Update', apiVersion: 'v1', fieldsV1: fields(Object.keys(annotations).slice(1)) },
    ]
    const live = {
      ...secret('hunter2-old'),
      type: 'Opaque',
      metadata: { name: 'db', namespace: 'shop', annotations, managedFields },
    } as KubeObject
    for (const desired of [
      secret('hunter2-old'),
      secret('hunter2-old', { metadata: { name: 'db', namespace: 'shop', annotations: { own: 'y' } } }),
    ]) {
      const { notes, differences } = compareObject(desired, live)
      expect(notes.length).toBeGreaterThan(0)
      expect(shows([notes, differences])).toBe(false)
    }
  })
  test('show hashes where a salt is given', () => {
    const shown = withoutPatch({ redactor: createRedactor([], { secrets: { salt: 's' } }) })
    expect(shown.differences[0]?.live).toMatch(/^[A-Za-z0-9+/]{43}=$/)
    expect(shows(shown)).toBe(false)
  })
  test('of a typed list, whose items have no kind, are no less hidden', () => {
    const { kind: _kind, apiVersion: _version, ...live } = secret('hunter2-old')
    const { patch: _raw, ...shown } = compareObject(secret('hunter2-new'), live)
    expect(shown.status).toBe('OutOfSync')
    expect(shows(shown)).toBe(false)
  })
  test('of stringData compare with what is served', () => {
    const { data: _data, ...rest } = secret('x') as KubeObject & { data: unknown }
    const desired = { ...rest, stringData: { password: 'hunter2-new' } } as KubeObject
    expect(compareObject(desired, secret('hunter2-new')).status).toBe('InSync')
    expect(compareObject(desired, secret('hunter2-old')).differences[0]).toMatchObject({ class: 'changed', path: 'data.password' })
  })
  test.each(['sha256', 'hmac-sha256'] as const)('hashed by %s on either side or both compare by their hashes', scheme => {
    const hashed = (password: string, salt = SALT): KubeObject => {
      const result = hashSecret(secret(password), { salt, scheme })
      if (!result.visible) throw new Error(result.reason)
      return result.value
    }
    const redactor = createRedactor([], { secrets: { salt: SALT, scheme } })
    expect(compareObject(hashed('a'), hashed('a')).status).toBe('InSync')
    expect(compareObject(hashed('a'), hashed('b')).status).toBe('OutOfSync')
    expect(compareObject(secret('a'), hashed('a'), { redactor }).status).toBe('InSync')
    expect(compareObject(hashed('b'), secret('a'), { redactor }).status).toBe('OutOfSync')
    expect(compareObject(secret('a'), hashed('a'))).toMatchObject({ status: 'Unknown', reason: 'HashedWithoutSalt' })
    expect(compareObject(hashed('a', 'another-one-of-sixteen-bytes'), hashed('a'))).toMatchObject(
      scheme === 'sha256' ? { status: 'OutOfSync' } : { status: 'Unknown', reason: 'DifferentSalts' },
    )
  })
})
