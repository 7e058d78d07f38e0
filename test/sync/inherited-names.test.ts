import { describe, expect, test } from 'vitest'
import type { JsonRecord, KubeObject } from '../../src/model/kube-object.ts'
import { compareObject, predictApply } from '../../src/sync/index.ts'

/** JSON alone makes an own property of `__proto__`. */
const object = (kind: string, data: string, labels = '{}'): KubeObject =>
  JSON.parse(
    `{"apiVersion":"${kind === 'ConfigMap' ? 'v1' : 'example.com/v1'}","kind":"${kind}","metadata":{"name":"a","labels":${labels}},"data":${data}}`,
  ) as KubeObject

const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']
const CASES = NAMES.flatMap(name =>
  ['ConfigMap', 'Oven'].flatMap(kind => (['client-side', 'server-side'] as const).map(applier => [name, kind, applier] as const)),
)

describe.each(CASES)('a key named %s of a %s, applied %s,', (name, kind, applier) => {
  const differences = (desired: KubeObject, live: KubeObject): readonly (readonly [string, string])[] =>
    compareObject(desired, live, { applier }).differences.map(difference => [difference.class, difference.pointer])

  test('is the same where both have it', () => {
    const both = object(kind, `{"${name}":"x","b":"y"}`, `{"${name}":"z"}`)
    expect(compareObject(both, structuredClone(both), { applier }).reapply).toBe('unchanged')
  })
  test('is missing where live lacks it', () => {
    expect(differences(object(kind, `{"${name}":"x","b":"y"}`), object(kind, '{"b":"y"}'))).toEqual([['removed', `/data/${name}`]])
  })
  test('differs by its value', () => {
    expect(differences(object(kind, `{"${name}":"x"}`), object(kind, `{"${name}":"y"}`))).toEqual([['changed', `/data/${name}`]])
  })
  test('stays beside another change, and in what an apply leaves', () => {
    const live = object(kind, `{"${name}":"x","b":"z"}`)
    const desired = object(kind, '{"b":"y"}')
    expect(differences(desired, live)).toEqual([['changed', '/data/b']])
    const left = predictApply(desired, live, { applier }).object as JsonRecord
    expect(new Map(Object.entries(left['data'] as object))).toEqual(
      new Map([
        [name, 'x'],
        ['b', 'y'],
      ]),
    )
  })
})
