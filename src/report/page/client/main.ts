import type { PageData } from '../page-data.ts'
import { App } from './app.ts'
import { h, render } from './parts/dom.ts'
import { Withheld } from './drawer/panel.ts'

/** The script of a page that was written with its data. */
const root = document.querySelector('#app')
const data = JSON.parse(document.querySelector('#data')?.textContent ?? '{}') as PageData | { readonly withheld: string }
if (root !== null)
  render(
    'withheld' in data
      ? h('main', { class: 'all-withheld' }, h('h1', null, 'Withheld'), h(Withheld, { reason: data.withheld }))
      : h(App, { data }),
    root,
  )
