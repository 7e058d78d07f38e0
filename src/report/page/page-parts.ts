import type { PageData } from './page-data.ts'

/** A piece of a page's data, which stands in an element of its own and is read when it is needed. */
export interface PagePart {
  /** `data`, or `objects-0`: the name of the list and the place of the piece. */
  readonly id: string
  readonly value: unknown
}

/** How many entries of each list stand in one piece: so many are read at once. */
export const PART_SIZES = { objects: 500, details: 50, manifests: 25 } as const

/** The data of a page in pieces: what is shown first, and the lists that grow with the objects, so that no reading of them takes long. */
export const pageParts = (data: PageData): readonly PagePart[] => {
  const lists = Object.keys(PART_SIZES) as (keyof typeof PART_SIZES)[]
  const rest = Object.fromEntries(lists.map(list => [list, []]))
  return [{ id: 'data', value: { ...data, ...rest } }, ...lists.flatMap(list => cutPieces(list, data[list]))]
}

const cutPieces = (list: keyof typeof PART_SIZES, items: readonly unknown[]): readonly PagePart[] => {
  const size = PART_SIZES[list]
  return Array.from({ length: Math.ceil(items.length / size) }, (_, piece) => ({
    id: `${list}-${piece}`,
    value: items.slice(piece * size, (piece + 1) * size),
  }))
}
