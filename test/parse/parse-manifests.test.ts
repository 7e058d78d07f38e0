import { describe, expect, test } from 'vitest'
import { parseManifests } from '../../src/parse/index.ts'
import { fixtureText } from '../support/fixtures.ts'

test('the storefront is read without a problem', () => {
  const { objects, problems } = parseManifests(fixtureText('storefront/storefront.yaml'), { source: 'storefront.yaml' })
  expect(problems).toEqual([])
  expect(objects.length).toBe(22)
  const lines = fixtureText('storefront/storefront.yaml').split('\n')
  for (const { line } of objects) expect(lines[line - 1]).toMatch(/^apiVersion:/)
})

describe('lists', () => {
  const names = (text: string): unknown[] =>
    parseManifests(text).objects.map(({ ref, line }) => `${ref.version} ${ref.kind} ${ref.name} ${line}`)

  test('items of a typed list take kind and apiVersion from it', () => {
    const list = 'apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata: {name: a}\n- metadata:\n    name: b\n'
    expect(names(list)).toEqual(['v1 ConfigMap a 4', 'v1 ConfigMap b 5'])
    expect(parseManifests(list).objects[0]?.object).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } })
  })
  test('a JSON list has a line for each item', () => {
    const items = [
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } },
      null,
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'b' } },
    ]
    expect(names(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 2))).toEqual(['v1 Pod a 5', 'v1 Pod b 13'])
  })
  test('lists within lists are taken apart', () => {
    const pods = { apiVersion: 'v1', kind: 'PodList', items: [{ metadata: { name: 'a' } }] }
    expect(names(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [pods] }))).toEqual(['v1 Pod a 1'])
  })
  test('null items are passed over and told of', () =>
    expect(parseManifests('apiVersion: v1\nkind: List\nitems:\n-\n').problems.map(problem => problem.code)).toEqual(['null-item']))
  test('an empty list has no objects', () => expect(parseManifests('apiVersion: v1\nkind: List\n')).toEqual({ objects: [], problems: [] }))
  test('a custom kind that ends in List and has no items is an object', () =>
    expect(names('apiVersion: example.com/v1\nkind: AllowList\nmetadata: {name: a}')).toEqual(['v1 AllowList a 1']))
})

test('the namespace given is for objects that name none', () => {
  const { objects } = parseManifests(
    '{apiVersion: v1, kind: Pod, metadata: {name: a}}\n---\n{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: own}}',
    { namespace: 'given' },
  )
  expect(objects.map(({ ref }) => ref.namespace)).toEqual(['given', 'own'])
})

test.each(['a: 1', 'text', '- a', '42', 'apiVersion: v1', 'kind: Pod', 'apiVersion: 1\nkind: Pod', 'apiVersion: v1\nkind: ""'])(
  '%j is no Kubernetes object',
  text => {
    const { objects, problems } = parseManifests(`# first\n---\n${text}`, { source: 'x' })
    expect(objects).toEqual([])
    expect(problems).toEqual([expect.objectContaining({ code: 'not-a-kubernetes-object', source: 'x', document: 1, line: 3, column: 1 })])
  },
)

test('empty and comment-only documents are passed over', () =>
  expect(parseManifests('# a\n---\n---\n# b\n')).toEqual({ objects: [], problems: [] }))
