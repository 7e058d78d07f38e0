import { App } from './app.ts'
import { h, render } from './parts/dom.ts'
import { sortObjects } from './grid/problems.ts'
import { searchText } from './grid/rows.ts'
import { pause, readDocument } from './parts/page-source.ts'
import type { PageSource } from './parts/page-source.ts'
import { keyOf } from './parts/words.ts'
import { Withheld } from './drawer/panel.ts'

/** The script of a page that was written with its data. */
const root = document.querySelector('#app')
const show = async (): Promise<void> => {
  const data = await readDocument()
  if (root === null) return
  if (!('withheld' in data)) await prepareRows(data)
  render(
    'withheld' in data
      ? h('main', { class: 'all-withheld' }, h('h1', null, 'Withheld'), h(Withheld, { reason: data.withheld }))
      : h(App, { data }),
    root,
  )
  if (!('withheld' in data)) await prepareSearch(data)
}
/** What the first picture needs of many objects, each in a task of its own. */
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

/** What the first key of a search would else wait for. */
const prepareSearch = async ({ objects }: PageSource): Promise<void> => {
  for (let from = 0; from < objects.length; from += MANY) {
    await pause()
    for (const object of objects.slice(from, from + MANY)) searchText(object)
  }
}

void show()
