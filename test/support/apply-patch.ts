import { pointerTokens } from '../../src/model/field-path.ts'
import type { PatchOperation } from '../../src/sync/index.ts'

/** RFC 6902, the three operations that the library writes. */
export const applyPatch = (document: unknown, patch: readonly PatchOperation[]): unknown => {
  const copy = structuredClone(document)
  for (const { op, path, value } of patch) {
    const tokens = [...(pointerTokens(path) ?? [])]
    const last = tokens.pop() ?? ''
    let parent = copy as Record<string, unknown> | unknown[]
    for (const token of tokens) parent = (parent as Record<string, unknown>)[token] as Record<string, unknown> | unknown[]
    if (Array.isArray(parent)) parent.splice(Number(last), op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]))
    else if (op === 'remove') delete parent[last]
    else parent[last] = value
  }
  return copy
}
