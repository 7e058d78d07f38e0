import { PART_SIZES } from '../../page-parts.ts'
import type { PageData, PageDetails, PageEntry, PageObject } from '../../page-data.ts'

/** The data of a page, of which the long lists are read piece by piece when something of them is shown. */
export interface PageSource extends Omit<PageData, 'details' | 'manifests'> {
  readonly details: (object: PageObject) => PageDetails
  readonly manifest: (place: number | undefined) => string | undefined
}

/** Data that is here as a whole. */
export const openData = ({ details, manifests, ...data }: PageData): PageSource => ({
  ...data,
  details: object => details[object.details] ?? NO_DETAILS,
  manifest: place => (place === undefined ? undefined : manifests[place]),
})

const NO_DETAILS: PageDetails = { summary: [], events: [], logs: [] }

/** The data that stands in the document, or why it is withheld. Of many objects it takes several tasks, so that the browser stays awake. */
export const readDocument = async (prefix = ''): Promise<PageSource | { readonly withheld: string }> => {
  const data = read(`${prefix}data`) as PageData | { readonly withheld: string } | undefined
  if (data === undefined || 'withheld' in data) return data ?? { withheld: 'not-readable' }
  const objects: PageObject[] = []
  for (let piece = 0; ; piece++) {
    const more = read(`${prefix}objects-${piece}`) as readonly PageObject[] | undefined
    if (more === undefined) break
    objects.push(...more)
    if (more.length === PART_SIZES.objects) await pause()
  }
  const [details, manifests] = [createPieces('details', prefix), createPieces('manifests', prefix)]
  return {
    ...data,
    objects,
    details: object => (details(object.details) as PageDetails | undefined) ?? NO_DETAILS,
    manifest: place => (place === undefined ? undefined : (manifests(place) as string | undefined)),
  }
}

/** The list of a page of several applications; undefined for a page of one. */
export const readEntries = (): PageList | undefined => read('applications') as PageList | undefined

/** Several applications in one page. */
export interface PageList {
  readonly title: string
  /** The worst first. */
  readonly entries: readonly PageEntry[]
}

/** Lets the browser do what waits. */
export const pause = async (): Promise<void> => new Promise(resolve => setTimeout(resolve))

const read = (id: string): unknown => {
  const text = document.querySelector(`#${id}`)?.textContent
  return text === undefined ? undefined : JSON.parse(text)
}

const createPieces = (list: keyof typeof PART_SIZES, prefix: string): ((place: number) => unknown) => {
  const known = new Map<number, readonly unknown[]>()
  return place => {
    const piece = Math.floor(place / PART_SIZES[list])
    const items = known.get(piece) ?? ((read(`${prefix}${list}-${piece}`) ?? []) as readonly unknown[])
    known.set(piece, items)
    return items[place % PART_SIZES[list]]
  }
}
