import { ROLL_UP_ORDER } from '../../../model/statuses.ts'
import type { PageMoment } from '../page-data.ts'
import type { PageSource } from './parts/page-source.ts'
import { Fragment, h, useMemo } from './parts/dom.ts'
import type { ComponentChildren, VNode } from './parts/dom.ts'
import { Icon, Label } from './parts/icons.ts'
import { Prose, When } from './parts/prose.ts'
import { EXTRA_FILTERS, filterCounts, listObjects } from './grid/rows.ts'
import { AsOf, PageTop } from './page-top.ts'
import { axisText } from './parts/words.ts'

/** The one look: label, sentence, deployment, and when it was last observed. */
export const Header = ({
  data,
  moment,
  children,
}: {
  readonly data: PageSource
  readonly moment: PageMoment
  readonly children?: ComponentChildren
}): VNode => {
  const message = h(Prose, { text: headline(moment), now: moment.at })
  return h(PageTop, { status: moment.status ?? 'No status', name: data.title, message, meta: h(Meta, { moment }) }, children)
}

/** How much there is to mend, as the terminal says it; what it is stands in the rows below. */
const headline = ({ headline: text, policy }: PageMoment): string => (policy === undefined ? text : `${text}. ${policy}`)

const Meta = ({ moment }: { readonly moment: PageMoment }): VNode => {
  const { deployment, observedAt, at, health, sync } = moment
  return h(
    'p',
    { class: 'meta' },
    deployment === undefined
      ? undefined
      : h(
          'span',
          null,
          `${deployment.name ?? deployment.id} `,
          deployment.state,
          ' ',
          deployment.at === undefined ? undefined : h(When, { time: deployment.at, now: at }),
        ),
    observedAt === undefined || observedAt.slice(0, 19) === at.slice(0, 19)
      ? undefined
      : h('span', null, 'observed ', h(When, { time: observedAt, now: at })),
    h(AsOf, { at }),
    h('span', { class: 'axes' }, `health ${axisText(health)}, sync ${axisText(sync)}`),
  )
}

/** Data and callbacks of the chips. */
export interface ChipsProps {
  readonly data: PageSource
  readonly moment: PageMoment
  readonly filters: readonly string[]
  readonly onFilters: (filters: readonly string[]) => void
}

const WELL: ReadonlySet<string> = new Set(['Healthy', 'In Sync'])
const ORDER: readonly string[] = [
  ...ROLL_UP_ORDER.filter(status => !WELL.has(status)),
  EXTRA_FILTERS.well,
  EXTRA_FILTERS.orphans,
  EXTRA_FILTERS.touched,
]

/** How many objects have each label; each filters. */
export const Chips = ({ data, moment, filters, onFilters }: ChipsProps): VNode => {
  const counts = useMemo(() => filterCounts(listObjects(data, moment)), [data, moment])
  const shown = ORDER.filter(name => (counts.get(name) ?? 0) > 0 || filters.includes(name))
  return h(
    'div',
    { class: 'chips', role: 'group', 'aria-label': 'Show only' },
    h(
      'button',
      { type: 'button', class: 'chip', 'aria-pressed': filters.length === 0, onClick: () => onFilters([]) },
      h('span', { class: 'label' }, 'All'),
      h('span', { class: 'count' }, moment.objects.length + moment.orphans.length),
    ),
    shown.map(name => {
      const chosen = filters.includes(name)
      const next = chosen ? filters.filter(each => each !== name) : [...filters, name]
      return h(
        'button',
        { key: name, type: 'button', class: 'chip', 'aria-pressed': chosen, onClick: () => onFilters(next) },
        h(ChipLabel, { name }),
        h('span', { class: 'count' }, counts.get(name) ?? 0),
      )
    }),
  )
}

const ChipLabel = ({ name }: { readonly name: string }): VNode =>
  name === EXTRA_FILTERS.touched
    ? h('span', { class: 'label' }, h(Icon, { name: 'person' }), name)
    : name === EXTRA_FILTERS.orphans
      ? h('span', { class: 'label' }, name)
      : h(Label, { status: name })

/** Says what else is worth knowing: problems with the input, and what nobody watches. */
export const Remarks = ({ moment }: { readonly moment: PageMoment }): VNode => {
  const remarks = [
    ...moment.problems.map(
      ({ message, source, line }) =>
        [source, line].filter(part => part !== undefined).join(':') + (source === undefined ? '' : ': ') + message,
    ),
    ...moment.notMonitored.map(
      ({ step, reason, objects }) =>
        `${step === '' ? 'Not monitored' : `Step ${step} is not monitored`}: ${reason}${objects.length === 0 ? '' : ` (${objects.map(({ kind, name }) => `${kind} ${name}`).join(', ')})`}`,
    ),
  ]
  if (remarks.length === 0) return h(Fragment, null)
  return h(
    'details',
    { class: 'remarks' },
    h('summary', null, `${remarks.length} ${remarks.length === 1 ? 'remark' : 'remarks'}`),
    h(
      'ul',
      null,
      remarks.map((remark, index) => h('li', { key: index }, remark)),
    ),
  )
}
