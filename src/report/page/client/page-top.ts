import { h } from './parts/dom.ts'
import type { ComponentChildren, VNode } from './parts/dom.ts'
import { StatusIcon, presentationOf } from './parts/icons.ts'
import { fullTime } from './parts/prose.ts'
import { ThemeButton } from './theme-button.ts'

/** Data of the top of a page. */
export interface PageTopProps {
  readonly status: string
  /** '' where there is none. */
  readonly name: string
  readonly message: ComponentChildren
  readonly meta: ComponentChildren
  /** Buttons beside that of the theme. */
  readonly children?: ComponentChildren
}

/** The one look: the label with its icon, what it is the label of, and why. */
export const PageTop = ({ status, name, message, meta, children }: PageTopProps): VNode => {
  const { colour, description } = presentationOf(status)
  return h(
    'header',
    { class: 'top' },
    h('div', { class: `big status-${colour}` }, h(StatusIcon, { status })),
    h(
      'div',
      { class: 'title' },
      h(
        'h1',
        null,
        h('span', { class: `status-${colour}`, title: description }, status),
        name === '' ? undefined : h('span', { class: 'app' }, name),
      ),
      h('p', { class: 'message' }, message),
      meta,
    ),
    h('div', { class: 'actions' }, children, h(ThemeButton, null)),
  )
}

/** The moment that a page is of. */
export const AsOf = ({ at }: { readonly at: string }): VNode =>
  h('time', { dateTime: at, title: fullTime(at) }, `as of ${at.slice(0, 10)} ${at.slice(11, 19)} UTC`)
