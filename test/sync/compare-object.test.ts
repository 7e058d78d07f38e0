import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { compareObject, type CompareOptions } from '../../src/sync/index.ts'
import { applyPatch } from '../support/apply-patch.ts'
import { appliedBy, compareRecord, configMap } from '../support/class-records.ts'

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
    expect(compareRecord('image-changed-server').differences[0]).toMatchObject({
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
    const { reason, differences } = compareRecord('scaled-by-hpa-server', { related: [scaler] })
    expect(reason).toBe('Scaled')
    expect(differences[0]?.by).toEqual({ manager: 'kube-controller-manager', operation: 'Update', subresource: 'scale' })
    expect(differences[0]?.message).toBe(
      'spec.replicas is 7, the manifest says 2: scaled by kube-controller-manager (HorizontalPodAutoscaler web); leave replicas out of the manifest',
    )
  })
  test.each([
    [
      'HorizontalPodAutoscaler',
      'autoscaling/v2',
      'kubectl',
      'scale',
      ': scaled by kubectl; HorizontalPodAutoscaler api scales it: leave replicas out of the manifest',
    ],
    [
      'HorizontalPodAutoscaler',
      'autoscaling/v2',
      'kubectl-edit',
      undefined,
      ': kubectl-edit; HorizontalPodAutoscaler api scales it: leave replicas out of the manifest',
    ],
    [
      'HorizontalPodAutoscaler',
      'autoscaling/v2',
      'kube-controller-manager',
      'scale',
      ': scaled by kube-controller-manager (HorizontalPodAutoscaler api); leave replicas out of the manifest',
    ],
    [
      'ScaledObject',
      'keda.sh/v1alpha1',
      'kube-controller-manager',
      'scale',
      ': scaled by kube-controller-manager (ScaledObject api); leave replicas out of the manifest',
    ],
  ])('beside a %s of %s a scale by %s (%s) is told from its own', (kind, apiVersion, manager, subresource, end) => {
    const deployment = (replicas: number, metadata: object = {}): KubeObject =>
      ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', ...metadata }, spec: { replicas } }) as KubeObject
    const entry = { manager, operation: 'Update', ...(subresource && { subresource }), fieldsV1: { 'f:spec': { 'f:replicas': {} } } }
    const target = kind === 'ScaledObject' ? { name: 'web' } : { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
    const related = [{ apiVersion, kind, metadata: { name: 'api' }, spec: { scaleTargetRef: target } }]
    const { message } = compareObject(deployment(3), deployment(5, { managedFields: [entry] }), { related })
    expect(message).toBe(`spec.replicas is 5, the manifest says 3${end}`)
  })
  test('a removal by hand leaves no trace, so nobody is named', () => {
    expect(compareRecord('label-removed-server').differences[0]).toMatchObject({
      class: 'removed',
      message: 'metadata.labels.a is not there, the manifest says "1"',
    })
    expect(compareRecord('label-removed-server').differences[0]).not.toHaveProperty('by')
  })
  test('a field added by hand is a note, and counts where strict says so', () => {
    const { status, notes } = compareRecord('label-added-server')
    expect([status, notes[0]?.class, notes[0]?.by?.manager]).toEqual(['InSync', 'added-by-other', 'kubectl-edit'])
    expect(compareRecord('label-added-server', { strict: true })).toMatchObject({ status: 'OutOfSync', reapply: 'unchanged', notes: [] })
    expect(compareRecord('label-added-server', { strict: ['someone-else'] }).status).toBe('InSync')
  })
  test('a field that another applier holds on to is left behind, and says by whom', () => {
    expect(compareRecord('co-owned-dropped-server').notes[0]).toMatchObject({
      class: 'left-behind',
      path: 'metadata.labels.b',
      by: { manager: 'other-deployer' },
    })
  })
  test('a manifest that was not applied yet is nobody’s change', () => {
    expect(compareRecord('port-key-changed-client').differences[0]).toMatchObject({ class: 'not-yet-applied' })
  })
})

describe('what it means', () => {
  test('a misspelled field is named with the one that was meant', () => {
    expect(
      compareRecord('unknown-field-client')
        .notes.map(note => note.message)
        .join(),
    ).toMatch(/^imagePulPolicy is not a field of Container and was dropped \(did you mean imagePullPolicy\?\)$/)
  })
  test('a field that nobody knows yet is unknown in a newer cluster, not dropped, unless it is a likely typo', () => {
    const asked = (field: string, clusterVersion: string): string => {
      const desired = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { [field]: 'x' } }
      const live = { ...desired, spec: {} }
      return compareObject(desired, live, { applier: 'client-side', clusterVersion }).reason
    }
    expect(asked('brandNewThing', 'v1.38.2')).toBe('NewerCluster')
    expect(asked('brandNewThing', '1.37')).not.toBe('NewerCluster')
    expect(asked('sessionAfinity', 'v1.38.2')).not.toBe('NewerCluster')
  })
  test('another spelling by a controller is in sync, although bytes would be written', () => {
    expect(compareRecord('cr-respelled-by-controller-client')).toMatchObject({ status: 'InSync', reapply: 'changed', reason: 'Equivalent' })
  })
  test('two versions are no quantities: 1.10 is not 1.1', () => {
    const [desired, live] = ['1.10', '1.1'].map(
      version => ({ apiVersion: 'example.com/v1', kind: 'App', metadata: { name: 'a' }, spec: { version } }) as KubeObject,
    )
    expect(compareObject(desired!, live!).status).toBe('OutOfSync')
  })
  test('without force a field of another manager is a conflict', () => {
    expect(compareRecord('image-changed-server', { force: false })).toMatchObject({
      reapply: 'rejected',
      rejections: [{ code: 'conflict' }],
    })
  })
  test('what the server would refuse says why', () => {
    expect(compareRecord('strategy-to-recreate-server').rejections).toEqual([
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
    expect(compareRecord('env-value-to-valuefrom-server').differences.map(difference => difference.class)).toEqual(['union-conflict'])
    expect(compareRecord('strategy-to-recreate-server').differences.map(difference => difference.class)).toEqual(['union-conflict'])
  })
  test('a previous release tells what went from the manifest under server-side apply, too: items, set members and fields', () => {
    const deployment = (env: readonly string[], finalizers: readonly string[], labels: Record<string, string>): KubeObject =>
      ({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', finalizers, labels },
        spec: {
          template: { spec: { containers: [{ name: 'web', imagePullPolicy: 'Always', env: env.map(name => ({ name, value: '1' })) }] } },
        },
      }) as KubeObject
    const previous = deployment(['A', 'OLD'], ['a/b', 'a/old'], { a: '1', old: '1' })
    const live = deployment(['A', 'OLD', 'HAND'], ['a/b', 'a/old', 'a/hand'], { a: '1', old: '1', hand: '1' })
    const { patch } = compareObject(deployment(['A'], ['a/b'], { a: '1' }), live, { applier: 'server-side', previous })
    const left = applyPatch(live, patch) as KubeObject & { spec: unknown }
    expect(left).toEqual(deployment(['A', 'HAND'], ['a/b', 'a/hand'], { a: '1', hand: '1' }))
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
    ['AmbiguousManager', configMap({ a: '1' }), appliedBy({ x: ['a', 'b'], y: ['a', 'c'] })],
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
