import { listTitle, tellEntries } from '../list-entries.ts'
import type { PageEntry } from '../page-data.ts'
import { Fragment, h, useEffect, useLayoutEffect, useState } from './parts/dom.ts'
import type { VNode } from './parts/dom.ts'
import { Icon, Label } from './parts/icons.ts'
import type { PageList } from './parts/page-source.ts'
import { Prose } from './parts/prose.ts'
import { OneApplication, openApplication } from './one-application.ts'
import type { OpenedApplication } from './one-application.ts'
import { AsOf, PageTop } from './page-top.ts'

/** Several applications: their list, or the one that was opened from it. The address says which, so the browser's own way back leads to the list. */
export const Applications = ({ list }: { readonly list: PageList }): VNode => {
  const chosen = useChosen(list)
  const [opened, setOpened] = useState<{ readonly prefix: string; readonly data: OpenedApplication } | undefined>(undefined)
  useEffect(() => {
    if (chosen === undefined) return
    const { prefix, withheld } = chosen
    const take = (data: OpenedApplication): void => setOpened({ prefix, data })
    if (withheld === undefined) void openApplication(prefix).then(take)
    else take({ withheld })
  }, [chosen])
  useLayoutEffect(() => {
    document.title = chosen === undefined ? listTitle(list.title, list.entries) : `${chosen.status ?? 'No status'} · ${nameEntry(chosen)}`
  }, [chosen])
  if (chosen === undefined) return h(List, { list })
  if (opened?.prefix !== chosen.prefix) return h(Fragment, null)
  const way = h(
    'nav',
    { class: 'way', 'aria-label': 'Applications' },
    h('a', { href: '#' }, h(Icon, { name: 'chevron' }), `All ${list.entries.length} applications`),
  )
  return h(OneApplication, { key: chosen.prefix, opened: opened.data, way })
}

/** The application that the address names; undefined for the list. */
const useChosen = ({ entries }: PageList): PageEntry | undefined => {
  const read = (): string => location.hash.slice(1)
  const [name, setName] = useState(read)
  useEffect(() => {
    const change = (): void => setName(read)
    addEventListener('hashchange', change)
    return () => removeEventListener('hashchange', change)
  }, [])
  return entries.find(entry => addressOf(entry) === name)
}

const addressOf = ({ prefix }: PageEntry): string => prefix.replace(/-$/, '')

const nameEntry = ({ title }: PageEntry): string => (title === '' ? 'Application' : title)

const List = ({ list }: { readonly list: PageList }): VNode => {
  const sources = new Set(list.entries.flatMap(entry => entry.sources)).size > 1
  const items = list.entries.map(entry => h('li', { key: entry.prefix }, h(Entry, { entry, sources })))
  return h(
    'div',
    { class: 'page' },
    h('div', { class: 'above' }, h(Top, { list })),
    h('main', { class: 'main applications' }, h('ul', null, items)),
  )
}

/** The one look over all of them. */
const Top = ({ list: { title, entries } }: { readonly list: PageList }): VNode => {
  const latest =
    entries
      .map(({ at }) => at)
      .toSorted()
      .at(-1) ?? ''
  const meta = latest === '' ? undefined : h('p', { class: 'meta' }, h(AsOf, { at: latest }))
  return h(PageTop, { status: entries[0]?.status ?? 'No status', name: title, message: tellEntries(entries), meta })
}

/** One application: its label, its name with where it is, why, and how many of its objects ask for a look. */
const Entry = ({ entry, sources }: { readonly entry: PageEntry; readonly sources: boolean }): VNode => {
  const { status, headline, withheld, ill, objects, at } = entry
  return h(
    'a',
    { class: 'entry', href: `#${addressOf(entry)}` },
    h(Label, { status: status ?? 'No status' }),
    h(
      'span',
      { class: 'cell object' },
      h('span', { class: 'name' }, nameEntry(entry)),
      sources && entry.sources.length > 0 ? h('span', { class: 'kind' }, ` ${entry.sources.join(', ')}`) : undefined,
    ),
    h('span', { class: 'reason' }, withheld === undefined ? h(Prose, { text: headline, now: at }) : 'Withheld'),
    h('span', { class: 'count' }, withheld === undefined ? `${objects - ill} of ${objects} well` : ''),
  )
}
