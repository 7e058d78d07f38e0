import { h } from './dom.ts'
import type { VNode } from './dom.ts'
import { Nothing } from './panel.ts'
import type { PanelProps } from './panel.ts'
import { When } from './prose.ts'
import { ageOf } from './words.ts'

type Event = PanelProps['object']['events'][number]

/** What happened to the object, the newest first. */
export const Events = ({ object, now }: PanelProps): VNode =>
  object.events.length === 0
    ? h(Nothing, { text: 'No events.' })
    : h(
        'ul',
        { class: 'events' },
        object.events.map((event, index) => h(Item, { key: index, event, now })),
      )

const Item = ({ event, now }: { readonly event: Event; readonly now: string }): VNode =>
  h(
    'li',
    { class: event.type === 'Warning' ? 'warning' : '' },
    h(
      'div',
      { class: 'line' },
      h('strong', null, event.reason),
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
    event.count > 1 ? ` · ${event.count} times in ${ageOf(event.firstSeen, event.lastSeen ?? now)}` : '',
    event.from === undefined ? '' : ` · ${event.from}`,
  )
