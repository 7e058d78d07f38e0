import { h } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'
import { Nothing, Withheld } from './panel.ts'
import type { PanelProps } from './panel.ts'
import { Prose } from '../parts/prose.ts'

/** Shows what `kubectl describe` would say first. */
export const Summary = ({ data, object, now }: PanelProps): VNode => {
  const { summary, withheld } = data.details(object)
  if (summary.length === 0)
    return withheld === undefined ? h(Nothing, { text: 'There is no live object to summarise.' }) : h(Withheld, { reason: withheld })
  return h(
    'dl',
    { class: 'pairs' },
    summary.map(({ label, value }) => h('div', { key: label }, h('dt', null, label), h('dd', null, h(Prose, { text: value, now })))),
  )
}
