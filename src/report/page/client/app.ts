import { readPlaces } from '../../order/names-text.ts'
import type { PageIncident, PageMoment, PageObject } from '../page-data.ts'
import { Fragment, h, useLayoutEffect, useMemo, useState } from './parts/dom.ts'
import type { ComponentChildren, VNode } from './parts/dom.ts'
import { CauseDrawer } from './drawer/cause-drawer.ts'
import { Drawer } from './drawer/drawer.ts'
import type { TabName } from './drawer/drawer.ts'
import { Chips, Header, Remarks } from './header.ts'
import { ObjectGrid } from './grid/object-grid.ts'
import { readIncidents } from './grid/problems.ts'
import { listChildren, listObjects, listRows, WELL_KEY } from './grid/rows.ts'
import type { Listing, GridRow } from './grid/rows.ts'
import { Timeline } from './timeline.ts'
import { Toolbar } from './grid/toolbar.ts'
import type { PageSource } from './parts/page-source.ts'
import { useMedia } from './grid/virtual-list.ts'
import { keyOf } from './parts/words.ts'

/** The choices of a reader. */
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
export const App = ({
  data,
  actions,
  way,
}: {
  readonly data: PageSource
  readonly actions?: ComponentChildren
  readonly way?: ComponentChildren
}): VNode => {
  const [state, setState] = useState(START)
  const update = (change: Partial<AppState>): void => setState(before => ({ ...before, ...change }))
  const last = data.moments.length - 1
  const index = Math.min(state.moment ?? last, last)
  const moment = data.moments[index]
  useKeys(update)
  if (moment === undefined) return h(Fragment, null)
  return h(Shown, { data, moment, index, state, update, actions, way })
}

interface ShownProps {
  readonly data: PageSource
  readonly moment: PageMoment
  readonly index: number
  readonly state: AppState
  readonly update: (change: Partial<AppState>) => void
  readonly actions: ComponentChildren
  /** The element that the reader came from. */
  readonly way: ComponentChildren
}

const Shown = (props: ShownProps): VNode => {
  const { data, moment, index, state, update, actions, way } = props
  const { listing } = state
  const sheet = useMedia('(max-width: 45rem)')
  const rows = useMemo(() => listRows(data, moment, listing), [data, moment, listing])
  const object = useMemo(() => find(data, moment, state.selected), [data, moment, state.selected])
  const incident = readIncidents(data, moment).find(({ id }) => state.selected === `incident:${id}`)
  const open = object !== undefined || incident !== undefined
  const list = (change: Partial<Listing>): void => update({ listing: { ...listing, ...change } })
  const covered = sheet && open ? { inert: true } : {}
  return h(
    'div',
    { class: `page${open ? ' with-drawer' : ''}` },
    h(
      'div',
      { class: 'above', ...covered },
      way,
      h(Header, { data, moment }, actions),
      h(Bar, { data, moment, listing, shown: countObjects(rows), list }),
      h(Remarks, { moment }),
    ),
    h('main', { class: 'main', ...covered }, h(List, { ...props, rows, list, sheet })),
    open ? h(OpenDrawer, { ...props, object, incident, sheet }) : undefined,
    data.moments.length < 2
      ? undefined
      : h(
          'div',
          { class: 'below', ...covered },
          h(Timeline, { data, moment: index, selected: object, onMoment: to => update({ moment: to }) }),
        ),
  )
}

interface BarProps extends Pick<ShownProps, 'data' | 'moment'> {
  readonly listing: Listing
  readonly shown: number
  readonly list: (change: Partial<Listing>) => void
}

const Bar = ({ data, moment, listing, shown, list }: BarProps): VNode =>
  h(
    'div',
    { class: 'bar' },
    h(Chips, { data, moment, filters: listing.filters, onFilters: filters => list({ filters }) }),
    h(Toolbar, {
      listing,
      shown,
      onQuery: query => list({ query }),
      onView: view => list({ view }),
      onLeave: focusList,
    }),
  )

/** Rows but for the heading of what is well. */
const countObjects = (rows: readonly GridRow[]): number => rows.length - (rows.some(({ key }) => key === WELL_KEY) ? 1 : 0)

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
  const toggle = (row: GridRow): void => list({ opened: { ...listing.opened, [row.key]: row.open !== true } })
  const places = useMemo(() => readPlaces(listObjects(data, moment).map(({ ref }) => ref)), [data, moment])
  return h(ObjectGrid, {
    rows,
    places,
    now: moment.at,
    view: listing.view,
    sort: listing.sort,
    active,
    selected,
    // With the drawer open it follows the arrows, as the reading pane of a mail program does.
    onActive: key => update({ active: key, ...(selected === undefined ? undefined : { selected: key }) }),
    onOpen: (row, how) =>
      row.key === WELL_KEY
        ? toggle(row)
        : update({ active: row.key, selected: row.key, focus: how === 'keyboard' || sheet ? focus + 1 : 0 }),
    onToggle: toggle,
    onSort: sort => list({ sort }),
  })
}

interface OpenDrawerProps extends ShownProps {
  readonly object: PageObject | undefined
  readonly incident: PageIncident | undefined
  readonly sheet: boolean
}

const OpenDrawer = ({ data, moment, state, update, object, incident, sheet }: OpenDrawerProps): VNode => {
  const { tab, focus, selected = '' } = state
  const shared = { data, moment, now: moment.at, sheet, focus, onClose: () => close(update) }
  // An object of the application has a row of its own; what another made is found under that.
  const top = (target: PageObject): boolean => listObjects(data, moment).includes(target)
  const onGo = (target: PageObject): void =>
    update({ selected: top(target) ? keyOf(target) : `${selected}>${keyOf(target)}`, tab: 'why', focus: focus + 1 })
  return h(
    Fragment,
    null,
    sheet ? h('div', { class: 'backdrop', onClick: () => close(update) }) : undefined,
    object === undefined
      ? incident === undefined
        ? undefined
        : h(CauseDrawer, { ...shared, incident, onGo })
      : h(Drawer, { ...shared, object, tab, onTab: (to: TabName) => update({ tab: to }), onGo }),
  )
}

const close = (update: ShownProps['update']): void => {
  update({ selected: undefined, focus: 0 })
  focusList()
}

const focusList = (): void => document.querySelector<HTMLElement>('#objects')?.focus({ preventScroll: true })

/** Keys of rows are paths of objects, so that a pod under its owner is found under it. */
const find = (data: PageSource, moment: PageMoment, path: string | undefined): PageObject | undefined => {
  if (path === undefined) return undefined
  const [top, ...below] = path.split('>')
  let object = listObjects(data, moment).find(each => keyOf(each) === top)
  for (const key of below) object = object === undefined ? undefined : descendant(data, object, key)
  return object
}

const descendant = (data: PageSource, object: PageObject, key: string): PageObject | undefined => {
  for (const child of listChildren(data, object)) {
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
