import { aDocument, aList, aString, expect, expectIfGiven } from '../model/expect.ts'
import type { KubeObjectLike } from '../model/kube-object.ts'
import type { Problem } from '../model/problem.ts'
import { at, isRecord, listOf, recordsOf, textOf } from '../model/read.ts'
import { total } from '../model/total.ts'
import { builtinSchema } from './builtin-schema.ts'
import { parseClusterVersion, type ClusterVersion } from './cluster-version.ts'
import { compileCrd } from './compile-crd.ts'
import { compileOpenapi } from './compile-openapi.ts'
import type { KindSchema, SchemaNode } from './schema-node.ts'
import { type SchemaSet, aSchemaSet } from '../model/kind-hints.ts'

/** The inside of what {@link createSchemas} made, read by the features of this package. */
export interface CompiledSchemas extends SchemaSet {
  readonly problems: readonly Problem[]
  /** By `apiVersion/kind`. */
  readonly kinds: ReadonlyMap<string, KindSchema>
  /** The scope of a kind: true where it is namespaced, by `group/Kind` or `Kind`: from the definitions and from discovery. */
  readonly scopes: ReadonlyMap<string, boolean>
  /** The version that the caller gave. */
  readonly cluster: ClusterVersion | undefined
}

/**
 * Makes what is known of a cluster's kinds beyond the built-in ones, to be handed in as `schemas`. Compile once, use for every object.
 *
 * @param input - `customResourceDefinitions`: the CRDs as manifests or live objects. `apiResources`: discovery documents
 *   (APIResourceList, as `kubectl get --raw /apis/apps/v1` prints them), which tell the scope of kinds that neither the package nor a CRD knows.
 *   `openapi`: documents of `/openapi/v3`, as `kubectl get --raw /openapi/v3/apis/example.com/v1` prints them, for custom and aggregated resources
 *   whose definitions nobody passed. `kubernetes`: the version of the cluster, as `1.31` or `v1.36.2`, which decides what fields its server knows and keeps; the option
 *   `clusterVersion` of a call goes before it.
 * @returns the schemas, and a problem for each definition or document that could not be read; the others work all the same.
 * @throws TypeError where `input` is no object.
 *
 * Source: structural schemas are those of KEP-2332, their list and map types those of KEP-555.
 *
 * @example
 * ```ts
 * import { createSchemas } from 'live-object-status/schema'
 *
 * const schemas = createSchemas({ customResourceDefinitions: [{ kind: 'CustomResourceDefinition', metadata: { name: 'broken' } }] })
 * schemas.kubernetes // => '1.37'
 * schemas.problems.map(problem => problem.code) // => ['not-a-crd']
 * ```
 */
export const createSchemas = (input: {
  readonly customResourceDefinitions?: readonly KubeObjectLike[]
  readonly apiResources?: readonly unknown[]
  readonly openapi?: readonly unknown[]
  readonly kubernetes?: string
}): SchemaSet & { readonly problems: readonly Problem[] } => {
  expect('input', someDefinitions, input)
  const kinds = new Map<string, KindSchema>()
  const scopes = new Map<string, boolean>()
  const problems: Problem[] = []
  const { kubernetes, kinds: builtin } = builtinSchema()
  const metadata = builtin.get('v1/ConfigMap')?.root.struct?.fields.get('metadata')
  for (const [index, crd] of listOf(input.customResourceDefinitions).entries())
    for (const problem of total(() => addCrd(crd, metadata, { kinds, scopes }), unreadable)) problems.push({ ...problem, document: index })
  for (const [index, document] of listOf(input.openapi).entries())
    for (const problem of total(
      () => addOpenapi(document, metadata, { kinds, scopes, builtin }),
      () => NOT_OPENAPI,
    ))
      problems.push({ ...problem, document: index })
  for (const document of listOf(input.apiResources))
    total(
      () => addScopes(document, scopes),
      () => undefined,
    )
  const cluster = parseClusterVersion(input.kubernetes)
  if (input.kubernetes !== undefined && cluster === undefined)
    problems.push({ code: 'not-a-version', message: 'kubernetes is no version of Kubernetes, as 1.31 or v1.36.2' })
  const schemas: CompiledSchemas = { kubernetes: input.kubernetes ?? kubernetes, problems, kinds, scopes, cluster }
  return schemas
}

const someDefinitions = /* @__PURE__ */ aDocument<Parameters<typeof createSchemas>[0]>(
  'an object with customResourceDefinitions, apiResources, openapi or kubernetes',
  () => ({
    customResourceDefinitions: aList('a list of definitions'),
    apiResources: aList('a list of discovery documents'),
    openapi: aList('a list of documents of /openapi/v3'),
    kubernetes: aString,
  }),
)

const unreadable = (): readonly Problem[] => [{ code: 'not-a-crd', message: 'The definition could not be read' }]

const addCrd = (
  crd: unknown,
  metadata: SchemaNode | undefined,
  into: { kinds: Map<string, KindSchema>; scopes: Map<string, boolean> },
): readonly Problem[] => {
  const compiled = compileCrd(crd, metadata)
  for (const [key, kind] of compiled.kinds) {
    into.kinds.set(key, kind)
    const [group = '', , name = ''] = key.split('/')
    into.scopes.set(`${group}/${name}`, kind.namespaced)
  }
  return compiled.problems
}

const NOT_OPENAPI: readonly Problem[] = [{ code: 'not-openapi', message: 'The document could not be read' }]

/** Merges two descriptions: the package knows its own kinds better than a definition does. */
const addOpenapi = (
  document: unknown,
  metadata: SchemaNode | undefined,
  { kinds, scopes, builtin }: { kinds: Map<string, KindSchema>; scopes: Map<string, boolean>; builtin: ReadonlyMap<string, KindSchema> },
): readonly Problem[] => {
  const compiled = compileOpenapi(document, metadata)
  for (const [key, kind] of compiled.kinds) {
    if (kinds.has(key) || builtin.has(key)) continue
    kinds.set(key, kind)
    const parts = key.split('/')
    scopes.set(parts.length === 3 ? `${parts[0] ?? ''}/${parts[2] ?? ''}` : (parts[1] ?? ''), kind.namespaced)
  }
  return compiled.problems
}

const addScopes = (document: unknown, scopes: Map<string, boolean>): void => {
  const groupVersion = textOf(at(document, 'groupVersion')) ?? ''
  const group = groupVersion.includes('/') ? `${groupVersion.slice(0, groupVersion.indexOf('/'))}/` : ''
  for (const resource of recordsOf(at(document, 'resources'))) {
    const [name, kind, namespaced] = [resource['name'], resource['kind'], resource['namespaced']]
    // A subresource is named after its parent and may be of a kind of another group.
    if (typeof name === 'string' && !name.includes('/') && typeof kind === 'string' && typeof namespaced === 'boolean')
      scopes.set(group + kind, namespaced)
  }
}

const isCompiled = (schemas: SchemaSet | undefined): schemas is CompiledSchemas => isRecord(schemas) && 'kinds' in schemas

/**
 * Finds the schema of a kind: from the caller's definitions, else built in; undefined for a kind that nobody described.
 *
 * @param apiVersion - as in the manifest: `apps/v1`.
 * @param schemas - from `createSchemas`, for custom resources.
 * @returns the schema, or undefined for a kind that is neither built in nor among `schemas`.
 *
 * Source: the OpenAPI documents and Go types of Kubernetes 1.37 for built-in kinds, else the structural schema of a definition.
 */
export const findKindSchema = (apiVersion: string, kind: string, schemas?: SchemaSet): KindSchema | undefined => {
  // Callers read both from objects of others, which need not hold text there.
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined
  const key = `${apiVersion}/${kind}`
  return (isCompiled(schemas) ? schemas.kinds.get(key) : undefined) ?? builtinSchema().kinds.get(key)
}

/**
 * True where a kind is namespaced; undefined where nothing says so.
 *
 * @param kindKey - 'group/Kind', or 'Kind' of the core group.
 * @param schemas - from `createSchemas`: definitions and discovery come before what the package knows.
 * @returns true or false where it is known, else undefined.
 *
 * Source: `spec.scope` of a definition, `namespaced` of an APIResource, and the API documents of Kubernetes 1.37 for built-in kinds.
 *
 * @example
 * ```ts
 * import { isNamespaced } from 'live-object-status/schema'
 *
 * isNamespaced('apps/Deployment') // => true
 * isNamespaced('Namespace') // => false
 * isNamespaced('example.com/Oven') // => undefined
 * ```
 */
export const isNamespaced = (kindKey: string, schemas?: SchemaSet): boolean | undefined => {
  expectIfGiven('schemas', aSchemaSet, schemas)
  if (typeof kindKey !== 'string') return undefined
  const told = isCompiled(schemas) ? schemas.scopes.get(kindKey) : undefined
  if (told !== undefined) return told
  const { kinds, versions } = builtinSchema()
  const [version] = versions.get(kindKey) ?? []
  if (version === undefined) return undefined
  const slash = kindKey.lastIndexOf('/')
  return kinds.get(`${kindKey.slice(0, slash + 1)}${version}/${kindKey.slice(slash + 1)}`)?.namespaced
}
