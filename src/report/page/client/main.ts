import type { PageData } from '../page-data.ts'
import { App } from './app.ts'
import { h, render } from './dom.ts'

/** The script of a page that was written with its data. */
const root = document.querySelector('#app')
const data = document.querySelector('#data')?.textContent ?? ''
if (root !== null) render(h(App, { data: JSON.parse(data) as PageData }), root)
