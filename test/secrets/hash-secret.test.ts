import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashInfo, hashSecret, hashValue, isSecret, servedSecretData } from '../../src/secrets/index.ts'
import { saltDigest } from '../../src/secrets/internal.ts'
import { deepFreeze } from '../support/deep-freeze.ts'

/** The product's own vector, from the tests of its Kubernetes monitor, and others computed in its format. */
test.each([
  ['Projects-123/Environments-45/Tenants-6', 'secret-value你好', 'rf+ELuSDCCMNp0r5dtKW94mL9MH0vFqRpxhGTWpa//k='],
  ['salt', 'dmFsdWU=', 'xGmwiXXCdZZLbI5Fg/iy8igRbPTZGZQxsH8JFb331ng='],
  ['salt', '', 'Y0ea1poJCyWCd+yPum+ZQZov+ySJgVEGV8lEzNEUjpc='],
  ['sa', 'lt', 'Y0ea1poJCyWCd+yPum+ZQZov+ySJgVEGV8lEzNEUjpc='],
  ['Projects-1/Environments-1', 'cGFzc3dvcmQ=', 'QqbW0Rd6+lv8xP3cr4N//drwD8FQYY8Nvg6BV1ChoBw='],
  ['Projects-1/Environments-1/Tenants-1', 'cGFzc3dvcmQ=', '5PObslWH1H71UOB3Di0srOhRNIB6qeHN3jrDeoDL12c='],
  ['Projects-1/Environments-1', 'password', 'KauQUKWjb8C765mA+zK27U73pi/bQlUGgqy5ED+REbY='],
])('salt %j and value %j hash as the product hashes them', (salt, value, hash) => expect(hashValue(value, { salt })).toBe(hash))

test('the keyed scheme tells keys, names and namespaces apart, the salted one does not', () => {
  const at = (key: string, name: string, scheme: 'sha256' | 'hmac-sha256'): string =>
    hashValue('v', { salt: SALT, scheme, context: { namespace: 'n', name, key } })
  expect(at('a', 'x', 'sha256')).toBe(at('b', 'y', 'sha256'))
  expect(new Set([at('a', 'x', 'hmac-sha256'), at('b', 'x', 'hmac-sha256'), at('a', 'y', 'hmac-sha256')]).size).toBe(3)
})

test('wrong arguments throw without naming a value', () => {
  const wrong = [
    () => hashValue('hidden-value', { salt: '' }),
    () => hashValue(5 as unknown as string, { salt: 's' }),
    () => hashValue('hidden-value', { salt: 's', scheme: 'md5' as 'sha256' }),
    () => hashSecret({ kind: 'Secret' }, { salt: 5 as unknown as string }),
    () => hashSecret({ kind: 'Secret' }, { salt: 'fifteen-bytes-x', scheme: 'hmac-sha256' }),
    () => hashValue('hidden-value', { salt: 'fifteen-bytes-x', scheme: 'hmac-sha256' }),
  ]
  for (const call of wrong) {
    expect(call).toThrow(TypeError)
    expect(call).not.toThrow(/hidden-value/)
  }
})

const SALT = 'sixteen-bytes-at-least'
const valueOf = (secret: object, scheme: 'sha256' | 'hmac-sha256' = 'sha256'): Record<string, unknown> => {
  const result = hashSecret(secret, { salt: SALT, scheme })
  if (!result.visible) throw new Error(result.reason)
  return result.value as Record<string, unknown>
}

test('a desired and a live Secret hash alike, however the desired one was written', () => {
  const live = valueOf({ kind: 'Secret', metadata: { name: 's' }, data: { a: 'dmFsdWU=', b: 'dmFsdWU=' } })
  const desired = valueOf({
    kind: 'Secret',
    metadata: { name: 's' },
    data: { a: 'dmFs\n  dWU='.replaceAll(' ', ''), b: 'b3RoZXI=' },
    stringData: { b: 'value' },
  })
  expect(desired['data']).toEqual(live['data'])
  const hash = hashValue('dmFsdWU=', { salt: SALT })
  expect(live['data']).toEqual({ a: hash, b: hash })
})

test('without a salt nothing is shown', () => {
  expect(hashSecret({ kind: 'Secret', data: { a: 'YQ==' } }, {})).toEqual({ visible: false, reason: 'no-salt' })
  expect(hashSecret({ kind: 'Secret', data: { a: 'YQ==' } }, { salt: '' })).toEqual({ visible: false, reason: 'no-salt' })
})

test('annotations keep what is harmless and lose copies of the object', () => {
  const hashed = valueOf({
    kind: 'Secret',
    metadata: {
      name: 's',
      annotations: {
        'app.kubernetes.io/part-of': 'x',
        'helm.sh/doc': '{"a":1}',
        'helm.sh/echo': 'it is long-enough-value',
        'x.example/token': 'tok-9f8e7d6c',
        'kubectl.kubernetes.io/last-applied-configuration': '{}',
      },
    },
    stringData: { p: 'long-enough-value' },
  })
  const annotations = (hashed['metadata'] as { annotations: Record<string, string> }).annotations
  expect(Object.keys(annotations).sort()).toEqual([
    'app.kubernetes.io/part-of',
    'helm.sh/doc',
    'helm.sh/echo',
    'live-object-status/hashed',
    'x.example/token',
  ])
  expect(annotations['app.kubernetes.io/part-of']).toBe('x')
  expect(JSON.stringify(annotations)).not.toMatch(/long-enough|\{\\"a|tok-/)
})

test('the result says how it was hashed, with a digest that tells salts apart', () => {
  const hashed = valueOf({ kind: 'Secret', data: { a: 'YQ==' } }, 'hmac-sha256')
  expect(hashInfo(hashed)).toEqual({ scheme: 'hmac-sha256', saltDigest: saltDigest(SALT) })
  // A digest of a salt that may be guessed would say whether a guess is right.
  expect(hashInfo(valueOf({ kind: 'Secret', data: { a: 'YQ==' } }))).toEqual({ scheme: 'sha256' })
  expect(saltDigest('salt')).not.toBe(saltDigest('tlas'))
  expect(hashInfo({ kind: 'Secret' })).toBeUndefined()
})

test('Lists are hashed item by item, and withheld where they hold anything else', () => {
  const item = { metadata: { name: 'a' }, data: { p: 'dmFsdWU=' } }
  const list = valueOf({ apiVersion: 'v1', kind: 'SecretList', items: [item, { ...item, kind: 'Secret' }] })
  expect(JSON.stringify(list)).not.toContain('dmFsdWU=')
  expect((list['items'] as unknown[]).length).toBe(2)
  expect(hashSecret({ kind: 'List', items: [{ kind: 'Pod', spec: {} }] }, { salt: 's' })).toEqual({
    visible: false,
    reason: 'not-a-secret',
  })
  expect(hashSecret({ kind: 'ConfigMap', data: { a: 'b' } }, { salt: 's' })).toEqual({ visible: false, reason: 'not-a-secret' })
})

test('misspelt Secrets are Secrets', () => {
  expect([isSecret({ kind: 'Secret' }), isSecret({ kind: ' secret' }), isSecret({ kind: 'Pod' })]).toEqual([true, true, false])
  expect(servedSecretData({ kind: 'Secret', data: null })).toBeUndefined()
})

const CANARY = 'canary-VALUE-7f3'
/** JSON with the canary anywhere in it. */
const anything = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(CANARY, Buffer.from(CANARY).toString('base64'), null, 5, true),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'data', '__proto__', 'f:x'), tie('value'), { maxKeys: 3 }),
  ),
})).value

const annotations = fc.constantFrom<unknown>(
  null,
  5,
  [CANARY],
  { doc: `{"a":"${CANARY}"}`, list: [CANARY] },
  { 'kapp.k14s.io/original': CANARY },
)

test('whatever a Secret holds is hashed or withheld: never thrown, never passed, never mutated', () => {
  const secrets = fc.record(
    {
      apiVersion: fc.constant('v1'),
      kind: fc.constantFrom('Secret', 'secret', 'List', 'SecretList'),
      data: anything,
      stringData: anything,
      Data: anything,
      spec: anything,
      items: fc.array(fc.record({ data: anything, stringData: anything }), { maxLength: 2 }),
      metadata: fc.record({ name: fc.constant('s'), annotations, managedFields: anything, unknown: anything }, { requiredKeys: [] }),
    },
    { requiredKeys: ['kind'] },
  )
  fc.assert(
    fc.property(secrets, fc.constantFrom('sha256' as const, 'hmac-sha256' as const), (secret, scheme) => {
      const result = hashSecret(deepFreeze(secret) as object, { salt: SALT, scheme })
      expect(JSON.stringify(result)).not.toContain(CANARY)
      expect(JSON.stringify(result)).not.toContain(Buffer.from(CANARY).toString('base64').slice(0, 16))
    }),
  )
})

test('hostile objects are withheld', () => {
  const throwing = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no')
      },
    },
  )
  let deep: unknown = 1
  for (let i = 0; i < 100_000; i++) deep = { a: deep }
  expect(hashSecret(throwing, { salt: 's' })).toMatchObject({ visible: false })
  expect(hashSecret({ kind: 'Secret', data: { deep } }, { salt: 's' })).toMatchObject({ visible: false })
})
