import type { LogLine } from '../../../../redact/index.ts'
import type { PageObject } from '../../page-data.ts'
import type { PageSource } from '../parts/page-source.ts'
import { CopyButton } from '../parts/copy-button.ts'
import { Fragment, h, useMemo, useState } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'
import { readLevel } from '../../../order/log-level.ts'
import { withoutSharedStart } from '../parts/shared-start.ts'
import { Nothing } from './panel.ts'
import type { PanelProps } from './panel.ts'
import { listChildren } from '../grid/rows.ts'

/** More lines than these are drawn on demand. */
const SHOWN = 500

const known = new WeakMap<PageObject, readonly LogLine[]>()

/** The lines of an object, or those of what it made with their pods, in order of time. */
export const findLogs = (data: PageSource, object: PageObject): readonly LogLine[] => {
  const found = known.get(object)
  if (found !== undefined) return found
  const own = data.details(object).logs
  const lines = own.length > 0 ? own : gather(data, object)
  known.set(object, lines)
  return lines
}

const gather = (data: PageSource, object: PageObject): readonly LogLine[] => {
  const parts = listChildren(data, object)
    .map(child => findLogs(data, child).map(line => (line.pod === undefined ? { ...line, pod: child.ref.name } : line)))
    .filter(lines => lines.length > 0)
  // One log by itself keeps its order, which is that of writing, whatever its times say.
  return parts.length < 2 ? (parts[0] ?? []) : parts.flat().sort((a, b) => (a.at ?? '').localeCompare(b.at ?? ''))
}

/** The end of the log, of which one can search, see only what went wrong, and copy what is left. */
export const Logs = ({ data, object }: PanelProps): VNode => {
  const [all, setAll] = useState(false)
  const [query, setQuery] = useState('')
  const [onlyTrouble, setOnlyTrouble] = useState(false)
  const lines = findLogs(data, object)
  const places = useMemo(() => tellPlaces(lines), [lines])
  if (lines.length === 0) return h(Nothing, { text: 'No logs.' })
  const word = query.toLowerCase()
  const fitting = lines.filter(({ text }) => (!onlyTrouble || readLevel(text) !== '') && (word === '' || text.toLowerCase().includes(word)))
  const hidden = all ? 0 : Math.max(0, fitting.length - SHOWN)
  return h(
    Fragment,
    null,
    h(
      'div',
      { class: 'log-bar' },
      h('input', {
        type: 'search',
        'aria-label': 'Search the log',
        placeholder: 'Search the log',
        value: query,
        onInput: (event: Event) => setQuery((event.currentTarget as HTMLInputElement).value),
      }),
      h('button', { type: 'button', 'aria-pressed': onlyTrouble, onClick: () => setOnlyTrouble(!onlyTrouble) }, 'Errors and warnings'),
      h(CopyButton, {
        text: () => fitting.map(({ at, text }) => [...(at === undefined ? [] : [at]), text].join(' ')).join('\n'),
        of: 'the log',
      }),
    ),
    places.shared === '' ? undefined : h('p', { class: 'quiet' }, places.shared),
    hidden > 0 ? h('button', { type: 'button', onClick: () => setAll(true) }, `Show ${hidden} earlier lines`) : undefined,
    fitting.length === 0 ? h(Nothing, { text: 'No line fits.' }) : undefined,
    h(
      'ol',
      { class: 'logs' },
      fitting.slice(hidden).map((line, index) => h(Line, { key: hidden + index, line, place: places.short(line) })),
    ),
  )
}

/** The origin of lines, as short as tells them apart: what all of them share is said once above. */
interface LinePlaces {
  readonly shared: string
  readonly short: (line: LogLine) => string
}

const tellPlaces = (lines: readonly LogLine[]): LinePlaces => {
  const names = [...new Set(lines.map(namePlace))]
  if (names.length < 2) return { shared: names[0] ?? '', short: () => '' }
  const { shared, rest } = withoutSharedStart(names)
  return { shared: shared === '' ? '' : `${shared}…`, short: line => rest.get(namePlace(line)) ?? '' }
}

const namePlace = ({ pod, container }: LogLine): string =>
  pod === undefined ? (container ?? '') : container === undefined ? pod : `${pod}/${container}`

const Line = ({ line, place }: { readonly line: LogLine; readonly place: string }): VNode =>
  h(
    'li',
    { class: readLevel(line.text) },
    line.at === undefined ? undefined : h('time', { dateTime: line.at, title: line.at }, line.at.slice(11, 23).padEnd(12)),
    place === '' ? undefined : h('span', { class: 'pod', title: namePlace(line) }, place),
    h('span', { class: 'log-text' }, line.text),
  )
