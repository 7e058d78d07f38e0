import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { compareObject, predictApply } from '../../src/sync/index.ts'

describe('what it does to pods', () => {
  const workload = (apiVersion: string, kind: string, image: string, spec: object = {}): KubeObject => {
    const pod = {
      containers: [{ name: 'web', image, imagePullPolicy: 'Always', securityContext: { capabilities: { drop: [image, 'x'].sort() } } }],
    }
    const template = { metadata: { labels: { app: 'web' } }, spec: pod }
    const inner = kind === 'Pod' ? pod : kind === 'CronJob' ? { jobTemplate: { spec: { template } } } : { template }
    return { apiVersion, kind, metadata: { name: 'web' }, spec: { ...inner, ...spec } } as KubeObject
  }
  const effects = (apiVersion: string, kind: string, spec: object = {}) => {
    const [desired, live] = ['a', 'b'].map(image => workload(apiVersion, kind, image, spec))
    return compareObject(desired!, live!)
      .differences.filter(({ path }) => path.endsWith('.image'))
      .map(({ effect }) => effect)
  }
  test.each([
    ['apps/v1', 'Deployment', {}, 'restarts-pods'],
    ['apps/v1', 'Deployment', { paused: true }, 'none'],
    ['apps/v1', 'Deployment', { replicas: 0 }, 'none'],
    ['apps/v1', 'DaemonSet', {}, 'restarts-pods'],
    ['apps/v1', 'DaemonSet', { updateStrategy: { type: 'OnDelete' } }, 'none'],
    [
      'apps/v1',
      'StatefulSet',
      { replicas: 3, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } },
      'restarts-pods',
    ],
    ['apps/v1', 'StatefulSet', { replicas: 3, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 3 } } }, 'none'],
    ['apps/v1', 'StatefulSet', { updateStrategy: { type: 'OnDelete' } }, 'none'],
    ['apps/v1', 'ReplicaSet', {}, 'none'],
    ['v1', 'ReplicationController', {}, 'none'],
    ['batch/v1', 'Job', {}, 'rejected'],
    ['batch/v1', 'CronJob', {}, 'none'],
    ['v1', 'Pod', {}, 'restarts-pods'],
  ])('an image of a %s %s with %j: %s', (apiVersion, kind, spec, effect) => {
    expect(effects(apiVersion, kind, spec)).toEqual([effect])
  })
  test('what a Pod has beside its images starts nothing again', () => {
    const pod = (image: string, sidecar: string, fields: object): KubeObject =>
      ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web', labels: fields },
        spec: { containers: [{ name: 'web', image, workingDir: sidecar }], initContainers: [{ name: 'init', image: sidecar }] },
      }) as KubeObject
    expect(
      compareObject(pod('a', 'a', { x: '1' }), predictApply(pod('b', 'b', { x: '2' }), undefined).object).differences.map(
        ({ path, effect }) => `${path} ${effect ?? ''}`,
      ),
    ).toEqual([
      'metadata.labels.x none',
      'spec.containers[name=web].image restarts-pods',
      'spec.containers[name=web].workingDir rejected',
      'spec.initContainers[name=init].image none',
    ])
  })
  test('another order that means the same makes a new template all the same', () => {
    const ordered = (drop: readonly string[]): KubeObject => {
      const { spec, ...rest } = workload('apps/v1', 'Deployment', 'a') as KubeObject & {
        spec: { template: { spec: { containers: object[] } } }
      }
      const [container] = spec.template.spec.containers
      const containers = [{ ...container, securityContext: { capabilities: { drop } } }]
      return { ...rest, spec: { template: { ...spec.template, spec: { containers } } } } as KubeObject
    }
    expect(compareObject(ordered(['a', 'b']), ordered(['b', 'a']))).toMatchObject({
      status: 'InSync',
      reapply: 'changed',
      differences: ['a', 'b'].map(() => ({ class: 'equivalent', effect: 'restarts-pods' })),
    })
  })
})
