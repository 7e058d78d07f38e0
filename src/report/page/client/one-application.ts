import { App } from './app.ts'
import { h, useEffect } from './parts/dom.ts'
import type { ComponentChildren, VNode } from './parts/dom.ts'
import { sortObjects } from './grid/problems.ts'
import { searchText } from './grid/rows.ts'
import { pause, readDocument } from './parts/page-source.ts'
import type { PageSource } from './parts/page-source.ts'
import { keyOf } from './parts/words.ts'
import { Withheld } from './drawer/panel.ts'

/** The data of one application, or why it is withheld. */
export type OpenedApplication = PageSource | { readonly withheld: string }

/** Reads an application, and makes ready what its first picture needs. */
export const openApplication = async (prefix: string): Promise<OpenedApplication> => {
  const data = await readDocument(prefix)
  if (!('withheld' in data)) await prepareRows(data)
  return data
}

/** An application as it was opened, with a way to where the reader came from. */
export const OneApplication = ({ opened, way }: { readonly opened: OpenedApplication; readonly way?: ComponentChildren }): VNode => {
  useEffect(() => {
    if (!('withheld' in opened)) void prepareSearch(opened)
  }, [opened])
  return 'withheld' in opened
    ? h('main', { class: 'all-withheld' }, way, h('h1', null, 'Withheld'), h(Withheld, { reason: opened.withheld }))
    : h(App, { data: opened, way })
}

/** Prepares what the first picture needs of many objects, each in a task of its own. */
const prepareRows = async (data: PageSource): Promise<void> => {
  const last = data.moments.at(-1)
  if (last === undefined || last.objects.length < MANY) return
  await pause()
  const { all } = sortObjects(data, last)
  await pause()
  for (const object of all) keyOf(object)
  await pause()
}

const MANY = 500

/** Prepares what the first key of a search would else wait for. */
const prepareSearch = async ({ objects }: PageSource): Promise<void> => {
  for (let from = 0; from < objects.length; from += MANY) {
    await pause()
    for (const object of objects.slice(from, from + MANY)) searchText(object)
  }
}
