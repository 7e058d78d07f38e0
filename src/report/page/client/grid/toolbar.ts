import { h } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'
import { Icon } from '../parts/icons.ts'
import type { Listing } from './rows.ts'
import { useMedia } from './virtual-list.ts'

/** Data and callbacks of the toolbar. */
export interface ToolbarProps {
  readonly listing: Listing
  readonly shown: number
  readonly onQuery: (query: string) => void
  readonly onView: (view: Listing['view']) => void
  readonly onLeave: () => void
}

/** Search, and the choice between table and tree. */
export const Toolbar = ({ listing, shown, onQuery, onView, onLeave }: ToolbarProps): VNode => {
  const keys = useMedia('(hover: hover) and (min-width: 45rem)')
  return h(
    'div',
    { class: 'toolbar', role: 'search' },
    h(
      'label',
      { class: 'search' },
      h(Icon, { name: 'search' }),
      h('span', { class: 'hidden' }, 'Search objects'),
      h('input', {
        id: 'search',
        type: 'search',
        placeholder: keys ? 'Search ( / )' : 'Search',
        autocomplete: 'off',
        spellcheck: false,
        value: listing.query,
        onInput: (event: Event) => onQuery((event.currentTarget as HTMLInputElement).value),
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown' && event.key !== 'Enter' && event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          if (event.key === 'Escape') onQuery('')
          onLeave()
        },
      }),
    ),
    h(Views, { view: listing.view, onView }),
    h('p', { class: 'shown', role: 'status' }, `${shown} ${shown === 1 ? 'row' : 'rows'}`),
  )
}

const Views = ({ view: chosen, onView }: { readonly view: Listing['view'] } & Pick<ToolbarProps, 'onView'>): VNode =>
  h(
    'div',
    { class: 'views', role: 'group', 'aria-label': 'View' },
    (['table', 'tree'] as const).map(view =>
      h(
        'button',
        { key: view, type: 'button', 'aria-pressed': chosen === view, onClick: () => onView(view) },
        view === 'table' ? 'Table' : 'Tree',
      ),
    ),
  )
