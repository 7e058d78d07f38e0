import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { compareObject, type CompareOptions } from '../../src/sync/index.ts'
import { classRecords, compareRecord, configMap } from '../support/class-records.ts'

describe('ignore rules', () => {
  const edited = (options: CompareOptions) => compareRecord('image-changed-server', options)
  test.each([
    [{ pointer: '/spec/template/spec/containers/0/image' }],
    [{ pointer: '/spec/template' }],
    [{ manager: 'kubectl-set' }],
    [{ path: '.spec.template.spec.containers[] | select(.name == "web") | .image' }],
  ])('%j hides what it covers, and lists it', rule => {
    expect(edited({ ignore: [rule] })).toMatchObject({
      status: 'InSync',
      reapply: 'changed',
      reason: 'Ignored',
      differences: [],
      problems: [],
      suppressed: [{ class: 'changed' }],
    })
  })
  test('that match nothing, or do not parse, are problems', () => {
    const { status, problems } = edited({ ignore: [{ pointer: '/spec/replicas' }, { pointer: 'spec' }, { path: '.spec[' }] })
    expect(status).toBe('OutOfSync')
    expect(problems.map(problem => problem.code)).toEqual(['ignore-rule-unused', 'ignore-rule-unreadable', 'ignore-rule-unreadable'])
  })
  test.each([
    [{ path: 'spec.template.spec.containers[name=web].image' }],
    [{ path: 'spec.template.spec.containers[name="web"].image' }],
    [{ path: 'spec.template.spec.containers[0].image' }],
    [{ path: 'spec["template"]' }],
  ])('%j is a path as differences print it', rule => {
    expect(edited({ ignore: [rule] })).toMatchObject({
      status: 'InSync',
      reason: 'Ignored',
      problems: [],
      suppressed: [{ class: 'changed' }],
    })
  })
  test.each([
    'spec.',
    'spec..a',
    'spec a',
    'spec[name=]',
    'spec[',
    '[name=web]',
    '["spec"]x',
    'spec.replicas ',
    'spec["a]',
    'spec[a=b',
    '',
  ])('%j is no path', path => {
    expect(edited({ ignore: [{ path }] }).problems.map(problem => problem.code)).toEqual(['ignore-rule-unreadable'])
  })
  test('a path tells a number from a text, an item of a set from a key, and names with other signs', () => {
    const custom = (spec: object): KubeObject =>
      ({ apiVersion: 'example.com/v1', kind: 'App', metadata: { name: 'a' }, spec }) as KubeObject
    const [desired, live] = ['a', 'b'].map(v =>
      custom({
        'x/y': { v },
        list: [
          { id: 1, v },
          { id: '1', v },
          { id: true, v },
        ],
      }),
    )
    const hidden = (path: string) => compareObject(desired!, live!, { ignore: [{ path }] }).suppressed.map(({ pointer }) => pointer)
    expect(hidden('spec.list[id=1]')).toEqual(['/spec/list/0/v'])
    expect(hidden('spec.list[id="1"]')).toEqual(['/spec/list/1/v'])
    expect(hidden('spec.list[id=true,v=b].v')).toEqual(['/spec/list/2/v'])
    expect(hidden('spec["x/y"].v')).toEqual(['/spec/x~1y/v'])
    expect(compareObject(desired!, live!, { ignore: [{ path: '.spec.list[0].v' }] }).suppressed).toHaveLength(1)
    const finalizers = (names: readonly string[]): KubeObject => configMap({}, { metadata: { name: 'web', finalizers: names } })
    const rule = (path: string) =>
      compareObject(finalizers(['a/b', 'a/c']), finalizers(['a/b']), { ignore: [{ path }] }).suppressed.map(difference => difference.path)
    expect(rule('metadata.finalizers[value=a/c]')).toEqual(['metadata.finalizers[value=a/c]'])
    expect(rule('.metadata.finalizers[] | select(. == "a/c")')).toEqual(['metadata.finalizers[value=a/c]'])
    expect(rule('metadata.finalizers[value=a/b]')).toEqual([])
  })
  test('for other tools are about this object alone', () => {
    const role = (verb: string): KubeObject =>
      ({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'system:a.b' },
        rules: [{ apiGroups: [''], resources: ['pods'], verbs: [verb] }],
      }) as KubeObject
    expect(compareObject(role('get'), role('list')).differences[0]?.ignoreRule).toEqual({
      own: { pointer: '/rules/0/verbs/0' },
      argocd: { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:a.b', jsonPointers: ['/rules/0/verbs/0'] },
      flux: {
        paths: ['/rules/0/verbs/0'],
        target: { group: 'rbac\\.authorization\\.k8s\\.io', kind: 'ClusterRole', name: 'system:a\\.b' },
      },
    })
    expect(edited({}).differences[0]?.ignoreRule).toEqual({
      own: { path: '.spec.template.spec.containers[] | select(.name == "web") | .image' },
      argocd: {
        group: 'apps',
        kind: 'Deployment',
        name: 'web',
        namespace: 'image-changed-server',
        jqPathExpressions: ['.spec.template.spec.containers[] | select(.name == "web") | .image'],
      },
      flux: {
        paths: ['/spec/template/spec/containers/0/image'],
        target: { group: 'apps', kind: 'Deployment', name: 'web', namespace: 'image-changed-server' },
      },
    })
  })
  test('that a difference prints as its path hide it', () => {
    for (const record of classRecords.values()) {
      const options: CompareOptions = { applier: record.apply === 'client' ? 'client-side' : 'server-side' }
      for (const { path, pointer } of compareObject(record.desired, record.live, options).differences) {
        const after = compareObject(record.desired, record.live, { ...options, ignore: [{ path }] })
        expect(after.suppressed.map(hidden => hidden.pointer)).toContain(pointer)
        expect(after.suppressed.every(hidden => hidden.path.startsWith(path))).toBe(true)
      }
    }
  })
  test('that a difference offers hide it, and nothing else', () => {
    for (const record of classRecords.values()) {
      const options: CompareOptions = { applier: record.apply === 'client' ? 'client-side' : 'server-side' }
      const { differences } = compareObject(record.desired, record.live, options)
      for (const difference of differences) {
        const after = compareObject(record.desired, record.live, { ...options, ignore: [difference.ignoreRule!.own] })
        expect(after.suppressed.map(hidden => hidden.path)).toContain(difference.path)
        expect(after.suppressed.every(hidden => hidden.path.startsWith(difference.path))).toBe(true)
      }
    }
  })
})
