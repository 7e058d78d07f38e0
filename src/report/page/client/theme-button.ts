import { h, useState } from './parts/dom.ts'
import type { VNode } from './parts/dom.ts'
import { Icon } from './parts/icons.ts'
import { useMedia } from './grid/virtual-list.ts'

/** Light or dark: the system decides until somebody says otherwise. */
export const ThemeButton = (): VNode => {
  const system = useMedia('(prefers-color-scheme: dark)') ? 'dark' : 'light'
  const [chosen, setChosen] = useState(document.documentElement.dataset['theme'] ?? system)
  const other = chosen === 'dark' ? 'light' : 'dark'
  const change = (): void => {
    document.documentElement.dataset['theme'] = other
    setChosen(other)
  }
  return h(
    'button',
    { type: 'button', class: 'bare', title: `Use ${other} colours`, 'aria-label': `Use ${other} colours`, onClick: change },
    h(Icon, { name: 'theme' }),
  )
}
