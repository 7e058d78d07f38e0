import type { PageData, PageMoment, PageObject } from '../page-data.ts'
import { Fragment, h, useLayoutEffect, useMemo, useState } from './parts/dom.ts'
import type { ComponentChildren, VNode } from './parts/dom.ts'
import { Drawer } from './drawer/drawer.ts'
import type { TabName } from './drawer/drawer.ts'
import { Chips, Header, Remarks } from './header.ts'
import { ObjectGrid } from './grid/object-grid.ts'
import { childrenOf, inSeveralNamespaces, objectsOf, rowsOf } from './grid/rows.ts'
import type { Listing, GridRow } from './grid/rows.ts'
import { Timeline } from './timeline.ts'
import { Toolbar } from './grid/toolbar.ts'
import { useMedia } from './grid/virtual-list.ts'
import { keyOf } from './parts/words.ts'

/** What a reader has chosen. */
interface AppState {
  readonly listing: Listing
  /** Undefined follows the last moment, also where new data comes. */
  readonly moment: number | undefined
  /** The row that arrows move from, and the one whose drawer is open, by key of the row. */
  readonly active: string | undefined
  readonly selected: string | undefined
  readonly tab: TabName
  /** Counts how often the drawer was asked to take the focus. */
  readonly focus: number
}

const START: AppState = {
  listing: { view: 'table', filters: [], query: '', sort: 'worst', opened: {} },
  moment: undefined,
  active: undefined,
  selected: undefined,
  tab: 'why',
  focus: 0,
}

/** The page: everything that is said of one application. */
export const App = ({ data, actions }: { readonly data: PageData; readonly actions?: ComponentChildren }): VNode => {
  const [state, setState] = useState(START)
  const update = (change: Partial<AppState>): void => setState(before => ({ ...before, ...change }))
  const last = data.moments.length - 1
  const index = Math.min(state.moment ?? last, last)
  const moment = data.moments[index]
  useKeys(update)
  if (moment === undefined) return h(Fragment, null)
  return h(Shown, { data, moment, index, state, update, actions })
}

interface ShownProps {
  readonly data: PageData
  readonly moment: PageMoment
  readonly index: number
  readonly state: AppState
  readonly update: (change: Partial<AppState>) => void
  readonly actions: ComponentChildren
}

const Shown = (props: ShownProps): VNode => {
  const { data, moment, index, state, update, actions } = props
  const { listing } = state
  const sheet = useMedia('(max-width: 45rem)')
  const rows = useMemo(() => rowsOf(data, moment, listing), [data, moment, listing])
  const object = useMemo(() => find(data, moment, state.selected), [data, moment, state.selected])
  const list = (change: Partial<Listing>): void => update({ listing: { ...listing, ...change } })
  const covered = sheet && object !== undefined ? { inert: true } : {}
  return h(
    'div',
    { class: `page${object === undefined ? '' : ' with-drawer'}` },
    h(
      'div',
      { class: 'above', ...covered },
      h(Header, { data, moment }, actions),
      h(
        'div',
        { class: 'bar' },
        h(Chips, { data, moment, filters: listing.filters, onFilters: filters => list({ filters }) }),
        h(Toolbar, { listing, shown: rows.length, onQuery: query => list({ query }), onView: view => list({ view }), onLeave: focusList }),
      ),
      h(Remarks, { moment }),
    ),
    h('main', { class: 'main', ...covered }, h(List, { ...props, rows, list, sheet })),
    object === undefined ? undefined : h(OpenDrawer, { ...props, object, sheet }),
    data.moments.length < 2
      ? undefined
      : h(
          'div',
          { class: 'below', ...covered },
          h(Timeline, { data, moment: index, selected: object, onMoment: to => update({ moment: to }) }),
        ),
  )
}

const List = ({
  data,
  moment,
  state,
  update,
  rows,
  list,
  sheet,
}: ShownProps & {
  readonly rows: readonly GridRow[]
  readonly list: (change: Partial<Listing>) => void
  readonly sheet: boolean
}): VNode => {
  const { listing, active, selected, focus } = state
  const namespaces = useMemo(() => inSeveralNamespaces(data, moment), [data, moment])
  return h(ObjectGrid, {
    rows,
    namespaces,
    now: moment.at,
    view: listing.view,
    sort: listing.sort,
    active,
    selected,
    // With the drawer open it follows the arrows, as the reading pane of a mail program does.
    onActive: key => update({ active: key, ...(selected === undefined ? undefined : { selected: key }) }),
    onOpen: (row, how) => update({ active: row.key, selected: row.key, focus: how === 'keyboard' || sheet ? focus + 1 : 0 }),
    onToggle: row => list({ opened: { ...listing.opened, [row.key]: row.open !== true } }),
    onSort: sort => list({ sort }),
  })
}

const OpenDrawer = ({
  data,
  moment,
  state,
  update,
  object,
  sheet,
}: ShownProps & { readonly object: PageObject; readonly sheet: boolean }): VNode =>
  h(
    Fragment,
    null,
    sheet ? h('div', { class: 'backdrop', onClick: () => close(update) }) : undefined,
    h(Drawer, {
      data,
      object,
      now: moment.at,
      tab: state.tab,
      sheet,
      focus: state.focus,
      onTab: tab => update({ tab }),
      onClose: () => close(update),
      onGo: target => update({ selected: `${state.selected ?? ''}>${keyOf(target)}`, focus: state.focus + 1 }),
    }),
  )

const close = (update: ShownProps['update']): void => {
  update({ selected: undefined, focus: 0 })
  focusList()
}

const focusList = (): void => document.querySelector<HTMLElement>('#objects')?.focus({ preventScroll: true })

/** Keys of rows are paths of objects, so that a pod under its owner is found under it. */
const find = (data: PageData, moment: PageMoment, path: string | undefined): PageObject | undefined => {
  if (path === undefined) return undefined
  const [top, ...below] = path.split('>')
  let object = objectsOf(data, moment).find(each => keyOf(each) === top)
  for (const key of below) object = object === undefined ? undefined : descendant(data, object, key)
  return object
}

const descendant = (data: PageData, object: PageObject, key: string): PageObject | undefined => {
  for (const child of childrenOf(data, object)) {
    const found = keyOf(child) === key ? child : descendant(data, child, key)
    if (found !== undefined) return found
  }
  return undefined
}

/** The keys that work everywhere: / searches, Escape closes. */
const useKeys = (update: ShownProps['update']): void =>
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && /^(?:INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)
      if (event.key === 'Escape' && !typing) close(update)
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      document.querySelector<HTMLElement>('#search')?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
