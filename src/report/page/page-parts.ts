import type { PageData } from './page-data.ts'

/** A piece of a page's data, which stands in an element of its own and is read when it is needed. */
export interface PagePart {
  /** `data`, or `objects-0`: the name of the list and the place of the piece. */
  readonly id: string
  readonly value: unknown
}

/** How many entries of each list stand in one piece: so many are read at once. */
export const PART_SIZES = { objects: 500, details: 50, manifests: 25 } as const

/**
 * The data of an application in pieces: what is shown first, and the lists that grow with the objects, so that no reading of them takes long.
 *
 * @param prefix what the ids of its pieces begin with, where several applications are in one page
 */
export const pageParts = (data: PageData, prefix = ''): readonly PagePart[] => {
  const lists = Object.keys(PART_SIZES) as (keyof typeof PART_SIZES)[]
  const rest = Object.fromEntries(lists.map(list => [list, []]))
  return [
    { id: `${prefix}data`, value: { ...data, ...rest } },
    ...lists.flatMap(list => cutPieces(`${prefix}${list}`, data[list], PART_SIZES[list])),
  ]
}

const cutPieces = (name: string, items: readonly unknown[], size: number): readonly PagePart[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, piece) => ({
    id: `${name}-${piece}`,
    value: items.slice(piece * size, (piece + 1) * size),
  }))
