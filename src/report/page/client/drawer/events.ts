import type { PageDetails, PageObject } from '../../page-data.ts'
import type { PageSource } from '../parts/page-source.ts'
import { Fragment, h } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'
import { Nothing } from './panel.ts'
import type { PanelProps } from './panel.ts'
import { When } from '../parts/prose.ts'
import { listChildren } from '../grid/rows.ts'
import { describeAge } from '../parts/words.ts'

type Event = PageDetails['events'][number]

/** Lists what went wrong with what the object made, then what happened to itself; the newest first. */
export const Events = ({ data, object, now }: PanelProps): VNode => {
  const { events } = data.details(object)
  const below = warningsBelow(data, object).sort((a, b) => (b.lastSeen ?? '').localeCompare(a.lastSeen ?? ''))
  return h(
    Fragment,
    null,
    below.length === 0
      ? undefined
      : h(
          Fragment,
          null,
          h('h3', null, 'Warnings about what it made'),
          h(List, { events: below.slice(0, MOST), now, names: true }),
          h('h3', null, 'About itself'),
        ),
    events.length === 0 ? h(Nothing, { text: 'No events.' }) : h(List, { events, now }),
  )
}

/** More of them tell nothing new. */
const MOST = 50

const warningsBelow = (data: PageSource, object: PageObject): Event[] =>
  listChildren(data, object).flatMap(child => [
    ...data.details(child).events.filter(({ type }) => type === 'Warning'),
    ...warningsBelow(data, child),
  ])

interface ListProps {
  readonly events: readonly Event[]
  readonly now: string
  /** True to say which object each is about. */
  readonly names?: boolean
}

const List = ({ events, now, names = false }: ListProps): VNode =>
  h(
    'ul',
    { class: 'events' },
    events.map((event, index) => h(Item, { key: index, event, now, names })),
  )

const Item = ({ event, now, names }: Omit<ListProps, 'events'> & { readonly event: Event }): VNode =>
  h(
    'li',
    { class: event.type === 'Warning' ? 'warning' : '' },
    h(
      'div',
      { class: 'line' },
      h('strong', null, event.reason),
      names === true ? h('span', null, event.object) : undefined,
      event.type === 'Normal' ? undefined : h('span', { class: 'tag' }, event.type),
      h(Times, { event, now }),
    ),
    h('p', null, event.message),
  )

const Times = ({ event, now }: { readonly event: Event; readonly now: string }): VNode =>
  h(
    'span',
    { class: 'quiet' },
    event.lastSeen === undefined ? undefined : h(When, { time: event.lastSeen, now }),
    event.count > 1 ? ` · ${event.count} times in ${describeAge(event.firstSeen, event.lastSeen ?? now)}` : '',
    event.from === undefined ? '' : ` · ${event.from}`,
  )
