import type { PageDetails } from '../../page-data.ts'
import { tellsTrouble } from '../../../order/log-level.ts'
import { Fragment, h } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'
import { When } from '../parts/prose.ts'

type ShownSaid = NonNullable<PageDetails['said']>

/** The last line that tells of trouble and the newest Warning, what people look for first, each with where it is from and when. */
export const LastWordsList = ({
  said: { line, warning } = {},
  now,
}: {
  readonly said: ShownSaid | undefined
  readonly now: string
}): VNode =>
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

const Warning = ({ warning, now }: { readonly warning: NonNullable<ShownSaid['warning']>; readonly now: string }): VNode =>
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
