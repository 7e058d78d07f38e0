import type { PageIncident, PageMoment, PageObject } from '../../page-data.ts'
import { h, useEffect, useRef } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'
import { Icon, Label } from '../parts/icons.ts'
import type { PageSource } from '../parts/page-source.ts'
import { Prose } from '../parts/prose.ts'
import { CauseSection } from './cause-section.ts'

/** Data and callbacks of the drawer of a cause. */
export interface CauseDrawerProps {
  readonly data: PageSource
  readonly moment: PageMoment
  readonly incident: PageIncident
  readonly now: string
  /** On a phone it covers the page. */
  readonly sheet: boolean
  /** Grows each time the drawer is to take the focus. */
  readonly focus: number
  readonly onClose: () => void
  readonly onGo: (object: PageObject) => void
}

/** A cause that is none of the application's objects: a node, a registry, a quota. */
export const CauseDrawer = ({ data, moment, incident, now, sheet, focus, onClose, onGo }: CauseDrawerProps): VNode => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (focus > 0) heading.current?.focus()
  }, [focus])
  const { root, status, message } = incident
  return h(
    'section',
    { class: 'drawer', 'aria-labelledby': 'drawer-title', ...(sheet ? { role: 'dialog', 'aria-modal': true } : undefined) },
    h(
      'header',
      { class: 'drawer-head' },
      h(
        'h2',
        { id: 'drawer-title', ref: heading, tabIndex: -1 },
        h('span', { class: 'kind' }, 'external' in root ? root.external : root.kind),
        h('span', { class: 'name' }, root.name),
      ),
      h(Label, { status }),
      h(
        'button',
        { type: 'button', class: 'bare close', 'aria-label': 'Close', title: 'Close (Escape)', onClick: onClose },
        h(Icon, { name: 'close' }),
      ),
    ),
    h(
      'div',
      { class: 'panel', tabIndex: 0, role: 'region', 'aria-label': 'Cause' },
      h('p', { class: 'lead' }, h(Prose, { text: message, now })),
      h(CauseSection, { data, moment, incident, above: message, now, onGo }),
    ),
  )
}
