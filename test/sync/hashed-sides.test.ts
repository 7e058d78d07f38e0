import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { hashSecret } from '../../src/secrets/index.ts'
import { compareObject } from '../../src/sync/index.ts'
import type { CompareOptions } from '../../src/sync/index.ts'

/** Secrets of which one side, or both, came hashed: what can be compared, and what cannot be known. */
const secret = (password: string): KubeObject =>
  ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db', namespace: 'shop' }, data: { password: btoa(password) } }) as KubeObject
const clear = ['hunter2-old', 'hunter2-new'].flatMap(value => [value, btoa(value)])
const shows = (value: unknown): boolean => clear.some(text => JSON.stringify(value).includes(text))

const schemes = ['sha256', 'hmac-sha256'] as const
const hashed = (object: KubeObject, scheme: (typeof schemes)[number], salt: string): KubeObject => {
  const result = hashSecret(object, { salt, scheme })
  if (!result.visible) throw new Error(result.reason)
  return result.value
}
describe.each(schemes)('hashed by %s', scheme => {
  /** Each side clear, or hashed with one of two salts, and the salt that is at hand. */
  const forms = { clear: undefined, hashed: 's', 'hashed otherwise': 'other' } as const
  const formOf = (form: keyof typeof forms, value: string): KubeObject => {
    const salt = forms[form]
    return salt === undefined ? secret(value) : hashed(secret(value), scheme, salt)
  }
  test.each([
    ['clear', 'clear', undefined, 'compared'],
    ['clear', 'clear', 's', 'compared'],
    ['hashed', 'hashed', undefined, 'compared'],
    ['hashed', 'hashed', 's', 'compared'],
    ['hashed', 'hashed', 'other', 'compared'],
    ['clear', 'hashed', 's', 'compared'],
    ['hashed', 'clear', 's', 'compared'],
    ['clear', 'hashed', undefined, 'HashedWithoutSalt'],
    ['hashed', 'clear', undefined, 'HashedWithoutSalt'],
    ['clear', 'hashed', 'other', 'DifferentSalts'],
    ['hashed', 'clear', 'other', 'DifferentSalts'],
    ['hashed', 'hashed otherwise', undefined, 'DifferentSalts'],
    ['hashed', 'hashed otherwise', 's', 'DifferentSalts'],
    ['hashed otherwise', 'hashed', 'other', 'DifferentSalts'],
  ] as const)('%s against %s with the salt %s: %s', (desired, live, salt, answer) => {
    const options: CompareOptions = salt === undefined ? {} : { secrets: { salt, scheme } }
    for (const [value, status] of [
      ['hunter2-old', 'InSync'],
      ['hunter2-new', 'OutOfSync'],
    ] as const) {
      const { patch: _raw, ...shown } = compareObject(formOf(desired, value), formOf(live, 'hunter2-old'), options)
      const paths = answer === 'compared' && status === 'OutOfSync' ? ['data.password'] : []
      expect(shown).toMatchObject(answer === 'compared' ? { status } : { status: 'Unknown', reason: answer })
      expect(shown.differences.map(({ path }) => path)).toEqual(paths)
      expect(shows(shown)).toBe(false)
    }
  })
  test('not by the other scheme, which gives other hashes', () => {
    const other = schemes.find(each => each !== scheme)!
    expect(compareObject(hashed(secret('a'), other, 's'), hashed(secret('a'), scheme, 's'))).toMatchObject({ reason: 'DifferentSalts' })
    expect(compareObject(secret('a'), hashed(secret('a'), scheme, 's'), { secrets: { salt: 's', scheme: other } })).toMatchObject({
      status: 'Unknown',
      reason: 'DifferentSalts',
    })
  })
})
