import { describe, expect, test } from 'vitest'
import { compareObject, type CompareOptions } from '../../src/sync/index.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'

interface Manager {
  readonly manager: string
  readonly operation?: 'Apply' | 'Update'
  readonly time?: string
  readonly fields: object
}
const COLOUR = { 'f:data': { 'f:colour': {} } }
const desired = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'web', namespace: 'shop' },
  data: { colour: 'blue' },
} as KubeObject
const liveOf = (managers: readonly Manager[], data: object = { colour: 'red' }): KubeObject =>
  ({
    ...desired,
    data,
    metadata: {
      name: 'web',
      namespace: 'shop',
      managedFields: managers.map(({ manager, operation = 'Update', time, fields }) => ({
        manager,
        operation,
        apiVersion: 'v1',
        fieldsType: 'FieldsV1',
        fieldsV1: fields,
        ...(time === undefined ? {} : { time }),
      })),
    },
  }) as KubeObject
const ours: Manager = { manager: 'deployer', operation: 'Apply', time: '2026-11-22T10:00:00Z', fields: COLOUR }
const hand = (manager: string, time?: string): Manager => ({ manager, fields: COLOUR, ...(time === undefined ? {} : { time }) })

describe('of several managers that own a field', () => {
  const named = (...managers: readonly Manager[]): string | undefined =>
    compareObject(desired, liveOf([ours, ...managers])).differences[0]?.by?.manager
  const [early, late] = [hand('kubectl-edit', '2026-11-22T11:00:00Z'), hand('kubectl-patch', '2026-11-22T12:00:00Z')]
  test('the one that changed anything last is named, wherever its entry stands', () => {
    expect(named(early, late)).toBe('kubectl-patch')
    expect(named(late, early)).toBe('kubectl-patch')
  })
  test('an entry without a time counts as the last', () => {
    expect(named(late, hand('scaler'))).toBe('scaler')
    expect(named(hand('scaler'), late)).toBe('scaler')
  })
  test('of equally late ones the first is named', () => expect(named(early, hand('other', '2026-11-22T11:00:00Z'))).toBe('kubectl-edit'))
})

describe('without force', () => {
  const rejected = (managers: readonly Manager[], options: CompareOptions = {}): readonly object[] =>
    compareObject(desired, liveOf(managers), { force: false, ...options }).rejections
  const edit = hand('kubectl-edit', '2026-11-22T11:00:00Z')
  const conflict = {
    code: 'conflict',
    message: 'kubectl-edit owns data.colour: an apply without force is refused',
    pointer: '/data/colour',
  }
  test('what another manager owns is a conflict that names it', () => {
    expect(rejected([ours, edit])).toEqual([conflict])
    expect(compareObject(desired, liveOf([ours, edit]), { force: false }).reapply).toBe('rejected')
  })
  test('what nobody else owns is none', () => {
    expect(rejected([ours])).toEqual([])
    expect(rejected([ours, { ...edit, fields: { 'f:data': { 'f:size': {} } } }])).toEqual([])
  })
  test('with force, and for a client-side apply, there is none', () => {
    expect(rejected([ours, edit], { force: true })).toEqual([])
    expect(rejected([ours, edit], { applier: 'client-side' })).toEqual([])
  })
  test('what would only be removed is none', () => {
    const sized = { ...ours, fields: { 'f:data': { 'f:colour': {}, 'f:size': {} } } }
    const live = liveOf([sized, { ...edit, fields: { 'f:data': { 'f:other': {} } } }], { colour: 'blue', size: 'large', other: 'x' })
    const { reapply, rejections } = compareObject(desired, live, { force: false })
    expect(reapply).toBe('changed')
    expect(rejections).toEqual([])
  })
})

describe('ignore rules that do nothing say which of them', () => {
  const problems = (...ignore: NonNullable<CompareOptions['ignore']>): readonly object[] =>
    compareObject(desired, liveOf([ours]), { ignore }).problems
  test('one that matches no difference', () =>
    expect(problems({ pointer: '/data/colour' }, { pointer: '/data/size' })).toEqual([
      { code: 'ignore-rule-unused', message: 'Ignore rule 2 matches no difference', pointer: '/ignore/1' },
    ]))
  test('one that cannot be read', () =>
    expect(problems({ path: '.data |' }, { pointer: '/data/colour' })).toEqual([
      { code: 'ignore-rule-unreadable', message: 'Ignore rule 1 is no pointer, path expression or manager', pointer: '/ignore/0' },
    ]))
  test('the same difference is hidden by the first that fits', () => {
    const { status, reason, message, suppressed } = compareObject(desired, liveOf([ours]), { ignore: [{ pointer: '/data' }] })
    expect({ status, reason, message }).toEqual({ status: 'InSync', reason: 'Ignored', message: '1 difference is ignored by a rule' })
    expect(suppressed).toHaveLength(1)
  })
})

describe('a patch', () => {
  const rules = (...verbs: readonly string[]): KubeObject =>
    ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'reader', namespace: 'shop' },
      rules: [{ apiGroups: [''], resources: ['pods'], verbs }],
    }) as KubeObject
  test('takes items from the end of a list last one first, after all else', () =>
    expect(compareObject(rules('get'), rules('list', 'watch', 'delete')).patch).toEqual([
      { op: 'replace', path: '/rules/0/verbs/0', value: 'get' },
      { op: 'remove', path: '/rules/0/verbs/2' },
      { op: 'remove', path: '/rules/0/verbs/1' },
    ]))
  test('adds items in order', () =>
    expect(compareObject(rules('get', 'list', 'watch'), rules('get')).patch).toEqual([
      { op: 'add', path: '/rules/0/verbs/1', value: 'list' },
      { op: 'add', path: '/rules/0/verbs/2', value: 'watch' },
    ]))
  test('takes a key away where it stands', () => {
    const live = liveOf([{ ...ours, fields: { 'f:data': { 'f:colour': {}, 'f:size': {} } } }], { colour: 'blue', size: 'large' })
    expect(compareObject(desired, live).patch).toEqual([{ op: 'remove', path: '/data/size' }])
  })
})

test("a manifest that holds kubectl's own record, as one that was exported, is compared without it", () => {
  const record = { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"colour":"green"}}' }
  const exported = (annotations: object): KubeObject =>
    ({ ...desired, metadata: { ...desired.metadata, labels: { app: 'web' }, annotations } }) as KubeObject
  const live = liveOf([ours], { colour: 'blue' })
  const labelled = (annotations: object): KubeObject =>
    ({ ...live, metadata: { ...live.metadata, labels: { app: 'web' }, annotations } }) as KubeObject
  expect(compareObject(exported({ ...record, team: 'a' }), labelled({ team: 'a' })).reapply).toBe('unchanged')
  expect(compareObject(exported({ ...record, team: 'b' }), labelled({ team: 'a' })).differences.map(({ path }) => path)).toEqual([
    'metadata.annotations.team',
  ])
  expect(compareObject(exported(record), labelled({})).reapply).toBe('unchanged')
})
