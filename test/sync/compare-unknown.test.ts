import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { compareObject } from '../../src/sync/index.ts'

describe('what the server does not take as written', () => {
  test('a field of a feature that is off by default is dropped, and a note says so', () => {
    const lease = (spec: object): KubeObject =>
      ({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'web', namespace: 'shop' }, spec }) as KubeObject
    const answer = compareObject(lease({ holderIdentity: 'a', strategy: 'OldestEmulationVersion' }), lease({ holderIdentity: 'a' }))
    expect(answer).toMatchObject({ status: 'InSync', reapply: 'unchanged', differences: [] })
    expect(answer.notes).toMatchObject([
      {
        class: 'dropped-unknown-field',
        pointer: '/spec/strategy',
        message: 'strategy belongs to a feature that is off by default, and was dropped',
      },
    ])
  })
  test('a feature that live shows to be on is compared like any other', () => {
    const lease = (strategy: string): KubeObject =>
      ({
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name: 'web', namespace: 'shop' },
        spec: { strategy },
      }) as KubeObject
    expect(compareObject(lease('A'), lease('B')).patch).toEqual([{ op: 'replace', path: '/spec/strategy', value: 'A' }])
  })
})

describe('a custom resource that nobody described', () => {
  const monitor = (labels: object, managedFields?: unknown): KubeObject =>
    ({
      apiVersion: 'example.com/v1',
      kind: 'Monitor',
      metadata: { name: 'web', namespace: 'shop', generation: 2, ...(managedFields === undefined ? {} : { managedFields }) },
      spec: { selector: { matchLabels: labels } },
    }) as KubeObject
  const entry = (manager: string, operation: string, spec: unknown): unknown => ({
    manager,
    operation,
    apiVersion: 'example.com/v1',
    fieldsV1: { 'f:spec': spec },
  })
  test('loses what somebody added to a map that managers own as a whole', () => {
    const live = monitor({ app: 'web', added: 'x' }, [
      entry('deployer', 'Apply', {}),
      entry('kubectl-edit', 'Update', { 'f:selector': {} }),
    ])
    const answer = compareObject(monitor({ app: 'web' }), live, { applier: 'server-side', fieldManager: 'deployer' })
    expect(answer.patch).toEqual([{ op: 'remove', path: '/spec/selector/matchLabels/added' }])
  })
  test('gets back an item of a list whose items have owners of their own, which nobody is named for', () => {
    const list = (names: readonly string[], managedFields?: unknown): KubeObject =>
      ({
        apiVersion: 'example.com/v1',
        kind: 'Gate',
        metadata: {
          name: 'web',
          namespace: 'shop',
          generation: 2,
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ spec: { listeners: [{ name: 'a' }, { name: 'b' }] } }),
          },
          ...(managedFields === undefined ? {} : { managedFields }),
        },
        spec: { listeners: names.map(name => ({ name, mode: 'Terminate' })) },
      }) as KubeObject
    const desired = { ...list([]), spec: { listeners: [{ name: 'a' }, { name: 'b' }] } } as KubeObject
    const own = entry('kubectl-client-side-apply', 'Update', { 'f:listeners': { 'k:{"name":"b"}': { '.': {}, 'f:name': {} } } })
    expect(compareObject(desired, list(['b'], [own]), { applier: 'client-side' })).toMatchObject({
      status: 'OutOfSync',
      reapply: 'changed',
    })
    expect(compareObject(desired, list(['a', 'b'], [own]), { applier: 'client-side' })).toMatchObject({ reapply: 'unchanged' })
  })
})
