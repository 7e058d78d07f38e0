import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord } from '../../model/read.ts'
import type { Deployer } from './deployer.ts'
import { DEPLOYERS } from './deployers.ts'

/** A label or annotation of an object that only some deployers write. */
export interface FoundMark {
  readonly field: 'labels' | 'annotations'
  readonly key: string
  readonly deployers: readonly Deployer[]
}

/** Finds the marks on an object that tell whose it is. */
export const findMarks = (live: JsonRecord): readonly FoundMark[] => {
  let found: FoundMark[] | undefined
  for (const field of ['annotations', 'labels'] as const) {
    const map = at(live, 'metadata', field)
    if (!isRecord(map)) continue
    for (const key in map) {
      const slash = key.indexOf('/')
      const known = slash < 0 ? undefined : BY_DOMAIN.get(key.slice(0, slash))
      if (known === undefined) continue
      const deployers = known.filter(mark => mark.field === field && isMark(mark.key, key)).map(mark => mark.deployer)
      if (deployers.length > 0) (found ??= []).push({ field, key, deployers })
    }
  }
  return found ?? NONE
}

const NONE: readonly FoundMark[] = []

/** Whether a key is that of a mark, which may end in `*`. */
export const isMark = (mark: string, key: string): boolean => (mark.endsWith('*') ? key.startsWith(mark.slice(0, -1)) : mark === key)

interface IndexedMark {
  readonly field: 'labels' | 'annotations'
  readonly key: string
  readonly deployer: Deployer
}

/** Keys have the domain of their tool before the slash. */
const BY_DOMAIN: ReadonlyMap<string, readonly IndexedMark[]> = /* @__PURE__ */ (() => {
  const index = new Map<string, IndexedMark[]>()
  for (const deployer of DEPLOYERS)
    for (const { key, at: places, identifies } of deployer.marks) {
      if (!identifies) continue
      const field = places.some(path => path.at(-1) === 'annotations') ? 'annotations' : 'labels'
      const domain = key.slice(0, key.indexOf('/'))
      index.set(domain, [...(index.get(domain) ?? []), { field, key, deployer }])
    }
  return index
})()
