import { h, useLayoutEffect, useRef } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'
import { Icon } from '../parts/icons.ts'
import { ObjectRow } from './object-row.ts'
import type { RowContext } from './object-row.ts'
import type { GridRow, SortKey } from './rows.ts'
import { remSize, reveal, useMedia, useWindow } from './virtual-list.ts'

/** Data and callbacks of the list. */
export interface GridProps extends Omit<RowContext, 'folds'> {
  readonly rows: readonly GridRow[]
  readonly sort: SortKey
  /** The key of the row that arrows move from. */
  readonly active: string | undefined
  readonly onSort: (sort: SortKey) => void
}

const COLUMNS: readonly { readonly title: string; readonly name: string; readonly sort?: SortKey }[] = [
  { title: 'Status', name: 'status', sort: 'worst' },
  { title: 'Object', name: 'object', sort: 'name' },
  { title: 'Why', name: 'why' },
  { title: 'Changed by', name: 'by' },
  { title: 'Age', name: 'age', sort: 'age' },
]

/** The objects, as a table or as a tree: one widget with one row in the tab order, of which only what can be seen is drawn. */
export const ObjectGrid = (props: GridProps): VNode => {
  const { rows, view, active } = props
  const folds = view === 'tree' || rows.some(row => row.open !== undefined)
  const element = useRef<HTMLDivElement>(null)
  const narrow = useMedia('(max-width: 45rem)')
  const height = remSize() * (narrow ? 4.9 : 3.15)
  const { first, last } = useWindow(element, height, rows.length)
  const index = findRow(rows, active)
  const header = narrow ? 0 : remSize() * 2
  useLayoutEffect(() => {
    if (element.current !== null && active !== undefined) reveal(element.current, { index, height }, header)
  }, [active, index, height])
  return h(
    'div',
    {
      class: 'grid',
      id: 'objects',
      ref: element,
      role: folds ? 'treegrid' : 'grid',
      'data-view': view,
      tabIndex: 0,
      'aria-label': 'Objects',
      'aria-rowcount': rows.length + 1,
      'aria-activedescendant': rows.length === 0 ? undefined : `row-${index}`,
      onKeyDown: (event: KeyboardEvent) => onKey(event, props, { index, page: Math.max(1, last - first - 16) }),
    },
    h(Header, props),
    h(
      'div',
      { class: 'rows', role: 'rowgroup', style: { height: `${rows.length * height}px` } },
      rows
        .slice(first, last)
        .map((row, offset) =>
          h(ObjectRow, { key: row.key, row, index: first + offset, height, active: first + offset === index, grid: { ...props, folds } }),
        ),
    ),
    rows.length === 0 ? h('p', { class: 'empty' }, 'No object fits the filters.') : undefined,
  )
}

/** The row that arrows move from; the first where none was chosen. */
const findRow = (rows: readonly GridRow[], active: string | undefined): number =>
  active === undefined
    ? 0
    : Math.max(
        0,
        rows.findIndex(row => row.key === active),
      )

const Header = ({ sort, onSort }: GridProps): VNode =>
  h(
    'div',
    { class: 'header', role: 'rowgroup' },
    h(
      'div',
      { class: 'row', role: 'row', 'aria-rowindex': 1 },
      COLUMNS.map(column => h(HeaderCell, { key: column.name, column, sort, onSort })),
    ),
  )

const HeaderCell = ({
  column,
  sort,
  onSort,
}: { readonly column: (typeof COLUMNS)[number] } & Pick<GridProps, 'sort' | 'onSort'>): VNode => {
  const { title, name, sort: by } = column
  if (by === undefined) return h('div', { class: `cell ${name}`, role: 'columnheader' }, title)
  const direction = name === 'status' ? 'descending' : 'ascending'
  return h(
    'div',
    { class: `cell ${name}`, role: 'columnheader', 'aria-sort': sort === by ? direction : 'none' },
    h(
      'button',
      { type: 'button', tabIndex: -1, onClick: () => onSort(by), title: name === 'status' ? 'Worst first' : `By ${name}` },
      title,
      sort === by ? h(Icon, { name: 'chevron', turn: true }) : undefined,
    ),
  )
}

/** The keys of a grid (WAI-ARIA): arrows move, right and left open and close, Enter shows. */
const onKey = (event: KeyboardEvent, props: GridProps, { index, page }: { index: number; page: number }): void => {
  if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return
  const { rows } = props
  const row = rows[index]
  const to = findTarget(event.key, { index, page, last: rows.length - 1 })
  if (to !== undefined) {
    const target = rows[to]
    if (target !== undefined) props.onActive(target.key)
  } else if (row === undefined) return
  else if (event.key === 'Enter' || event.key === ' ') props.onOpen(row, 'keyboard')
  else if (event.key === 'ArrowRight' && row.open === false) props.onToggle(row)
  else if (event.key === 'ArrowLeft') closeOrLeave(props, row, index)
  else return
  event.preventDefault()
}

const findTarget = (key: string, { index, page, last }: { index: number; page: number; last: number }): number | undefined => {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -Infinity,
    End: Infinity,
  }
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined
  return step === undefined ? undefined : Math.max(0, Math.min(last, index + step))
}

const closeOrLeave = ({ rows, onToggle, onActive }: GridProps, row: GridRow, index: number): void => {
  if (row.open === true) return onToggle(row)
  const parent = rows.slice(0, index).findLast(above => above.level < row.level)
  if (parent !== undefined) onActive(parent.key)
}
