import { type Check, expect, fitting } from './expect.ts'
import { isRecord } from './read.ts'

/** Hints on the kinds of one cluster: the built-in ones, and those of the CRDs that the caller passed. */
export interface SchemaSet {
  /** The version of Kubernetes that it is for, as `1.31`: the caller's, else the newest that the built-in facts know. */
  readonly kubernetes: string
}

/** The check of what `createSchemas` made. */
export const aSchemaSet: Check = /* @__PURE__ */ fitting(
  'what createSchemas made',
  value => isRecord(value) && typeof value['kubernetes'] === 'string',
)

/** The part of a CustomResourceDefinition that says how its objects report: kept apart from the schema, so that who asks loads no facts of built-in kinds. */
export interface KindHints {
  /** There is a status that a controller can write to. */
  readonly reportsStatus: boolean
  /** The columns that `kubectl get` prints of it. */
  readonly columns: readonly PrinterColumn[]
}

/** A column of `kubectl get`: its title and the path of its value in the subset of JSONPath that a CustomResourceDefinition may use. */
export interface PrinterColumn {
  readonly name: string
  readonly path: string
}

/** A set of schemas as `createSchemas` makes it, as far as it matters here. */
interface KnownKinds extends SchemaSet {
  readonly kinds: ReadonlyMap<string, { readonly hints?: KindHints }>
}

/** Finds what the definitions that the caller passed say of a kind; undefined where none speaks of it. */
export const kindHints = (apiVersion: string, kind: string, schemas: SchemaSet): KindHints | undefined =>
  hasKinds(schemas) && typeof apiVersion === 'string' && typeof kind === 'string'
    ? schemas.kinds.get(`${apiVersion}/${kind}`)?.hints
    : undefined

const hasKinds = (schemas: SchemaSet): schemas is KnownKinds => isRecord(schemas) && 'kinds' in schemas

/**
 * True where the objects of a custom kind report a status: where the CRD that the caller passed has a status subresource, which is what a controller
 * writes to, or fields under `status`. A subresource whose schema leaves the status without any field is what a generator makes for every kind, and
 * nobody writes to it.
 *
 * @param apiVersion - As objects carry it: `example.com/v1`.
 * @param kind - As objects carry it.
 * @param schemas - What `createSchemas` made.
 * @returns undefined where no definition that was passed speaks of the kind.
 *
 * Source: the `status` subresource and the structural schema of apiextensions.k8s.io/v1; fields without a schema are pruned.
 *
 * @example
 * ```ts
 * import { createSchemas, hasStatus } from 'live-object-status/schema'
 *
 * const version = { name: 'v1', schema: { openAPIV3Schema: { type: 'object' } }, subresources: { status: {} } }
 * const names = { kind: 'Oven', plural: 'ovens' }
 * const spec = { group: 'example.com', names, scope: 'Namespaced', versions: [version] }
 * const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'ovens.example.com' }, spec }
 * const schemas = createSchemas({ customResourceDefinitions: [definition] })
 * hasStatus('example.com/v1', 'Oven', schemas) // => true
 * hasStatus('example.com/v1', 'Stove', schemas) // => undefined
 * ```
 */
export const hasStatus = (apiVersion: string, kind: string, schemas: SchemaSet): boolean | undefined => {
  expect('schemas', aSchemaSet, schemas)
  return kindHints(apiVersion, kind, schemas)?.reportsStatus
}

/**
 * The columns that `kubectl get` prints of a custom kind, by the definition that the caller passed: what its authors think sums an object up.
 *
 * @param apiVersion - As objects carry it: `example.com/v1`.
 * @param kind - As objects carry it.
 * @param schemas - What `createSchemas` made.
 * @returns titles and paths as they are written; none where no definition speaks of the kind.
 *
 * Source: `additionalPrinterColumns` of apiextensions.k8s.io/v1.
 *
 * @example
 * ```ts
 * import { createSchemas, printerColumns } from 'live-object-status/schema'
 *
 * const version = { name: 'v1', additionalPrinterColumns: [{ name: 'Phase', type: 'string', jsonPath: '.status.phase' }] }
 * const spec = { group: 'example.com', names: { kind: 'Oven', plural: 'ovens' }, scope: 'Namespaced', versions: [version] }
 * const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'ovens.example.com' }, spec }
 * const schemas = createSchemas({ customResourceDefinitions: [definition] })
 * printerColumns('example.com/v1', 'Oven', schemas) // => [{ name: 'Phase', path: '.status.phase' }]
 * ```
 */
export const printerColumns = (apiVersion: string, kind: string, schemas: SchemaSet): readonly PrinterColumn[] => {
  expect('schemas', aSchemaSet, schemas)
  return kindHints(apiVersion, kind, schemas)?.columns ?? []
}
