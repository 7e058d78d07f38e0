import type { JsonRecord } from '../model/kube-object.ts'
import type { Problem } from '../model/problem.ts'
import { at, isRecord, listOf, own, recordOf, recordsOf, textOf } from '../model/read.ts'
import { compileProperty, compileRoot, type SchemaContext } from './compile-crd.ts'
import { schemaNode, type KindSchema, type SchemaNode } from './schema-node.ts'

/** The kinds of one document of `/openapi/v3`, by `apiVersion/kind`. */
export interface CompiledOpenapi {
  readonly kinds: ReadonlyMap<string, KindSchema>
  readonly problems: readonly Problem[]
}

/**
 * Compiles a document that the API server prints for one group and version. Custom resources stand in it as in their definition; aggregated ones by
 * reference, with the names of their Go types. Scope, status and scale are read from the paths.
 */
export const compileOpenapi = (document: unknown, metadata: SchemaNode | undefined): CompiledOpenapi => {
  const schemas = at(document, 'components', 'schemas')
  const paths = at(document, 'paths')
  if (!isRecord(schemas) || !isRecord(paths))
    return { kinds: new Map(), problems: [{ code: 'not-openapi', message: 'It has no paths or components.schemas' }] }
  const context: SchemaContext = { metadata, resolve: undefined }
  const resolving = { ...context, resolve: makeResolver(schemas, metadata) }
  const resources = readResources(paths)
  const kinds = new Map<string, KindSchema>()
  for (const schema of Object.values(schemas))
    for (const gvk of recordsOf(at(schema, 'x-kubernetes-group-version-kind'))) {
      const key = kindKeyIn(gvk)
      const resource = resources.get(key)
      if (resource === undefined) continue
      const root = compileRoot(schema, resolving)
      const guessed = [...(root.struct?.fields ?? [])].some(
        ([name, field]) => name !== 'metadata' && !field.custom && field.struct !== undefined,
      )
      const reportsStatus = root.struct?.fields.has('status') ?? resource.status
      kinds.set(key, { root, ...resource, patch: 'json-merge', custom: true, guessed, hints: { reportsStatus, columns: [] } })
    }
  return { kinds, problems: [] }
}

/** `group/version/Kind`, as built-in kinds are keyed. */
const kindKeyIn = (gvk: unknown): string => {
  const [group, version, kind] = ['group', 'version', 'kind'].map(key => textOf(at(gvk, key)) ?? '')
  return `${group === '' ? '' : `${group}/`}${version}/${kind}`
}

interface ApiResource {
  readonly namespaced: boolean
  readonly status: boolean
  readonly scale: boolean
}

/** The resources that objects of a kind are got from: `…/namespaces/{namespace}/widgets/{name}`, and `/status` or `/scale` below. */
const readResources = (paths: JsonRecord): ReadonlyMap<string, ApiResource> => {
  const resources = new Map<string, ApiResource>()
  for (const path of Object.keys(paths)) {
    if (!path.endsWith('/{name}')) continue
    const key = kindKeyIn(at(own(paths, path), 'get', 'x-kubernetes-group-version-kind'))
    const [namespaced, status, scale] = [
      path.includes('/namespaces/{namespace}/'),
      own(paths, `${path}/status`),
      own(paths, `${path}/scale`),
    ]
    resources.set(key, { namespaced, status: status !== undefined, scale: scale !== undefined })
  }
  return resources
}

/** Scalars that Go reads and writes in a form of its own, by the end of the name of their type. */
const SCALARS: Readonly<Record<string, SchemaNode['type']>> = {
  'api.resource.Quantity': 'quantity',
  'util.intstr.IntOrString': 'int-or-string',
  'apis.meta.v1.Time': 'time',
  'apis.meta.v1.MicroTime': 'micro-time',
}
const META = 'apis.meta.v1.ObjectMeta'

/**
 * Makes what follows references. A type that is referred to is a Go type: what is empty and not required is not written, and a struct with a default is
 * no pointer. A type within itself is not followed.
 */
const makeResolver = (schemas: JsonRecord, metadata: SchemaNode | undefined): NonNullable<SchemaContext['resolve']> => {
  const compiled = new Map<string, SchemaNode | undefined>()
  const resolve = (property: JsonRecord, element: string, depth: number): SchemaNode | undefined => {
    const name = referredTo(property)
    if (name === undefined) return undefined
    const end = name.split('.').slice(-4).join('.')
    if (end === META && metadata !== undefined) return { ...metadata, element }
    const scalar = Object.entries(SCALARS).find(([type]) => end.endsWith(type))?.[1]
    const facts = { element, pointer: own(property, 'default') === undefined }
    if (scalar !== undefined) return schemaNode(scalar, facts)
    if (!compiled.has(name)) {
      compiled.set(name, undefined)
      compiled.set(name, goType(recordOf(own(schemas, name)), { metadata, resolve }, depth))
    }
    const node = compiled.get(name)
    return node === undefined ? schemaNode('any', { ...facts, preserve: true }) : { ...node, ...facts }
  }
  return resolve
}

const goType = (schema: JsonRecord, context: SchemaContext, depth: number): SchemaNode => {
  const node = compileProperty(schema, context, depth + 1)
  const required = listOf(own(schema, 'required'))
  if (node.struct === undefined) return { ...node, custom: false }
  const fields = new Map<string, SchemaNode>()
  for (const [name, field] of node.struct.fields) fields.set(name, { ...field, custom: false, keepsEmpty: required.includes(name) })
  return { ...node, custom: false, keepsEmpty: false, struct: { type: '', fields } }
}

/** `{ $ref }`, or beside a default or a description `{ allOf: [{ $ref }] }`. */
const referredTo = (property: JsonRecord): string | undefined => {
  const [only, ...others] = listOf(own(property, 'allOf'))
  const reference = textOf(own(property, '$ref')) ?? (others.length === 0 ? textOf(at(only, '$ref')) : undefined)
  return reference?.startsWith(PREFIX) === true ? reference.slice(PREFIX.length) : undefined
}

const PREFIX = '#/components/schemas/'
