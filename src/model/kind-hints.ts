import { isRecord } from './read.ts'
import type { SchemaSet } from './schema-set.ts'

/** What a CustomResourceDefinition says of how its objects report: kept apart from the schema, so that who asks loads no facts of built-in kinds. */
export interface KindHints {
  /** There is a status that a controller can write to. */
  readonly reportsStatus: boolean
  /** What `kubectl get` prints of it. */
  readonly columns: readonly PrinterColumn[]
}

/** A column of `kubectl get`: its title and the path of its value in the subset of JSONPath that a CustomResourceDefinition may use. */
export interface PrinterColumn {
  readonly name: string
  readonly path: string
}

/** What `createSchemas` makes, as far as it matters here. */
interface KnownKinds extends SchemaSet {
  readonly kinds: ReadonlyMap<string, { readonly hints?: KindHints }>
}

/** What the definitions that the caller passed say of a kind; undefined where none speaks of it. */
export const kindHints = (apiVersion: string, kind: string, schemas: SchemaSet): KindHints | undefined =>
  hasKinds(schemas) && typeof apiVersion === 'string' && typeof kind === 'string'
    ? schemas.kinds.get(`${apiVersion}/${kind}`)?.hints
    : undefined

const hasKinds = (schemas: SchemaSet): schemas is KnownKinds => isRecord(schemas) && 'kinds' in schemas
