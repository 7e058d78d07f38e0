import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { compareObject, type CompareOptions } from '../../src/sync/index.ts'

/** A list of a custom resource whose CRD nobody has. */
const resource = (list: readonly unknown[], metadata: object = {}): KubeObject =>
  ({ apiVersion: 'example.com/v1', kind: 'Route', metadata: { name: 'a', generation: 3, ...metadata }, spec: { list } }) as KubeObject
const LIST = { 'f:spec': { 'f:list': {} } }
const owner = (manager: string, operation: 'Apply' | 'Update', fieldsV1: object = LIST): object => ({
  manager,
  operation,
  apiVersion: 'example.com/v1',
  fieldsV1,
})
const changes = (desired: readonly unknown[], live: readonly unknown[], metadata: object, options: CompareOptions = {}) =>
  compareObject(resource(desired), resource(live, metadata), options).differences.map(({ pointer, predicted }) => [pointer, predicted])
const server = (...managedFields: object[]) => ({ managedFields })
/** As kubectl applied it, and somebody else changed it. */
const client = (applied: readonly unknown[], ...managedFields: object[]) => ({
  annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(resource(applied)) },
  managedFields,
})
const ours = owner('deployer', 'Apply', { 'f:spec': {} })

describe('in a list without a schema', () => {
  const [a, b] = [{ name: 'a' }, { name: 'b' }]
  const filled = (item: object) => ({ ...item, kind: 'Service' })

  test('what another manager applied as well is as we wrote it', () => {
    expect(changes([a], [filled(a)], server(owner('deployer', 'Apply'), owner('other', 'Apply')), { fieldManager: 'deployer' })).toEqual([])
    const both = client([a], owner('kubectl-client-side-apply', 'Update'), owner('other', 'Apply'))
    expect(changes([a], [filled(a)], both, { applier: 'client-side' })).toEqual([])
  })
  test('what is alike in all items is a default, what is in one was added', () => {
    const live = [{ ...filled(a), weight: 7 }, filled(b)]
    expect(changes([a, b], live, server(ours, owner('other', 'Update')), { fieldManager: 'deployer' })).toEqual([
      ['/spec/list/0/weight', undefined],
    ])
  })
  test('of what is in one item a constant of the API is the last to be taken for an addition', () => {
    const live = [{ ...filled(a), namespace: 'prod' }]
    expect(changes([a], live, server(ours, owner('other', 'Update')), { fieldManager: 'deployer' })).toEqual([
      ['/spec/list/0/namespace', undefined],
    ])
    expect(changes([a], [filled(a)], server(ours, owner('other', 'Update')), { fieldManager: 'deployer' })).toEqual([
      ['/spec/list/0/kind', undefined],
    ])
  })
  test('a field that was applied and is not there was dropped, where another change is to be seen', () => {
    const applied = [{ ...a, size: 1, typo: true }]
    const other = owner('other', 'Update')
    expect(changes(applied, [{ ...a, size: 2 }], client(applied, other))).toEqual([['/spec/list/0/size', 1]])
    expect(changes(applied, [{ ...a, size: 1 }], client(applied, other))).toEqual([['/spec/list/0/typo', true]])
  })
  test('an item that was taken out comes back with the defaults of the others, and takes nothing else from them', () => {
    const other = owner('other', 'Update')
    const first = { name: 'a', uses: 'x' }
    const second = { name: 'b', uses: 'x', after: ['a b'] }
    expect(changes([first, second], [filled(second)], client([first, second], other))).toEqual([
      ['/spec/list/0/name', 'a'],
      ['/spec/list/0/after', undefined],
      ['/spec/list/1', filled(second)],
    ])
  })
  test('a null over a default changes nothing', () => {
    const live = [{ ...filled(a), size: 2 }]
    expect(changes([{ ...a, kind: null, size: 1 }], live, client([{ ...a, size: 1 }], owner('other', 'Update')))).toEqual([
      ['/spec/list/0/size', 1],
    ])
  })
  test('a null where live has nothing is no field, and no undefined', () => {
    expect(changes([{ name: 'b', inner: { size: null } }], [{}, { name: 'a', inner: {} }], client([]))).toStrictEqual([
      ['/spec/list/0/name', 'b'],
      ['/spec/list/0/inner', {}],
      ['/spec/list/1', undefined],
    ])
  })
})
