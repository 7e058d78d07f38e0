import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildTree, findOwner } from '../../src/tree/index.ts'
import { ownedLinks, ownerLinks } from '../../src/tree/internal.ts'
import type { TreeNode } from '../../src/tree/index.ts'

interface Node {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace: string
    readonly uid: string
    readonly ownerReferences?: readonly unknown[]
  }
}

/** Objects numbered from 0, each owned by any other, by itself, by one that is not there, or by none. */
const graphs = fc.integer({ min: 1, max: 12 }).chain(size =>
  fc.array(fc.option(fc.integer({ min: 0, max: size + 2 })), { minLength: size, maxLength: size }).map(owners =>
    owners.map((owner, index): Node => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `p${index}`,
        namespace: 'shop',
        uid: `u${index}`,
        ...(owner === null ? undefined : { ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: `p${owner}`, uid: `u${owner}` }] }),
      },
    })),
  ),
)

const flat = (nodes: readonly TreeNode<Node>[]): Node[] => nodes.flatMap(({ object, children }) => [object, ...flat(children)])
const edges = (nodes: readonly TreeNode<Node>[]): string[] =>
  nodes.flatMap(({ object, children }) => [
    ...children.map(child => `${object.metadata.name}>${child.object.metadata.name}`),
    ...edges(children),
  ])

test('every object is in the tree once, whoever owns whom, also in circles', () => {
  fc.assert(
    fc.property(graphs, objects => {
      expect(
        flat(buildTree(objects))
          .map(({ metadata }) => metadata.name)
          .sort(),
      ).toEqual(objects.map(({ metadata }) => metadata.name).sort())
    }),
  )
})

test('every child hangs on the owner that it names', () => {
  fc.assert(
    fc.property(graphs, objects => {
      for (const edge of edges(buildTree(objects))) {
        const [owner, child] = edge.split('>')
        expect(findOwner(objects.find(({ metadata }) => metadata.name === child))?.name).toBe(owner)
      }
    }),
  )
})

test('without circles the order of arrival does not matter', () => {
  fc.assert(
    fc.property(graphs, fc.infiniteStream(fc.nat()), (objects, random) => {
      // An owner with a lower number than the object cannot close a circle.
      const chain = objects.filter(object => Number(findOwner(object)?.name.slice(1) ?? -1) < Number(object.metadata.name.slice(1)))
      const shuffled = chain.map(object => [random.next().value, object] as const).sort(([a], [b]) => a - b)
      expect(edges(buildTree(shuffled.map(([, object]) => object))).sort()).toEqual(edges(buildTree(chain)).sort())
    }),
  )
})

const object = (kind: string, name: string, extra: Record<string, unknown> = {}, metadata: Record<string, unknown> = {}) => {
  const [group = '', bare = ''] = kind.includes('/') ? kind.split('/') : ['', kind]
  return { apiVersion: group === '' ? 'v1' : `${group}/v1`, kind: bare, metadata: { name, namespace: 'shop', ...metadata }, ...extra }
}

test('only the first owner reference counts, by its uid where it has one', () => {
  const pod = object(
    'Pod',
    'web-1',
    {},
    { ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'u1' }, { uid: 'u2' }] },
  )
  expect(findOwner(pod)).toEqual({ uid: 'u1', kind: 'apps/ReplicaSet', namespace: 'shop', name: 'web' })
  const another = object('apps/ReplicaSet', 'web', {}, { uid: 'another' })
  expect(buildTree([another, pod]).length).toBe(2)
})

test.each([
  ['the Service of its name owns Endpoints', object('Endpoints', 'web'), object('Service', 'web')],
  [
    'a reference without uid is looked up by kind and name',
    object('Pod', 'p', {}, { ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'n' }] }),
    object('Node', 'n'),
  ],
  [
    'a service account owns its token',
    object(
      'Secret',
      'token',
      { type: 'kubernetes.io/service-account-token' },
      { annotations: { 'kubernetes.io/service-account.name': 'api' } },
    ),
    object('ServiceAccount', 'api'),
  ],
  [
    'an operator group owns the versions of its operator',
    object('operators.coreos.com/ClusterServiceVersion', 'v', {}, { annotations: { 'olm.operatorGroup': 'og' } }),
    object('operators.coreos.com/OperatorGroup', 'og'),
  ],
  [
    'a stateful set owns the claims that it made',
    object('PersistentVolumeClaim', 'data-my-db-0'),
    object('apps/StatefulSet', 'my-db', { spec: { volumeClaimTemplates: [{ metadata: { name: 'data' } }] } }),
  ],
])('%s', (_, child, owner) => {
  expect(buildTree<object>([child, owner])).toEqual([{ object: owner, children: [{ object: child, children: [] }] }])
})

test('a claim that is only named like those of a stateful set is its own', () => {
  const set = object('apps/StatefulSet', 'db', { spec: { volumeClaimTemplates: [{ metadata: { name: 'logs' } }] } })
  expect(buildTree<object>([object('PersistentVolumeClaim', 'data-db-0'), set]).length).toBe(2)
})

test('an object of another uid under the same name is no owner', () => {
  const slice = object('Pod', 'p', {}, { ownerReferences: [{ uid: 'old', kind: 'ReplicaSet', name: 'web' }] })
  expect(ownedLinks(object('apps/ReplicaSet', 'web', {}, { uid: 'new' }))).not.toContain(ownerLinks(slice)[0])
})

test('a chain of a hundred thousand owners does no harm', () => {
  const chain = Array.from({ length: 100_000 }, (_, index) =>
    object('Pod', `p${index}`, {}, { uid: `u${index}`, ...(index === 0 ? undefined : { ownerReferences: [{ uid: `u${index - 1}` }] }) }),
  )
  expect(buildTree<object>(chain).length).toBeGreaterThan(1)
})
