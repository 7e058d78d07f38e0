import type { LogLine } from '../../../../redact/index.ts'
import type { PageData, PageObject } from '../../page-data.ts'
import { Fragment, h, useState } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'
import { Nothing } from './panel.ts'
import type { PanelProps } from './panel.ts'
import { childrenOf } from '../grid/rows.ts'

/** More lines than these are drawn on demand. */
const SHOWN = 500

const known = new WeakMap<PageObject, readonly LogLine[]>()

/** The lines of an object, or those of what it made with their pods, in order of time. */
export const logsOf = (data: PageData, object: PageObject): readonly LogLine[] => {
  const found = known.get(object)
  if (found !== undefined) return found
  const lines = object.logs.length > 0 ? object.logs : gather(data, object)
  known.set(object, lines)
  return lines
}

const gather = (data: PageData, object: PageObject): readonly LogLine[] => {
  const parts = childrenOf(data, object)
    .map(child => logsOf(data, child).map(line => (line.pod === undefined ? { ...line, pod: child.ref.name } : line)))
    .filter(lines => lines.length > 0)
  // One log by itself keeps its order, which is that of writing, whatever its times say.
  return parts.length < 2 ? (parts[0] ?? []) : parts.flat().sort((a, b) => (a.at ?? '').localeCompare(b.at ?? ''))
}

/** The end of the log. */
export const Logs = ({ data, object }: PanelProps): VNode => {
  const [all, setAll] = useState(false)
  const lines = logsOf(data, object)
  if (lines.length === 0) return h(Nothing, { text: 'No logs.' })
  const hidden = all ? 0 : Math.max(0, lines.length - SHOWN)
  return h(
    Fragment,
    null,
    hidden > 0 ? h('button', { type: 'button', onClick: () => setAll(true) }, `Show ${hidden} earlier lines`) : undefined,
    h(
      'ol',
      { class: 'logs' },
      lines.slice(hidden).map((line, index) => h(Line, { key: hidden + index, line })),
    ),
  )
}

const Line = ({ line }: { readonly line: LogLine }): VNode =>
  h(
    'li',
    null,
    line.at === undefined ? undefined : h('time', { dateTime: line.at, title: line.at }, line.at.slice(11, 23).padEnd(12)),
    line.pod === undefined
      ? undefined
      : h('span', { class: 'pod' }, line.container === undefined ? line.pod : `${line.pod}/${line.container}`),
    h('span', { class: 'log-text' }, line.text),
  )
