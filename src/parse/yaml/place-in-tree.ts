import type { YamlNode } from './build-value.ts'

/**
 * The offset at which the value under a path stands, or its key; of what is not there, that of what it would be in.
 *
 * @param path names of fields and places in lists, as in a JSON pointer.
 */
export const placeInTree = (root: YamlNode, path: readonly (string | number)[], part: 'key' | 'value' = 'value'): number => {
  let here = root
  let { at } = root
  for (const [index, step] of path.entries()) {
    const found = below(here, step)
    if (found === undefined) return at
    here = found.value
    at = part === 'key' && index === path.length - 1 ? found.at : here.at
  }
  return at
}

interface FoundPlace {
  readonly value: YamlNode
  /** The place at which its key or its item begins. */
  readonly at: number
}

const below = (node: YamlNode, step: string | number): FoundPlace | undefined => {
  if (node.kind === 'alias') return below(node.target, step)
  if (node.kind === 'list') {
    const value = node.items[Number(step)]
    return value === undefined ? undefined : { value, at: value.at }
  }
  if (node.kind !== 'map') return undefined
  // A key that is written twice counts as written last; what a merge key brings stands where it is merged.
  const pair = node.pairs.findLast(([key]) => keyText(key) === String(step))
  return pair === undefined ? undefined : { value: pair[1], at: pair[0].at }
}

const keyText = (key: YamlNode): string | undefined =>
  key.kind === 'alias' ? keyText(key.target) : key.kind === 'scalar' ? key.text : undefined
