import type { PageMoment, PageObject } from '../../page-data.ts'
import type { PageSource } from '../parts/page-source.ts'
import { h, useEffect, useRef } from '../parts/dom.ts'
import type { Ref, VNode } from '../parts/dom.ts'
import { Changes } from './changes.ts'
import { Events } from './events.ts'
import { Icon, Label } from '../parts/icons.ts'
import { Logs, findLogs } from './logs.ts'
import { Manifest } from './manifest.ts'
import { Summary } from './summary.ts'
import { Why } from './why.ts'
import { keyOf, chooseLabel } from '../parts/words.ts'

export type TabName = 'why' | 'changes' | 'summary' | 'events' | 'logs' | 'manifest'

/** Data and callbacks of the drawer. */
export interface DrawerProps {
  readonly data: PageSource
  readonly object: PageObject
  readonly moment: PageMoment
  readonly now: string
  readonly tab: TabName
  /** On a phone it covers the page. */
  readonly sheet: boolean
  /** Grows each time the drawer is to take the focus. */
  readonly focus: number
  readonly onTab: (tab: TabName) => void
  readonly onClose: () => void
  /** Goes to another object: a child, or a cause. */
  readonly onGo: (object: PageObject) => void
}

/** Everything about one object. */
export const Drawer = (props: DrawerProps): VNode => {
  const { object, sheet, focus, onClose } = props
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (focus > 0) heading.current?.focus()
  }, [focus])
  return h(
    'section',
    { class: 'drawer', 'aria-labelledby': 'drawer-title', ...(sheet ? { role: 'dialog', 'aria-modal': true } : undefined) },
    h(Head, { object, heading, onClose }),
    h(Tabs, props),
    h(
      'div',
      {
        class: 'panel',
        role: 'tabpanel',
        id: 'panel',
        'aria-labelledby': `tab-${props.tab}`,
        tabIndex: 0,
        key: `${keyOf(object)} ${props.tab}`,
      },
      h(Panel, props),
    ),
  )
}

type HeadProps = Pick<DrawerProps, 'object' | 'onClose'> & { readonly heading: Ref<HTMLHeadingElement> }

const Head = ({ object, heading, onClose }: HeadProps): VNode => {
  const { ref } = object
  return h(
    'header',
    { class: 'drawer-head' },
    h(
      'h2',
      { id: 'drawer-title', ref: heading, tabIndex: -1 },
      h('span', { class: 'kind' }, ref.kind, ref.namespace === '' ? '' : ` · ${ref.namespace}`),
      h('span', { class: 'name' }, ref.name),
    ),
    h(Label, { status: chooseLabel(object) }),
    h(
      'button',
      { type: 'button', class: 'bare close', 'aria-label': 'Close', title: 'Close (Escape)', onClick: onClose },
      h(Icon, { name: 'close' }),
    ),
  )
}

const TABS: readonly { readonly name: TabName; readonly title: string; readonly count?: (props: DrawerProps) => number }[] = [
  { name: 'why', title: 'Why' },
  { name: 'changes', title: 'Changes', count: ({ object }) => object.differences.length + object.notes.length },
  { name: 'summary', title: 'Summary' },
  { name: 'events', title: 'Events', count: ({ data, object }) => data.details(object).events.length },
  { name: 'logs', title: 'Logs', count: ({ data, object }) => findLogs(data, object).length },
  { name: 'manifest', title: 'Manifest' },
]

const Tabs = (props: DrawerProps): VNode => {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = tabAfter(event.key, props.tab)
    if (to === undefined) return
    event.preventDefault()
    props.onTab(to)
    list.current?.querySelector<HTMLElement>(`#tab-${to}`)?.focus()
  }
  return h(
    'div',
    { class: 'tabs', role: 'tablist', 'aria-label': 'About this object', ref: list, onKeyDown },
    TABS.map(({ name, title, count }) =>
      h(Tab, { key: name, name, title, count: count?.(props), chosen: name === props.tab, onTab: props.onTab }),
    ),
  )
}

const tabAfter = (key: string, tab: TabName): TabName | undefined => {
  const index = TABS.findIndex(({ name }) => name === tab)
  const places: Readonly<Record<string, number>> = {
    ArrowRight: (index + 1) % TABS.length,
    ArrowLeft: (index + TABS.length - 1) % TABS.length,
    Home: 0,
    End: TABS.length - 1,
  }
  const place = Object.hasOwn(places, key) ? places[key] : undefined
  return place === undefined ? undefined : TABS[place]?.name
}

interface TabProps {
  readonly name: TabName
  readonly title: string
  readonly count: number | undefined
  readonly chosen: boolean
  readonly onTab: (tab: TabName) => void
}

const Tab = ({ name, title, count, chosen, onTab }: TabProps): VNode =>
  h(
    'button',
    {
      type: 'button',
      id: `tab-${name}`,
      role: 'tab',
      'aria-selected': chosen,
      'aria-controls': 'panel',
      tabIndex: chosen ? 0 : -1,
      onClick: () => onTab(name),
    },
    title,
    count === undefined || count === 0 ? undefined : h('span', { class: 'count' }, count > 999 ? '999+' : count),
  )

const PANELS = { why: Why, changes: Changes, summary: Summary, events: Events, logs: Logs, manifest: Manifest } as const

const Panel = (props: DrawerProps): VNode =>
  h(PANELS[props.tab], { data: props.data, object: props.object, moment: props.moment, now: props.now, onGo: props.onGo })
