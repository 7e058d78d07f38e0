/** The door for sync/, which walks schemas; no part of the public interface. */
export { kindSchemaOf } from './create-schemas.ts'
export { anyNode, untypedSchema } from './untyped-schema.ts'
export { schemaNode } from './schema-node.ts'
export type { KindSchema, SchemaNode, StructFacts } from './schema-node.ts'
