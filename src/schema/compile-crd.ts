import type { JsonRecord } from '../model/kube-object.ts'
import type { Problem } from '../model/problem.ts'
import { at, isRecord, listOf, own, recordOf, recordsOf, textOf } from '../model/read.ts'
import type { PrinterColumn } from '../model/kind-hints.ts'
import { schemaNode, type KindSchema, type SchemaNode } from './schema-node.ts'

/** The kinds of one CustomResourceDefinition, by `apiVersion/kind`. */
export interface CompiledCrd {
  readonly kinds: ReadonlyMap<string, KindSchema>
  readonly problems: readonly Problem[]
}

/** Structural schemas deeper than this are cut: below, nothing is known. */
const MAX_DEPTH = 64

/**
 * Compiles the structural schemas of a CustomResourceDefinition to the facts that built-in kinds have.
 * `metadata` is ObjectMeta whatever the schema says of it (KEP-2876 and the API server's own typing do the same).
 */
export const compileCrd = (crd: unknown, metadata: SchemaNode | undefined): CompiledCrd => {
  const group = textOf(at(crd, 'spec', 'group'))
  const kind = textOf(at(crd, 'spec', 'names', 'kind'))
  if (group === undefined || kind === undefined)
    return { kinds: new Map(), problems: [{ code: 'not-a-crd', message: 'It has no spec.group or spec.names.kind' }] }
  const kinds = new Map<string, KindSchema>()
  const namespaced = at(crd, 'spec', 'scope') !== 'Cluster'
  const shared = { preserveAll: at(crd, 'spec', 'preserveUnknownFields') === true, metadata }
  for (const version of listVersions(crd)) {
    const name = textOf(version['name'])
    if (name === undefined) continue
    const subresources = recordOf(version['subresources'] ?? at(crd, 'spec', 'subresources'))
    const root = rootNode(version['schema'] ?? at(crd, 'spec', 'validation'), shared)
    const status = isRecord(own(subresources, 'status'))
    kinds.set(`${group}/${name}/${kind}`, {
      root,
      namespaced,
      status,
      scale: isRecord(own(subresources, 'scale')),
      patch: 'json-merge',
      custom: true,
      hints: {
        reportsStatus: reportsStatus(root, status),
        columns: readColumns(version['additionalPrinterColumns'] ?? at(crd, 'spec', 'additionalPrinterColumns')),
      },
    })
  }
  return { kinds, problems: [] }
}

/** Fields that the schema does not have are pruned: a status without any stays empty. */
const reportsStatus = (root: SchemaNode, subresource: boolean): boolean => {
  const status = root.struct?.fields.get('status')
  if (status === undefined) return subresource
  return status.type !== 'struct' || status.preserve || (status.struct?.fields.size ?? 0) > 0
}

/** apiextensions/v1beta1 wrote `JSONPath`. */
const readColumns = (columns: unknown): readonly PrinterColumn[] =>
  recordsOf(columns).flatMap(column => {
    const path = textOf(column['jsonPath'] ?? column['JSONPath'])
    return path === undefined ? [] : [{ name: textOf(column['name']) ?? '', path }]
  })

/** The versions of a definition; apiextensions/v1beta1 allowed a single one in `spec.version`. */
const listVersions = (crd: unknown): readonly JsonRecord[] => {
  const versions = recordsOf(at(crd, 'spec', 'versions'))
  return versions.length > 0 ? versions : [{ name: at(crd, 'spec', 'version') }]
}

const rootNode = (schema: unknown, { preserveAll, metadata }: { preserveAll: boolean; metadata: SchemaNode | undefined }): SchemaNode => {
  const properties = at(schema, 'openAPIV3Schema')
  return preserveAll ? untypedRoot(metadata) : compileRoot(properties, { metadata, resolve: undefined })
}

/** Shared by the nodes of one schema while they are compiled. */
export interface SchemaContext {
  /** ObjectMeta. */
  readonly metadata: SchemaNode | undefined
  /** Compiles a property that refers to another schema; undefined where it does not, or where none can be referred to. */
  readonly resolve: ((property: JsonRecord, element: string, depth: number) => SchemaNode | undefined) | undefined
  /** Somewhere above unknown fields are kept, which the typing of server-side apply inherits and pruning does not (schemaconv in kube-openapi). */
  readonly open?: boolean
}

/** Compiles the schema of a whole object; one that is no struct says nothing. */
export const compileRoot = (schema: unknown, context: SchemaContext): SchemaNode => {
  if (!isRecord(schema)) return untypedRoot(context.metadata)
  const node = compileProperty(schema, context, 0)
  return node.type === 'struct' ? withObjectFields(node, context.metadata) : untypedRoot(context.metadata)
}

/** A custom resource of which only the envelope is known. */
export const untypedRoot = (metadata: SchemaNode | undefined): SchemaNode =>
  withObjectFields(schemaNode('struct', { struct: { type: '', fields: new Map() }, custom: true, preserve: true }), metadata)

const withObjectFields = (node: SchemaNode, metadata: SchemaNode | undefined): SchemaNode => {
  const fields = new Map(node.struct?.fields)
  for (const name of ['apiVersion', 'kind']) fields.set(name, schemaNode('string', { keepsEmpty: true, element: `f:${name}` }))
  if (metadata !== undefined) fields.set('metadata', metadata)
  return { ...node, struct: { type: node.struct?.type ?? '', fields } }
}

/** Compiles one property of a schema, with all below it. */
export const compileProperty = (schema: unknown, above: SchemaContext, depth: number, element = ''): SchemaNode => {
  const property = recordOf(schema)
  const opens = above.open !== true && own(property, 'x-kubernetes-preserve-unknown-fields') === true
  const context = opens ? { ...above, open: true } : above
  const resolved = context.resolve?.(property, element, depth)
  if (resolved !== undefined) return resolved
  const facts = {
    element,
    custom: true,
    keepsEmpty: true,
    preserve: own(property, 'x-kubernetes-preserve-unknown-fields') === true,
    nullable: own(property, 'nullable') === true,
    default: own(property, 'default'),
  }
  if (depth > MAX_DEPTH) return schemaNode('any', { ...facts, preserve: true })
  if (own(property, 'x-kubernetes-int-or-string') === true) return schemaNode('int-or-string', facts)
  const type = own(property, 'type')
  if (type === 'array') return listNode(property, facts, context, depth)
  if (type === 'object') return objectNode(property, facts, context, depth)
  return typeof type === 'string' ? scalarNode(type, facts) : schemaNode('any', facts)
}

const scalarNode = (type: string, facts: Partial<SchemaNode>): SchemaNode =>
  schemaNode(type === 'integer' || type === 'number' || type === 'boolean' || type === 'string' ? type : 'any', facts)

const listNode = (property: JsonRecord, facts: Partial<SchemaNode>, context: SchemaContext, depth: number): SchemaNode => {
  const listType = own(property, 'x-kubernetes-list-type')
  const keys = listOf(own(property, 'x-kubernetes-list-map-keys')).filter(key => typeof key === 'string')
  const pairs = listType === 'map' && keys.length > 0
  return schemaNode('list', {
    ...facts,
    values: compileProperty(own(property, 'items'), context, depth + 1),
    atomic: !pairs && listType !== 'set',
    set: listType === 'set',
    keys: pairs ? keys : [],
  })
}

const objectNode = (property: JsonRecord, facts: Partial<SchemaNode>, context: SchemaContext, depth: number): SchemaNode => {
  const atomic = own(property, 'x-kubernetes-map-type') === 'atomic'
  const values = own(property, 'additionalProperties')
  if (isRecord(values)) return schemaNode('map', { ...facts, atomic, values: compileProperty(values, context, depth + 1) })
  // `true` says nothing of what is below, so everything below the values is pruned.
  if (values === true && facts.preserve !== true)
    return schemaNode('map', { ...facts, atomic, values: schemaNode('any', { custom: true, keepsEmpty: true }) })
  const fields = new Map<string, SchemaNode>()
  for (const [name, inner] of Object.entries(recordOf(own(property, 'properties'))))
    fields.set(name, compileProperty(inner, context, depth + 1, `f:${name}`))
  const struct = { type: '', fields, open: context.open === true }
  const node = schemaNode('struct', { ...facts, atomic, struct })
  // The metadata of an embedded object is not filled in where it is absent.
  const embedded = context.metadata === undefined ? undefined : { ...context.metadata, pointer: true }
  return own(property, 'x-kubernetes-embedded-resource') === true ? withObjectFields(node, embedded) : node
}
