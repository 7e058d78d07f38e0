import { Applications } from './applications.ts'
import { h, render } from './parts/dom.ts'
import { OneApplication, openApplication } from './one-application.ts'
import { readEntries } from './parts/page-source.ts'

/** The script of a page that was written with its data. */
const root = document.querySelector('#app')

const show = async (): Promise<void> => {
  const list = readEntries()
  if (root === null) return
  if (list !== undefined) return render(h(Applications, { list }), root)
  const opened = await openApplication('')
  render(h(OneApplication, { opened }), root)
}

void show()
