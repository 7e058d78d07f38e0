export type { SchemaSet } from './schema-set.ts'
