/** Where a result is no JSON, or has a property that is undefined; undefined where there is no such place. */
export const notJson = (value: unknown, path = ''): string | undefined => {
  if (value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value)) return undefined
  if (typeof value !== 'object') return `${path} is ${typeof value}`
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) return `${path} is a class instance`
  for (const [key, inside] of Object.entries(value)) {
    const wrong = notJson(inside, `${path}/${key}`)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

/** Opaque by design, answered by nothing, or with CEL's own whole numbers. */
export const NO_JSON: ReadonlySet<string> = new Set([
  'cel.evaluateCel',
  'schema.createSchemas',
  'schema.kindSchemaOf',
  'sync.prepareDesired',
  'tree.createFamily',
])
