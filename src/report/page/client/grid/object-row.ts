import { h } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'
import { Icon, Label } from '../parts/icons.ts'
import { Prose, When } from '../parts/prose.ts'
import type { GridRow } from './rows.ts'
import type { PageObject } from '../../page-data.ts'
import { additionsText, ageOf, axisText, briefReason, managersOf, reasonText, touchesOf } from '../parts/words.ts'

/** What all rows share. */
export interface RowContext {
  readonly now: string
  readonly view: 'table' | 'tree'
  /** Whether the objects are in several namespaces, so that each has to say its own. */
  readonly namespaces: boolean
  /** The key of the row whose drawer is open. */
  readonly selected: string | undefined
  readonly onActive: (key: string) => void
  readonly onOpen: (row: GridRow, how: 'keyboard' | 'pointer') => void
  readonly onToggle: (row: GridRow) => void
}

/** A row and its place. */
export interface RowProps {
  readonly row: GridRow
  readonly index: number
  readonly height: number
  readonly active: boolean
  readonly grid: RowContext
}

/** One object of the list. */
export const ObjectRow = ({ row, index, height, active, grid }: RowProps): VNode => {
  const { object, level, open, cause, key } = row
  const { now, view, selected } = grid
  const inTree = view === 'tree' ? { 'aria-level': level, ...(open === undefined ? undefined : { 'aria-expanded': open }) } : {}
  return h(
    'div',
    {
      class: `row${active ? ' active' : ''}${cause ? ' cause' : ''}${level > 1 ? ' child' : ''}`,
      id: `row-${index}`,
      role: 'row',
      'aria-rowindex': index + 2,
      'aria-selected': selected === key,
      ...inTree,
      style: { transform: `translateY(${index * height}px)`, height: `${height}px`, '--level': `${level - 1}` },
      onClick: () => {
        grid.onActive(key)
        grid.onOpen(row, 'pointer')
      },
    },
    h(
      'div',
      { class: 'cell status', role: 'gridcell' },
      view === 'tree' ? h(Twisty, { row, onToggle: grid.onToggle }) : undefined,
      h(Label, { status: object.status }),
    ),
    h(NameCell, { object, namespaces: grid.namespaces }),
    h(WhyCell, { object, now }),
    h('div', { class: 'cell health', role: 'gridcell' }, axisText(object.health.status)),
    h('div', { class: 'cell sync', role: 'gridcell' }, object.orphaned === true ? 'Orphan' : axisText(object.sync.status)),
    h(ByCell, { object, now }),
    h(
      'div',
      { class: 'cell age', role: 'gridcell' },
      object.createdAt === undefined
        ? ''
        : h('time', { dateTime: object.createdAt, title: object.createdAt }, ageOf(object.createdAt, now)),
    ),
  )
}

/** The rows themselves have the keys, so this is for pointers only. */
const Twisty = ({ row, onToggle }: { readonly row: GridRow; readonly onToggle: RowContext['onToggle'] }): VNode =>
  row.open === undefined
    ? h('span', { class: 'twisty' })
    : h(
        'span',
        {
          class: 'twisty',
          onClick: (event: Event) => {
            event.stopPropagation()
            onToggle(row)
          },
        },
        h(Icon, { name: 'chevron', turn: row.open }),
      )

const NameCell = ({ object: { ref, orphaned }, namespaces }: { readonly object: PageObject; readonly namespaces: boolean }): VNode =>
  h(
    'div',
    { class: 'cell object', role: 'gridcell', title: `${ref.kind} ${ref.namespace === '' ? '' : `${ref.namespace}/`}${ref.name}` },
    h('span', { class: 'name' }, ref.name),
    h(
      'span',
      { class: 'kind' },
      h('span', { class: 'kind-name' }, ref.kind, namespaces && ref.namespace !== '' ? ` · ${ref.namespace}` : ''),
      orphaned === true ? h('span', { class: 'tag' }, 'orphan') : undefined,
    ),
  )

const WhyCell = ({ object, now }: { readonly object: PageObject; readonly now: string }): VNode => {
  const additions = additionsText(object)
  return h(
    'div',
    { class: `cell why${additions === '' ? '' : ' two'}`, role: 'gridcell' },
    h('span', { class: 'reason', title: reasonText(object) }, h(Prose, { text: briefReason(object), now })),
    additions === '' ? undefined : h('span', { class: 'additions', title: additions }, h(Icon, { name: 'person' }), additions),
  )
}

const ByCell = ({ object, now }: { readonly object: PageObject; readonly now: string }): VNode => {
  const managers = managersOf(object)
  const since = touchesOf(object)
    .flatMap(({ by }) => by?.since ?? [])
    .sort()
    .at(-1)
  return h(
    'div',
    { class: 'cell by', role: 'gridcell', title: managers.join(', ') },
    h('span', { class: 'name' }, managers.length < 2 ? managers : `${managers[0] ?? ''} +${managers.length - 1}`),
    since === undefined ? undefined : h('span', { class: 'kind' }, h(When, { time: since, now })),
  )
}
