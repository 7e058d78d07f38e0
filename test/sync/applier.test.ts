import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { compareObject, predictApply } from '../../src/sync/index.ts'
import { appliedBy, configMap } from '../support/class-records.ts'

describe('who applies', () => {
  const removed = (desired: Record<string, string>, live: KubeObject) =>
    compareObject(configMap(desired), live).differences.map(difference => difference.path)
  test('of two managers that are as much like the manifest nobody can say which', () => {
    expect(compareObject(configMap({ a: '1' }), appliedBy({ x: ['a'], y: ['a'] }))).toMatchObject({
      status: 'Unknown',
      reapply: 'unknown',
      reason: 'AmbiguousManager',
    })
    expect(compareObject(configMap({ a: '1' }), appliedBy({ x: ['a'], y: ['a'] }), { fieldManager: 'y' }).status).toBe('InSync')
    expect(predictApply(configMap({ a: '1' }), appliedBy({ x: ['a', 'b'], y: ['a', 'c'] })).unknown).toEqual(['AmbiguousManager'])
  })
  test('the manager that has what the manifest has, not one that has more or a part', () => {
    const live = appliedBy({ exporter: ['a', 'b', 'c', 'd', 'old'], deployer: ['a', 'b', 'old'], partial: ['a'] })
    expect(removed({ a: '1', b: '1' }, live)).toEqual([])
    expect(removed({ a: '1', b: '1' }, appliedBy({ deployer: ['a', 'b', 'old'], partial: ['a'] }))).toEqual(['data.old'])
  })
  test('kubectl where its annotation says what the manifest says, beside a manager that applied all that is live', () => {
    const text = JSON.stringify(configMap({ a: '1', old: '1' }))
    const live = appliedBy({ exporter: ['a', 'old', 'x', 'y'] })
    const annotated = { ...live, metadata: { ...live.metadata, annotations: { 'kubectl.kubernetes.io/last-applied-configuration': text } } }
    expect(removed({ a: '1' }, annotated as KubeObject)).toEqual(['data.old'])
    expect(removed({ a: '1', x: '1' }, live)).toEqual(['data.old', 'data.y'])
  })
})
