import { kindHints } from './kind-hints.ts'
import type { SchemaSet } from './schema-set.ts'

/**
 * Whether the objects of a custom kind report a status: whether the CRD that the caller passed has a status subresource, which is what a controller
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
export const hasStatus = (apiVersion: string, kind: string, schemas: SchemaSet): boolean | undefined =>
  kindHints(apiVersion, kind, schemas)?.reportsStatus
