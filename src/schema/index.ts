export { createSchemas, isNamespaced } from './create-schemas.ts'
export { hasStatus, printerColumns } from '../model/kind-hints.ts'
export type { PrinterColumn, SchemaSet } from '../model/kind-hints.ts'
