/** The door for sync/, which walks schemas; no part of the public interface. */
export { readClusterVersion, parseClusterVersion } from './cluster-version.ts'
export type { ClusterVersion } from './cluster-version.ts'
export { findKindSchema } from './create-schemas.ts'
export { anyNode, untypedSchema } from './untyped-schema.ts'
export { NEVER, schemaNode } from './schema-node.ts'
export type { KindSchema, SchemaNode, StructFacts } from './schema-node.ts'
