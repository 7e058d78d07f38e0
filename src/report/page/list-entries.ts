import type { Redacted } from '../../model/safe-content.ts'
import { applicationsText, compareApplications } from '../../model/statuses.ts'
import type { PageData, PageEntry } from './page-data.ts'

/** The entries of a page of several applications, the worst first, each with its data. What is withheld comes last. */
export const listEntries = (
  all: readonly Redacted<PageData>[],
): readonly { readonly entry: PageEntry; readonly data: PageData | undefined }[] =>
  all
    .map((each, index) => ({ entry: describeEntry(each, `a${index}-`), data: each.visible ? each.value : undefined }))
    .toSorted((a, b) => compareApplications(a.entry.status, b.entry.status))

const describeEntry = (given: Redacted<PageData>, prefix: string): PageEntry => {
  if (!given.visible)
    return { title: '', status: null, headline: '', at: '', sources: [], objects: 0, ill: 0, prefix, withheld: withheldReason(given) }
  const { title, moments, objects } = given.value
  const last = moments.at(-1)
  const places = [...(last?.objects ?? []), ...(last?.orphans ?? [])]
  return {
    title,
    status: last?.status ?? null,
    headline: last?.headline ?? '',
    at: last?.at ?? '',
    sources: [...new Set(places.flatMap(place => objects[place]?.ref.source ?? []))].toSorted(),
    objects: places.length,
    ill: (last?.concerns ?? []).reduce((count, { members }) => count + members.length, 0),
    prefix,
  }
}

/** The one headline of all of them. */
export const tellEntries = (entries: readonly PageEntry[]): string =>
  applicationsText(
    entries.map(({ status }) => status),
    new Set(entries.flatMap(({ sources }) => sources)).size,
  )

/** Names the tab of such a page: the worst label with the name of the page, else with how many there are. */
export const listTitle = (title: string, entries: readonly PageEntry[]): string =>
  `${entries[0]?.status ?? 'No status'} · ${title === '' ? tellEntries(entries).split(':', 1)[0] : title}`

/** The reason, and the names of the values at fault. */
export const withheldReason = ({ reason, weak = [] }: { readonly reason: string; readonly weak?: readonly string[] }): string =>
  weak.length === 0 ? reason : `${reason} (${weak.join(', ')})`
