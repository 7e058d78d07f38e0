import { applicationStatuses, objectStatuses } from '../../../../model/statuses.ts'
import type { StatusPresentation } from '../../../../status/index.ts'
import { statusIcons } from '../../status-icons.ts'
import { h } from './dom.ts'
import type { VNode } from './dom.ts'

/** Words of the page for what the product has no label for. */
const OWN_LABELS: readonly StatusPresentation<string>[] = [
  { status: 'Well', icon: 'check', colour: 'green', description: 'Healthy, or In Sync where the kind reports no health.' },
  { status: 'No status', icon: 'minus', colour: 'grey', description: 'Nobody deployed it, and its kind reports no health.' },
]

const PRESENTATIONS = new Map<string, StatusPresentation<string>>(
  [...applicationStatuses, ...objectStatuses, ...OWN_LABELS].map(presentation => [presentation.status, presentation]),
)
const UNKNOWN: StatusPresentation<string> = { status: '', icon: 'question', colour: 'grey', description: '' }

/** How a label is shown; one that this page does not know is grey. */
export const presentationOf = (status: string): StatusPresentation<string> => PRESENTATIONS.get(status) ?? UNKNOWN

const OWN: Readonly<Record<string, string>> = {
  search: 'M7 2a5 5 0 1 1 0 10A5 5 0 0 1 7 2Zm3.7 8.7L14 14',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  chevron: 'M6 3.5 10.5 8 6 12.5',
  theme: 'M8 1.8a6.2 6.2 0 1 1 0 12.4 6.2 6.2 0 0 1 0-12.4Z',
  lock: 'M3.5 7.2h9v6.6h-9ZM5.3 7V5.2a2.7 2.7 0 0 1 5.4 0V7',
  play: 'M5 3l8 5-8 5Z',
  pause: 'M5.4 3v10M10.6 3v10',
  person: 'M8 8.2a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM2.8 14c.6-2.6 2.6-4 5.2-4s4.6 1.4 5.2 4',
  link: 'M6.5 9.5l3-3M7.2 4.7l1.5-1.5a2.8 2.8 0 0 1 4 4l-1.5 1.5M8.8 11.3l-1.5 1.5a2.8 2.8 0 0 1-4-4l1.5-1.5',
}

/** An icon beside words: screen readers skip it. */
export const StatusIcon = ({ status, spin }: { readonly status: string; readonly spin?: boolean }): VNode => {
  const { icon, colour } = presentationOf(status)
  const { fill, line, cut } = statusIcons[icon] ?? {}
  return h(
    'svg',
    { class: `icon status-${colour}${spin === true ? ' spin' : ''}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' },
    fill === undefined ? undefined : h('path', { class: 'fill', d: fill }),
    line === undefined ? undefined : h('path', { class: 'line', d: line }),
    cut === undefined ? undefined : h('path', { class: 'cut', d: cut }),
  )
}

/** An icon of the page itself. */
export const Icon = ({ name, turn }: { readonly name: string; readonly turn?: boolean }): VNode =>
  h(
    'svg',
    { class: `icon${turn === true ? ' turned' : ''}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' },
    h('path', { class: name === 'play' ? 'fill' : 'line', d: OWN[name] ?? '' }),
    name === 'theme' ? h('path', { class: 'fill', d: 'M8 1.8a6.2 6.2 0 0 0 0 12.4Z' }) : undefined,
  )

/** Icon and word together: colour is never the only sign. */
export const Label = ({ status }: { readonly status: string }): VNode =>
  h('span', { class: `label status-${presentationOf(status).colour}` }, h(StatusIcon, { status }), h('span', null, status))
