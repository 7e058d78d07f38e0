import { aString, aWord, expect, fitting, someOptions } from '../../model/expect.ts'
import { isRecord } from '../../model/read.ts'
import type { Redacted } from '../../model/safe-content.ts'
import { applicationStatuses } from '../../model/statuses.ts'
import { embedJson } from './escape-html.ts'
import { script, scriptHash, style, styleHash } from './page-assets.generated.ts'
import { listEntries, listTitle, tellEntries, withheldReason } from './list-entries.ts'
import type { PageData } from './page-data.ts'
import { pageDocument } from './page-document.ts'
import { pageParts } from './page-parts.ts'
import type { PageDocument } from './page-document.ts'
import { statusIcons } from './status-icons.ts'

/** How a page is rendered. */
export interface RenderPageOptions {
  /** Absent: as the reader's system says. Readers can change it either way. */
  readonly theme?: 'light' | 'dark'
  /** The name of a page of several applications: a namespace, a team. It is shown as it is. */
  readonly title?: string
}

/**
 * One self-contained HTML file that shows an application: its label and why; its objects as a table and as a tree; for each the causes,
 * the changes with who and when, summary, events, logs and manifest; and, where there are several moments, a timeline to replay.
 *
 * It opens from a file or from any server, makes no request, and runs nothing but its own script (a content security policy with
 * hashes). All content stands in it as JSON and reaches the reader as text.
 *
 * @param data what `preparePage` made, or a list of it, for a page that lists several applications, the worst first, and opens each: the type asks for content that
 *   has passed a redactor. Of withheld content the page says that it is withheld, and why.
 * @param options see {@link RenderPageOptions}
 * @returns HTML: about 90 kB and the data.
 * @throws TypeError where `data` is not what `preparePage` makes.
 *
 * Source: the live status page of the product; Content Security Policy Level 3 for its hashes. docs/page.md.
 *
 * @example
 * ```ts
 * import { createRedactor } from 'live-object-status/redact'
 * import { assessApplication } from 'live-object-status/status'
 * import { preparePage, renderPage } from 'live-object-status/report'
 *
 * const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '</script>', namespace: 'shop' } }
 * const at = '2026-11-23T10:00:00Z'
 * const assessment = assessApplication({ desired: [settings], live: [settings] }, { now: at, redactor: createRedactor([]) })
 * const html = renderPage(preparePage({ title: 'Shop', moments: [{ at, assessment }] }))
 * html.includes('<title>Healthy · Shop</title>') // => true
 * html.split('<script>').length - 1 // => 1
 * ```
 */
export const renderPage = (data: Redacted<PageData> | readonly Redacted<PageData>[], options: RenderPageOptions = {}): string => {
  expect('data', someData, data)
  const all = Array.isArray(data) ? (data as readonly Redacted<PageData>[]) : [data as Redacted<PageData>]
  expect('options', somePageOptions, options)
  const theme = options.theme === undefined ? undefined : { theme: options.theme }
  const assets = { script: { text: script, hash: scriptHash }, style: { text: style, hash: styleHash } }
  const [only] = all
  return pageDocument({ ...assets, ...theme, ...(all.length === 1 && only !== undefined ? onePage(only) : listPage(all, options.title)) })
}

type PageContent = Pick<PageDocument, 'title' | 'fallback' | 'data' | 'icon'>

const onePage = (data: Redacted<PageData>): PageContent => {
  if (!data.visible)
    return {
      title: 'Withheld',
      fallback: `Withheld: ${withheldReason(data)}`,
      data: [{ id: 'data', text: embedJson(withheldPage(withheldReason(data))) }],
    }
  const last = data.value.moments.at(-1)
  const status = last?.status ?? 'No status'
  return {
    ...renderIcon(status),
    title: data.value.title === '' ? status : `${status} · ${data.value.title}`,
    fallback: [`${status}: ${last?.message ?? ''}`, ...(last?.policy === undefined ? [] : [last.policy])].join('. '),
    data: pageParts(data.value).map(({ id, value }) => ({ id, text: embedJson(value) })),
  }
}

/** The list stands first, and the data of each application is read when it is opened. */
const listPage = (all: readonly Redacted<PageData>[], title = ''): PageContent => {
  const listed = listEntries(all)
  const entries = listed.map(({ entry }) => entry)
  return {
    ...renderIcon(entries[0]?.status ?? 'No status'),
    title: listTitle(title, entries),
    fallback: [
      tellEntries(entries),
      ...entries.map(entry => `${entry.status ?? 'No status'} ${entry.title}: ${entry.withheld ?? entry.headline}`),
    ].join('. '),
    data: [
      { id: 'applications', value: { title, entries } },
      ...listed.flatMap(({ entry, data }) => (data === undefined ? [] : pageParts(data, entry.prefix))),
    ].map(({ id, value }) => ({ id, text: embedJson(value) })),
  }
}

const isData = (value: unknown): boolean => isRecord(value) && typeof value['visible'] === 'boolean'
const someData = /* @__PURE__ */ fitting('what preparePage returns, or a list of it', value =>
  Array.isArray(value) ? value.length > 0 && value.every(isData) : isData(value),
)
const somePageOptions = /* @__PURE__ */ someOptions<RenderPageOptions>(() => ({ theme: aWord('light', 'dark'), title: aString }))

/** A page that says only that it says nothing. */
const withheldPage = (reason: string): unknown => ({ withheld: reason })

/** Colours that can be told from the frame of a light and of a dark browser. */
const COLOURS = { blue: '#3b82f6', green: '#22a04a', grey: '#7d8590', red: '#e5484d', orange: '#e07b00' } as const

const renderIcon = (status: string): Pick<PageDocument, 'icon'> => {
  const { icon = 'question', colour = 'grey' } = applicationStatuses.find(each => each.status === status) ?? {}
  const { fill, line } = statusIcons[icon] ?? {}
  const path = fill ?? line
  return path === undefined ? {} : { icon: { path, colour: COLOURS[colour], line: fill === undefined } }
}
