import type { PageDetails, PageObject } from '../../page-data.ts'
import { needsLook } from '../../../../model/statuses.ts'
import type { LogLine } from '../../../../redact/index.ts'
import { childrenOf } from '../grid/rows.ts'
import { Fragment, h } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'
import { tellsTrouble } from '../parts/log-level.ts'
import type { PageSource } from '../parts/page-source.ts'
import { When } from '../parts/prose.ts'

type Warned = PageDetails['events'][number]

/** The last line of the newest ill container that tells of trouble, and the newest Warning: what people look for first. */
export interface LastWords {
  readonly line?: LogLine & { readonly of: string }
  readonly warning?: Warned
}

/** Of what is well nothing is asked for. */
export const findLastWords = (data: PageSource, object: PageObject): LastWords => {
  if (!needsLook(object) && object.health.status !== 'Degraded') return {}
  const all = withOwned(data, object)
  const newest = all
    .filter(each => needsLook(each) && data.details(each).logs.length > 0)
    .toSorted((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''))[0]
  const lines = newest === undefined ? [] : data.details(newest).logs.filter(({ text }) => text.trim() !== '')
  const line = lines.findLast(({ text }) => tellsTrouble(text)) ?? lines.at(-1)
  const warning = all
    .flatMap(each => data.details(each).events.filter(({ type }) => type === 'Warning'))
    .toSorted((a, b) => (b.lastSeen ?? '').localeCompare(a.lastSeen ?? ''))[0]
  return {
    ...(line === undefined || newest === undefined ? undefined : { line: { ...line, of: newest.ref.name } }),
    ...(warning === undefined ? undefined : { warning }),
  }
}

/** What is well among what an object made is passed over: its events are of the past. */
const withOwned = (data: PageSource, object: PageObject): readonly PageObject[] => [
  object,
  ...childrenOf(data, object).flatMap(child => withOwned(data, child)),
]

/** Both of them, each with where it is from and when. */
export const LastWordsList = ({ words: { line, warning }, now }: { readonly words: LastWords; readonly now: string }): VNode =>
  line === undefined && warning === undefined
    ? h(Fragment, null)
    : h(
        'dl',
        { class: 'last-words' },
        line === undefined
          ? undefined
          : h(
              'div',
              null,
              h(
                'dt',
                null,
                tellsTrouble(line.text) ? 'Last error line' : 'Last line',
                line.at === undefined ? undefined : h(Fragment, null, ' · ', h(When, { time: line.at, now })),
                ` · ${line.container ?? line.of}`,
              ),
              h('dd', null, h('code', null, line.text)),
            ),
        warning === undefined ? undefined : h(Warning, { warning, now }),
      )

const Warning = ({ warning, now }: { readonly warning: Warned; readonly now: string }): VNode =>
  h(
    'div',
    null,
    h(
      'dt',
      null,
      `Newest warning · ${warning.reason}`,
      warning.lastSeen === undefined ? undefined : h(Fragment, null, ' · ', h(When, { time: warning.lastSeen, now })),
      warning.count > 1 ? ` · ${warning.count} times` : '',
    ),
    h('dd', null, h('code', null, warning.message)),
  )
