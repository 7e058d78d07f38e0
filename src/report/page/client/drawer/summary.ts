import { h } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'
import { Nothing, Withheld } from './panel.ts'
import type { PanelProps } from './panel.ts'
import { Prose } from '../parts/prose.ts'

/** What `kubectl describe` would say first. */
export const Summary = ({ object, now }: PanelProps): VNode => {
  if (object.summary.length === 0)
    return object.withheld === undefined
      ? h(Nothing, { text: 'There is no live object to summarise.' })
      : h(Withheld, { reason: object.withheld })
  return h(
    'dl',
    { class: 'pairs' },
    object.summary.map(({ label, value }) => h('div', { key: label }, h('dt', null, label), h('dd', null, h(Prose, { text: value, now })))),
  )
}
