import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { hashSecret } from '../../src/secrets/index.ts'
import { compareObject } from '../../src/sync/index.ts'
import type { CompareOptions } from '../../src/sync/index.ts'
import { createRedactor } from '../../src/redact/index.ts'

/** Secrets of which one side, or both, came hashed: what can be compared, and what cannot be known. */
const secret = (password: string): KubeObject =>
  ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db', namespace: 'shop' }, data: { password: btoa(password) } }) as KubeObject
const clear = ['hunter2-old', 'hunter2-new'].flatMap(value => [value, btoa(value)])
const shows = (value: unknown): boolean => clear.some(text => JSON.stringify(value).includes(text))

const SALT = 'sixteen-bytes-at-least'
const OTHER = 'another-one-of-sixteen-bytes'
const hiding = (salt: string, scheme: 'sha256' | 'hmac-sha256'): CompareOptions => ({
  redactor: createRedactor([], { secrets: { salt, scheme } }),
})

const schemes = ['sha256', 'hmac-sha256'] as const
const hashed = (object: KubeObject, scheme: (typeof schemes)[number], salt: string): KubeObject => {
  const result = hashSecret(object, { salt, scheme })
  if (!result.visible) throw new Error(result.reason)
  return result.value
}
describe.each(schemes)('hashed by %s', scheme => {
  /** Each side clear, or hashed with one of two salts, and the salt that is at hand. */
  const forms = { clear: undefined, hashed: SALT, 'hashed otherwise': OTHER } as const
  const formOf = (form: keyof typeof forms, value: string): KubeObject => {
    const salt = forms[form]
    return salt === undefined ? secret(value) : hashed(secret(value), scheme, salt)
  }
  test.each([
    ['clear', 'clear', undefined, 'compared'],
    ['clear', 'clear', SALT, 'compared'],
    ['hashed', 'hashed', undefined, 'compared'],
    ['hashed', 'hashed', SALT, 'compared'],
    ['hashed', 'hashed', OTHER, 'compared'],
    ['clear', 'hashed', SALT, 'compared'],
    ['hashed', 'clear', SALT, 'compared'],
    ['clear', 'hashed', undefined, 'HashedWithoutSalt'],
    ['hashed', 'clear', undefined, 'HashedWithoutSalt'],
    ['clear', 'hashed', OTHER, 'DifferentSalts'],
    ['hashed', 'clear', OTHER, 'DifferentSalts'],
    ['hashed', 'hashed otherwise', undefined, 'DifferentSalts'],
    ['hashed', 'hashed otherwise', SALT, 'DifferentSalts'],
    ['hashed otherwise', 'hashed', OTHER, 'DifferentSalts'],
  ] as const)('%s against %s with the salt %s: %s', (desired, live, salt, answer) => {
    const options = salt === undefined ? {} : hiding(salt, scheme)
    // Without a digest of the salt nobody can tell, and a difference says so.
    const isUnknown = scheme === 'sha256' && answer === 'DifferentSalts'
    for (const [value, status] of [
      ['hunter2-old', 'InSync'],
      ['hunter2-new', 'OutOfSync'],
    ] as const) {
      const { patch: _raw, ...shown } = compareObject(formOf(desired, value), formOf(live, 'hunter2-old'), options)
      const paths = isUnknown || (answer === 'compared' && status === 'OutOfSync') ? ['data.password'] : []
      const told = isUnknown ? { status: 'OutOfSync' } : { status: 'Unknown', reason: answer }
      expect(shown).toMatchObject(answer === 'compared' ? { status } : told)
      expect(isUnknown ? shown.message : 'another salt').toContain('another salt')
      expect(shown.differences.map(({ path }) => path)).toEqual(paths)
      expect(shows(shown)).toBe(false)
    }
  })
  test('not by the other scheme, which gives other hashes', () => {
    const other = schemes.find(each => each !== scheme)!
    expect(compareObject(hashed(secret('a'), other, SALT), hashed(secret('a'), scheme, SALT))).toMatchObject({ reason: 'DifferentSalts' })
    expect(compareObject(secret('a'), hashed(secret('a'), scheme, SALT), hiding(SALT, other))).toMatchObject({
      status: 'Unknown',
      reason: 'DifferentSalts',
    })
  })
})
