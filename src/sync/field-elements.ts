import type { SchemaNode, StructFacts } from '../schema/index.ts'
import { onceFor } from './once-for.ts'

/** The fields of a struct as managedFields write them, both ways. */
interface FieldElements {
  /** `spec` to `f:spec`. */
  readonly elements: ReadonlyMap<string, string>
  /** `f:spec` to `spec`. */
  readonly keys: ReadonlyMap<string, string>
}

/** How managedFields write a key below a node: `f:spec`. That of a known field is made once, not by every walk. */
export const elementOf = (node: SchemaNode, key: string): string =>
  (node.struct === undefined ? undefined : fieldElements(node.struct).elements.get(key)) ?? `f:${key}`

/** The key that an element below a node names; undefined for what is no field, as `.` and the items of lists. */
export const keyOf = (node: SchemaNode, element: string): string | undefined =>
  (node.struct === undefined ? undefined : fieldElements(node.struct).keys.get(element)) ??
  (element.startsWith('f:') ? element.slice(2) : undefined)

const fieldElements = onceFor((struct: StructFacts): FieldElements => {
  const names = [...struct.fields.keys()]
  return {
    elements: new Map(names.map(name => [name, `f:${name}`])),
    keys: new Map(names.map(name => [`f:${name}`, name])),
  }
})
