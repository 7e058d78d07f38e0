import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { compareObject, type CompareOptions } from '../../src/sync/index.ts'
import { fixtureLines } from '../support/fixtures.ts'
import type { SyncRecord } from '../conformance/sync.ts'

const records = new Map(fixtureLines<SyncRecord>('sync/classes.jsonl.gz').map(record => [record.id, record]))
const compare = (id: string, options: CompareOptions = {}) => {
  const record = records.get(id)
  if (record === undefined) throw new Error(`no record ${id}`)
  return compareObject(record.desired, record.live, { applier: id.endsWith('client') ? 'client-side' : 'server-side', ...options })
}
const configMap = (data: Record<string, string>, more: object = {}): KubeObject =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', namespace: 'shop' }, data, ...more }) as KubeObject

describe('who changed it', () => {
  test('a list at the root of an object that is replaced whole has the manager that wrote it', () => {
    const role = (verb: string, managedFields?: unknown): KubeObject =>
      ({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: { name: 'web', namespace: 'shop', ...(managedFields === undefined ? {} : { managedFields }) },
        rules: [{ apiGroups: [''], resources: ['pods'], verbs: [verb] }],
      }) as KubeObject
    const entry = (manager: string, operation: string, fields: unknown): unknown => ({
      manager,
      operation,
      apiVersion: 'rbac.authorization.k8s.io/v1',
      fieldsV1: fields,
    })
    const live = role('delete', [entry('deployer', 'Apply', { 'f:metadata': {} }), entry('kubectl-edit', 'Update', { 'f:rules': {} })])
    expect(compareObject(role('get'), live).differences[0]?.by?.manager).toBe('kubectl-edit')
  })
  test('an edit by hand names the tool and the time', () => {
    expect(compare('image-changed-server').differences[0]).toMatchObject({
      path: 'spec.template.spec.containers[name=web].image',
      pointer: '/spec/template/spec/containers/0/image',
      class: 'changed',
      desired: 'example.com/web:1',
      live: 'example.com/web:2',
      by: { manager: 'kubectl-set', operation: 'Update', since: '2026-11-22T07:43:18Z' },
      effect: 'restarts-pods',
    })
  })
  test('a scale through the scale subresource is told from an edit, and names the autoscaler', () => {
    const scaler = {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', namespace: 'scaled-by-hpa-server' },
      spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
    }
    const { reason, differences } = compare('scaled-by-hpa-server', { related: [scaler] })
    expect(reason).toBe('Scaled')
    expect(differences[0]?.by).toEqual({ manager: 'kube-controller-manager', operation: 'Update', subresource: 'scale' })
    expect(differences[0]?.message).toBe(
      'spec.replicas is 7, deployed was 2: scaled by kube-controller-manager (HorizontalPodAutoscaler web); leave replicas out of the manifest',
    )
  })
  test('a removal by hand leaves no trace, so nobody is named', () => {
    expect(compare('label-removed-server').differences[0]).toMatchObject({
      class: 'removed',
      message: 'metadata.labels.a is not there, deployed was "1"',
    })
    expect(compare('label-removed-server').differences[0]).not.toHaveProperty('by')
  })
  test('a field added by hand is a note, and counts where strict says so', () => {
    const { status, notes } = compare('label-added-server')
    expect([status, notes[0]?.class, notes[0]?.by?.manager]).toEqual(['InSync', 'added-by-other', 'kubectl-edit'])
    expect(compare('label-added-server', { strict: true })).toMatchObject({ status: 'OutOfSync', reapply: 'unchanged', notes: [] })
    expect(compare('label-added-server', { strict: ['someone-else'] }).status).toBe('InSync')
  })
  test('a field that another applier holds on to is left behind, and says by whom', () => {
    expect(compare('co-owned-dropped-server').notes[0]).toMatchObject({
      class: 'left-behind',
      path: 'metadata.labels.b',
      by: { manager: 'other-deployer' },
    })
  })
  test('a manifest that was not applied yet is nobody’s change', () => {
    expect(compare('port-key-changed-client').differences[0]).toMatchObject({ class: 'not-yet-applied' })
  })
})

describe('what it means', () => {
  test('a misspelled field is named with the one that was meant', () => {
    expect(
      compare('unknown-field-client')
        .notes.map(note => note.message)
        .join(),
    ).toMatch(/^imagePulPolicy is not a field of Container and was dropped \(did you mean imagePullPolicy\?\)$/)
  })
  test('the same fields in a newer cluster are unknown, not dropped', () => {
    expect(compare('unknown-field-client', { clusterVersion: 'v1.37.2' })).toMatchObject({ status: 'Unknown', reason: 'NewerCluster' })
    expect(compare('unknown-field-client', { clusterVersion: '1.36' }).status).toBe('InSync')
  })
  test('another spelling by a controller is in sync, although bytes would be written', () => {
    expect(compare('cr-respelled-by-controller-client')).toMatchObject({ status: 'InSync', reapply: 'changed', reason: 'Equivalent' })
  })
  test('two versions are no quantities: 1.10 is not 1.1', () => {
    const [desired, live] = ['1.10', '1.1'].map(
      version => ({ apiVersion: 'example.com/v1', kind: 'App', metadata: { name: 'a' }, spec: { version } }) as KubeObject,
    )
    expect(compareObject(desired!, live!).status).toBe('OutOfSync')
  })
  test('without force a field of another manager is a conflict', () => {
    expect(compare('image-changed-server', { force: false })).toMatchObject({ reapply: 'rejected', rejections: [{ code: 'conflict' }] })
  })
  test('what the server would refuse says why', () => {
    expect(compare('strategy-to-recreate-server').rejections).toEqual([
      { code: 'union-conflict', message: 'A Recreate strategy has no rollingUpdate', pointer: '/spec/strategy/rollingUpdate' },
    ])
  })
  test('a change that the server would refuse is of the class that says why', () => {
    const secret = (type: string): KubeObject => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, type }) as KubeObject
    expect(compareObject(secret('b'), secret('c'))).toMatchObject({
      status: 'OutOfSync',
      reapply: 'rejected',
      differences: [{ class: 'immutable', effect: 'rejected' }],
    })
    expect(compare('env-value-to-valuefrom-server').differences.map(difference => difference.class)).toEqual(['union-conflict'])
    expect(compare('strategy-to-recreate-server').differences.map(difference => difference.class)).toEqual(['union-conflict'])
  })
  test('a previous release tells what went from the manifest', () => {
    const options: CompareOptions = { applier: 'client-side', previous: configMap({ a: '1', old: '1' }) }
    expect(
      compareObject(configMap({ a: '1' }), configMap({ a: '1', old: '1', other: '1' }), options).differences.map(
        ({ path, class: kind }) => [path, kind],
      ),
    ).toEqual([['data.old', 'removed-from-desired']])
  })
})

describe('what cannot be compared', () => {
  test.each([
    ['DifferentObject', configMap({}), { ...configMap({}), metadata: { name: 'other' } }],
    ['GenerateName', { ...configMap({}), metadata: { generateName: 'web-' } }, configMap({})],
    [
      'VersionMismatch',
      { apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', metadata: { name: 'a' } },
      { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'a' } },
    ],
    ['TypedInput', configMap({}), { ...configMap({}), metadata: { name: 'web', creationTimestamp: new Date(0) } }],
    ['NotAnObject', configMap({}), 'text'],
    [
      'AmbiguousManager',
      configMap({ a: '1' }),
      configMap(
        { a: '1' },
        {
          metadata: {
            name: 'web',
            managedFields: ['x', 'y'].map(manager => ({
              manager,
              operation: 'Apply',
              apiVersion: 'v1',
              fieldsV1: { 'f:data': { 'f:a': {} } },
            })),
          },
        },
      ),
    ],
  ])('says %s', (reason, desired, live) => {
    expect(compareObject(desired as KubeObject, live as KubeObject)).toMatchObject({ status: 'Unknown', reapply: 'unknown', reason })
  })
  test('versions whose fields are the same can', () => {
    const [desired, live] = ['apps/v1beta2', 'apps/v1'].map(
      apiVersion => ({ apiVersion, kind: 'Deployment', metadata: { name: 'a' }, spec: { replicas: 2 } }) as KubeObject,
    )
    expect(compareObject(desired!, live!).reason).not.toBe('VersionMismatch')
  })
  test('a live object of a typed list needs no kind', () => {
    const { apiVersion: _version, kind: _kind, ...live } = configMap({ a: '1' })
    expect(compareObject(configMap({ a: '1' }), live as KubeObject).status).toBe('InSync')
  })
})

describe('ignore rules', () => {
  const edited = (options: CompareOptions) => compare('image-changed-server', options)
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
  test('that a difference offers hide it, and nothing else', () => {
    for (const record of records.values()) {
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
    const managedFields = [{ manager: 'other', operation: 'Update', apiVersion: 'v1', fieldsV1: fields(Object.keys(annotations)) }]
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
    const shown = withoutPatch({ secrets: { salt: 's' } })
    expect(shown.differences[0]?.live).toMatch(/^[A-Za-z0-9+/]{43}=$/)
    expect(shows(shown)).toBe(false)
  })
  test('of stringData compare with what is served', () => {
    const { data: _data, ...rest } = secret('x') as KubeObject & { data: unknown }
    const desired = { ...rest, stringData: { password: 'hunter2-new' } } as KubeObject
    expect(compareObject(desired, secret('hunter2-new')).status).toBe('InSync')
    expect(compareObject(desired, secret('hunter2-old')).differences[0]).toMatchObject({ class: 'changed', path: 'data.password' })
  })
})
