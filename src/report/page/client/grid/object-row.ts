import { h } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'
import { Icon, Label, StatusIcon } from '../parts/icons.ts'
import { Prose, When } from '../parts/prose.ts'
import type { GridRow } from './rows.ts'
import type { PageIncident, PageObject } from '../../page-data.ts'
import type { Places } from '../../../order/names-text.ts'
import {
  additionsText,
  describeAge,
  briefReason,
  isSilent,
  chooseLabel,
  listManagers,
  otherAxis,
  reasonText,
  listTouches,
} from '../parts/words.ts'

/** Shared by all rows. */
export interface RowContext {
  readonly now: string
  readonly view: 'table' | 'tree'
  /** True where any row can be opened, so that all of them keep the place of its sign. */
  readonly folds: boolean
  /** The parts of a place that each row has to say: its namespace, its cluster. */
  readonly places: Places
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

/** One row of the list. */
export const ObjectRow = ({ row, index, height, active, grid }: RowProps): VNode => {
  const { level, open, cause, key } = row
  const inTree = grid.folds ? { 'aria-level': level, ...(open === undefined ? undefined : { 'aria-expanded': open }) } : {}
  const heading = row.object === undefined && row.incident === undefined
  return h(
    'div',
    {
      class: `row${active ? ' active' : ''}${cause ? ' cause' : ''}${level > 1 ? ' child' : ''}${heading ? ' heading' : ''}`,
      id: `row-${index}`,
      role: 'row',
      'aria-rowindex': index + 2,
      'aria-selected': grid.selected === key,
      ...inTree,
      style: { transform: `translateY(${index * height}px)`, height: `${height}px`, '--level': `${level - 1}` },
      onClick: () => {
        grid.onActive(key)
        grid.onOpen(row, 'pointer')
      },
    },
    ...drawCells(row, grid),
  )
}

const drawCells = (row: GridRow, grid: RowContext): readonly (VNode | undefined)[] => {
  const { object, incident } = row
  const twisty = grid.folds ? h(Twisty, { row, onToggle: grid.onToggle }) : undefined
  if (object !== undefined)
    return [
      h(StatusCell, { twisty, label: chooseLabel(object), other: otherAxis(object) }),
      h(NameCell, { object, places: grid.places }),
      h(WhyCell, { object, row, now: grid.now }),
      h(ByCell, { object, now: grid.now }),
      h(AgeCell, { object, now: grid.now }),
    ]
  if (incident !== undefined)
    return [
      h(StatusCell, { twisty, label: incident.status, other: '' }),
      h(RootCell, { incident }),
      h(
        'div',
        { class: 'cell why two', role: 'gridcell' },
        h('span', { class: 'reason', title: incident.message }, h(Prose, { text: incident.message, now: grid.now })),
        h('span', { class: 'additions' }, consequencesText(row.members, '')),
      ),
    ]
  return [
    h(
      'div',
      { class: 'cell group', role: 'gridcell' },
      twisty,
      h(StatusIcon, { status: 'Well' }),
      h('span', null, `${row.members.length} well, as deployed`),
    ),
  ]
}

interface StatusCellProps {
  readonly twisty: VNode | undefined
  readonly label: string
  readonly other: string
}

const StatusCell = ({ twisty, label, other }: StatusCellProps): VNode =>
  h(
    'div',
    { class: 'cell status', role: 'gridcell' },
    twisty,
    h('span', { class: 'axes' }, h(Label, { status: label }), other === '' ? undefined : h('span', { class: 'kind' }, other)),
  )

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

const NameCell = ({ object: { ref, orphaned }, places }: { readonly object: PageObject; readonly places: Places }): VNode =>
  h(
    'div',
    { class: 'cell object', role: 'gridcell', title: `${ref.kind} ${ref.namespace === '' ? '' : `${ref.namespace}/`}${ref.name}` },
    h('span', { class: 'name' }, ref.name),
    h(
      'span',
      { class: 'kind' },
      h(
        'span',
        { class: 'kind-name' },
        [ref.kind, places.namespaces ? ref.namespace : '', places.sources ? (ref.source ?? '') : '']
          .filter(part => part !== '')
          .join(' · '),
      ),
      orphaned === true ? h('span', { class: 'tag' }, 'orphan') : undefined,
    ),
  )

/** A cause that is none of the objects. */
const RootCell = ({ incident: { root } }: { readonly incident: PageIncident }): VNode =>
  h(
    'div',
    { class: 'cell object', role: 'gridcell', title: root.name },
    h('span', { class: 'name' }, root.name),
    h('span', { class: 'kind' }, 'external' in root ? root.external : root.kind),
  )

const WhyCell = ({ object, row, now }: { readonly object: PageObject; readonly row: GridRow; readonly now: string }): VNode => {
  const additions = row.members.length > 0 ? '' : additionsText(object)
  const below = row.members.length > 0 ? consequencesText(row.members, 'and ') : additions
  return h(
    'div',
    { class: `cell why${below === '' ? '' : ' two'}`, role: 'gridcell' },
    isSilent(object)
      ? h('span', { class: 'reason' })
      : row.echo
        ? h('span', { class: 'reason quiet', title: reasonText(object) }, 'as above')
        : h('span', { class: 'reason', title: reasonText(object) }, h(Prose, { text: briefReason(object), now })),
    below === ''
      ? undefined
      : h('span', { class: 'additions', title: below }, additions === '' ? undefined : h(Icon, { name: 'person' }), below),
  )
}

/** `and Service cart, Ingress shop and 3 more` */
const consequencesText = (members: readonly PageObject[], before: string): string => {
  const names = members.slice(0, 2).map(({ ref }) => `${ref.kind} ${ref.name}`)
  return `${before}${names.join(', ')}${members.length > 2 ? ` and ${members.length - 2} more` : ''}`
}

const ByCell = ({ object, now }: { readonly object: PageObject; readonly now: string }): VNode => {
  const managers = listManagers(object)
  const since = listTouches(object)
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

const AgeCell = ({ object: { createdAt }, now }: { readonly object: PageObject; readonly now: string }): VNode =>
  h(
    'div',
    { class: 'cell age', role: 'gridcell' },
    createdAt === undefined ? '' : h('time', { dateTime: createdAt, title: createdAt }, describeAge(createdAt, now)),
  )
