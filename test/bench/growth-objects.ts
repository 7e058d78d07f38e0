import type { KubeObject } from '../../src/model/kube-object.ts'

/** Objects by number, for inputs of any size. */
export const NOW: string = '2026-11-23T10:00:00Z'
export const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index))

export const pod = (index: number): KubeObject =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `p${index}`,
      namespace: 'shop',
      uid: `u${index}`,
      ownerReferences: [{ uid: `u${index >> 1}`, kind: 'ReplicaSet', name: 'x' }],
    },
    spec: { containers: [{ name: 'a', image: `i:${index}` }] },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  }) as KubeObject
export const config = (count: number, value = 'v'): KubeObject =>
  ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'c', namespace: 'shop' },
    data: Object.fromEntries(times(count, index => [`k${index}`, `${value}${index}`])),
  }) as KubeObject
export const containers = (count: number, tag: string): KubeObject =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'shop' },
    spec: { containers: times(count, index => ({ name: `c${index}`, image: `i${index}:${tag}`, env: [{ name: 'A', value: 'b' }] })) },
  }) as KubeObject
export const atomic = (count: number, from: number): KubeObject =>
  ({
    apiVersion: 'example.com/v1',
    kind: 'X',
    metadata: { name: 'x', namespace: 'shop' },
    spec: { list: times(count, index => ({ id: index + from, more: `m${index}` })) },
  }) as KubeObject
export const event = (index: number): KubeObject =>
  ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `e${index}`, namespace: 'shop' },
    involvedObject: { kind: 'Pod', name: `p${index % 7}`, uid: `u${index % 7}` },
    type: 'Warning',
    reason: `R${index % 11}`,
    message: `m${index}`,
    lastTimestamp: NOW,
  }) as KubeObject
export const secret = (count: number): KubeObject =>
  ({
    kind: 'Secret',
    metadata: { name: 's', annotations: { a: 'x'.repeat(200) } },
    stringData: Object.fromEntries(times(count, index => [`k${index}`, `value-${index}`])),
  }) as KubeObject
export const crd = (index: number): KubeObject =>
  ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `x${index}.example.com` },
    spec: {
      group: 'example.com',
      names: { kind: `X${index}`, plural: `x${index}` },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties: { a: { type: 'string' } } } } } },
        },
      ],
    },
  }) as KubeObject
