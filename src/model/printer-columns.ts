import { kindHints, type PrinterColumn } from './kind-hints.ts'
import type { SchemaSet } from './schema-set.ts'

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
export const printerColumns = (apiVersion: string, kind: string, schemas: SchemaSet): readonly PrinterColumn[] =>
  kindHints(apiVersion, kind, schemas)?.columns ?? []
