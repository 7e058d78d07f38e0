import fc from 'fast-check'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { findKindSchema, type SchemaNode } from '../../src/schema/internal.ts'

/** Manifests of built-in kinds, made from the schema itself: any field may be there, with values of its type in any spelling. */
export const manifestArbitrary = (apiVersion: string, kind: string): fc.Arbitrary<KubeObject> => {
  const root = findKindSchema(apiVersion, kind)?.root
  if (root === undefined) throw new TypeError(`no schema for ${kind}`)
  const fields = fieldsOf(root, 0, new Set(['apiVersion', 'kind', 'metadata', 'status']))
  return fc.record({ labels: labels, annotations: labels, fields }).map(({ labels, annotations, fields }) => ({
    apiVersion,
    kind,
    metadata: {
      name: 'a',
      namespace: 'n',
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
    },
    ...consistent(kind, fields),
  }))
}

/** The one pair of fields that the server makes from each other at every write, so that it never settles on two that contradict. */
const consistent = (kind: string, fields: Record<string, unknown>): Record<string, unknown> => {
  const spec = fields['spec'] as Record<string, unknown> | undefined
  if (kind !== 'Node' || spec?.['podCIDR'] === undefined) return fields
  const { podCIDR: _first, ...rest } = spec
  return { ...fields, spec: rest }
}

const word = fc.constantFrom('a', 'b', 'web', 'x-1', '')
const labels = fc.option(fc.dictionary(fc.constantFrom('app', 'tier', 'x/y'), word, { maxKeys: 3 }), { nil: undefined })
const quantity = fc.constantFrom('100m', '0.1', 1, '1', '1000m', '1Gi', '1024Mi', '1e3', '1500Mi')

const valueOf = (node: SchemaNode, depth: number): fc.Arbitrary<unknown> => {
  switch (node.type) {
    case 'struct':
      return fieldsOf(node, depth, new Set())
    case 'map':
      return fc.dictionary(fc.constantFrom('a', 'b', 'cpu'), valueOf(node.values ?? node, depth + 1), { maxKeys: 2 })
    case 'list':
      return listOf(node, depth)
    case 'string':
      return word
    case 'integer':
    case 'number':
      return fc.integer({ min: 0, max: 5 })
    case 'boolean':
      return fc.boolean()
    case 'quantity':
      return quantity
    case 'int-or-string':
      return fc.constantFrom<unknown>(0, 1, '25%', 'http')
    case 'bytes':
      return fc.constantFrom('', 'YQ==', 'Y\nQ==')
    case 'time':
    case 'micro-time':
      return fc.constantFrom('2026-11-23T10:00:00Z', '2026-11-23T12:00:00+02:00')
    default:
      return fc.constantFrom<unknown>({ a: 1 }, 'x', 3)
  }
}

/** Items of list maps get different keys, as the server demands. */
const listOf = (node: SchemaNode, depth: number): fc.Arbitrary<unknown[]> => {
  const item = valueOf(node.values ?? node, depth + 1)
  if (node.set) return fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 })
  const keys = new Set([...node.keys, ...(node.patchKey === undefined ? [] : [node.patchKey])])
  return fc
    .array(item, { maxLength: 2 })
    .map(items => items.map((one, index) => (keys.size === 0 ? one : { ...(one as object), ...keysOf(node, keys, index) })))
}

const keysOf = (node: SchemaNode, keys: ReadonlySet<string>, index: number): Record<string, unknown> =>
  Object.fromEntries(
    [...keys].map(key => [
      key,
      node.values?.struct?.fields.get(key)?.type === 'integer' ? 80 + index : key === 'protocol' ? 'TCP' : `k${index}`,
    ]),
  )

const fieldsOf = (node: SchemaNode, depth: number, without: ReadonlySet<string>): fc.Arbitrary<Record<string, unknown>> => {
  const fields = [...(node.struct?.fields ?? [])].filter(([name, field]) => !without.has(name) && (depth < 7 || !isDeep(field)))
  const chosen = fc.subarray(fields, { maxLength: Math.min(fields.length, depth < 2 ? 8 : 4) })
  return chosen.chain(some => fc.record(Object.fromEntries(some.map(([name, field]) => [name, valueOf(field, depth + 1)]))))
}

const isDeep = (field: SchemaNode): boolean => field.type === 'struct' || field.type === 'list' || field.type === 'map'
