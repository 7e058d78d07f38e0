import { builtinSchema } from './builtin-schema.ts'
import { untypedRoot } from './compile-crd.ts'
import { schemaNode, type KindSchema, type SchemaNode } from './schema-node.ts'

/**
 * Makes the schema assumed for a kind that nobody described: it is a custom resource with the metadata of every object; below it maps are
 * granular and lists atomic, which is how the API server deduces untyped values (structured-merge-diff, `DeducedParseableType`).
 */
export const untypedSchema = (): KindSchema => {
  const metadata = builtinSchema().kinds.get('v1/ConfigMap')?.root.struct?.fields.get('metadata')
  return { root: untypedRoot(metadata), namespaced: true, status: true, scale: false, patch: 'json-merge', custom: true }
}

/** A place of which nothing is known: maps granular, lists atomic, everything kept. */
export const anyNode: SchemaNode = schemaNode('any', { custom: true, preserve: true, keepsEmpty: true })
