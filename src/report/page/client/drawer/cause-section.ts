import type { ObjectRef } from '../../../../model/identity.ts'
import { typeCommand } from '../../../order/command-text.ts'
import type { PageIncident, PageMoment, PageObject } from '../../page-data.ts'
import { listObjects } from '../grid/rows.ts'
import { CopyButton } from '../parts/copy-button.ts'
import { Fragment, h } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'
import type { PageSource } from '../parts/page-source.ts'
import { Prose } from '../parts/prose.ts'
import { keyOf, keyOfRef } from '../parts/words.ts'

/** Data and callbacks of the section. */
export interface CauseProps {
  readonly data: PageSource
  readonly moment: PageMoment
  readonly incident: PageIncident
  /** The sentence above, which is not said again. */
  readonly above: string
  /** The object that is looked at, whose way to the cause is told; without one all that the cause explains is listed. */
  readonly object?: PageObject
  readonly now: string
  readonly onGo: (object: PageObject) => void
}

/** A cause: what it is, what to do, what to type next, and what it explains with the evidence. */
export const CauseSection = (props: CauseProps): VNode => {
  const { incident, above, now } = props
  const { message, remedy, command, suspects = [] } = incident
  return h(
    'div',
    { class: 'incident' },
    message === above ? undefined : h('p', null, h(Prose, { text: message, now })),
    remedy === undefined ? undefined : h('p', { class: 'remedy' }, h('strong', null, 'To do: '), remedy),
    command === undefined ? undefined : h(Command, { text: typeCommand(command) }),
    ...suspects.map(suspect => h('p', { class: 'quiet' }, `Perhaps: ${suspect}`)),
    h(Evidence, props),
  )
}

const Command = ({ text }: { readonly text: string }): VNode =>
  h('p', { class: 'command' }, h('code', null, text), h(CopyButton, { text: () => text, of: 'the command' }))

type Symptom = PageIncident['explains'][number]

/** Each object that it explains, and by which fields that is known. */
const Evidence = (props: CauseProps): VNode => {
  const { incident, object } = props
  const { explains, sure } = incident
  const own = object === undefined ? undefined : explains.find(({ ref }) => keyOfRef(ref) === keyOf(object))
  const others = explains.filter(each => each !== own)
  return h(
    Fragment,
    null,
    own === undefined || own.via.length === 0 ? undefined : h(Way, { explained: own }),
    others.length === 0
      ? undefined
      : h(
          'details',
          { open: object === undefined },
          h('summary', null, `Explains ${others.length} ${own === undefined ? '' : 'other '}${others.length === 1 ? 'object' : 'objects'}`),
          h(
            'ul',
            { class: 'explains' },
            others.map((each, index) => h('li', { key: index }, h(Go, { ...props, to: each.ref }), h(Way, { explained: each }))),
          ),
        ),
    h(
      'p',
      { class: 'quiet' },
      sure === 'stated' ? 'The cluster says so itself.' : 'Concluded from references and from reasons that fit them.',
    ),
  )
}

/** The steps from an object to the cause: `Pod web-1 → ConfigMap web: status.containerStatuses[0] “couldn't find key”`. */
const Way = ({ explained: { via } }: { readonly explained: Symptom }): VNode =>
  h(
    'ol',
    { class: 'way' },
    via.map(({ from, to, field, quote }, index) =>
      h(
        'li',
        { key: index },
        h('span', null, `${tellName(from)} → ${typeof to === 'string' ? to : tellName(to)} `),
        h('code', null, field),
        quote === undefined ? undefined : h('q', null, quote),
      ),
    ),
  )

const tellName = ({ kind, name }: ObjectRef): string => `${kind} ${name}`

/** The name of an object of the application, as a way to it; of another one the name alone. */
const Go = ({ data, moment, to, onGo }: CauseProps & { readonly to: ObjectRef }): VNode => {
  const key = keyOfRef(to)
  const target = listObjects(data, moment).find(each => keyOf(each) === key)
  const name = h(Fragment, null, h('span', { class: 'kind' }, to.kind), ' ', h('strong', null, to.name))
  return target === undefined ? h('span', null, name) : h('button', { type: 'button', class: 'link', onClick: () => onGo(target) }, name)
}
