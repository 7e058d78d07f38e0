import type { Cause } from '../../../../health/index.ts'
import type { ObjectRef } from '../../../../model/identity.ts'
import type { PageObject } from '../../page-data.ts'
import type { PageSource } from '../parts/page-source.ts'
import { Fragment, h } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'
import { Icon, Label, presentationOf } from '../parts/icons.ts'
import type { PanelProps } from './panel.ts'
import { Prose, When } from '../parts/prose.ts'
import { incidentsAbout } from '../grid/problems.ts'
import { listChildren } from '../grid/rows.ts'
import { CauseSection } from './cause-section.ts'
import { LastWordsList } from './last-words.ts'
import { additionsText, axisText, isSilent, keyOf, keyOfRef, chooseLabel, reasonText } from '../parts/words.ts'

/**
 * Why the object has its label: the sentence, the last words, the cause with what to do, the chain down to it, and what it made; how it was judged
 * is folded, since few ask.
 */
export const Why = (props: PanelProps): VNode => {
  const { data, moment, object, now } = props
  const text = isSilent(object) ? '' : reasonText(object)
  const additions = additionsText(object)
  return h(
    Fragment,
    null,
    h('p', { class: 'lead' }, text === '' ? presentationOf(chooseLabel(object)).description : h(Prose, { text, now })),
    additions === ''
      ? undefined
      : h('p', { class: 'additions' }, h(Icon, { name: 'person' }), additions, h('span', { class: 'quiet' }, ' – an apply leaves it')),
    h(LastWordsList, { said: data.details(object).said, now }),
    ...incidentsAbout(data, moment, object).map(incident =>
      h(
        Fragment,
        { key: incident.id },
        h('h3', null, 'Cause'),
        h(CauseSection, { data, moment, incident, object, above: text, now, onGo: props.onGo }),
      ),
    ),
    object.health.causes.length === 0
      ? undefined
      : h(Fragment, null, h('h3', null, 'Where it is seen'), h(Causes, { ...props, causes: object.health.causes, above: text })),
    object.children.length === 0 ? undefined : h(Children, { ...props, above: text }),
    h('details', { class: 'judged' }, h('summary', null, 'How it was judged'), h(Axes, props), h(Thresholds, props)),
  )
}

/** An object in the same tree, to go to. */
const find = (data: PageSource, object: PageObject, key: string): PageObject | undefined => {
  for (const child of listChildren(data, object)) {
    if (keyOf(child) === key) return child
    const below = find(data, child, key)
    if (below !== undefined) return below
  }
  return undefined
}

/** Links of a chain, and what was said above them, which is not said again. */
interface Chain {
  readonly causes: readonly Cause[]
  readonly above: string
}

const Causes = (props: PanelProps & Chain): VNode =>
  h(
    'ul',
    { class: 'causes' },
    props.causes.map(withoutEcho).map((cause, index) => h(CauseItem, { key: index, ...props, cause })),
  )

/** The last link often is the object above it once more, seen from within: its container. It adds nothing for people. */
const withoutEcho = (cause: Cause): Cause => {
  const [only, ...others] = cause.causes ?? []
  if (only === undefined || others.length > 0 || keyOfRef(only.ref) !== keyOfRef(cause.ref) || only.message !== cause.message) return cause
  const { causes: _, ...rest } = cause
  return only.causes === undefined ? rest : { ...rest, causes: only.causes }
}

const CauseItem = (props: PanelProps & { readonly cause: Cause; readonly above: string }): VNode => {
  const { cause, above, now } = props
  const { ref, reason, message, count, container, causes = [] } = cause
  return h(
    'li',
    null,
    h(
      'div',
      { class: 'line' },
      h(Go, { ...props, to: ref }),
      container === undefined ? undefined : h('span', { class: 'quiet' }, `container ${container}`),
      count === undefined || count < 2 ? undefined : h('span', { class: 'quiet' }, `and ${count - 1} more`),
      h('code', null, reason),
    ),
    above.includes(message) ? undefined : h('p', null, h(Prose, { text: message, now })),
    causes.length === 0 ? undefined : h(Causes, { ...props, causes, above: `${above}\n${message}` }),
  )
}

/** The name of an object, as a way to it where it is at hand. */
const Go = ({ data, object, to, onGo }: PanelProps & { readonly to: ObjectRef }): VNode => {
  const target = find(data, object, keyOfRef(to))
  const name = h(Fragment, null, h('span', { class: 'kind' }, to.kind), ' ', h('strong', null, to.name))
  return target === undefined ? h('span', null, name) : h('button', { type: 'button', class: 'link', onClick: () => onGo(target) }, name)
}

const Axes = (props: PanelProps): VNode => {
  const { health, sync, orphaned } = props.object
  const rows: readonly (readonly [string, VNode | string])[] = [
    ['Health', h(Fragment, null, axisText(health.status), ' ', h('code', null, health.reason))],
    ['Sync', h(Fragment, null, orphaned === true ? 'Orphan' : axisText(sync.status), ' ', h('code', null, sync.reason))],
    ...(health.rule === 'none' ? [] : [['Rule', h('code', null, health.rule)] as const]),
    ...(health.settled && health.status === 'Degraded' ? [['Waiting', 'Will not change it'] as const] : []),
    ...(health.advisory === true ? [['Weight', 'Advisory: it does not hold the application back'] as const] : []),
    ['Looked at again', h(Again, props)],
  ]
  return h(Pairs, { rows })
}

const Pairs = ({ rows }: { readonly rows: readonly (readonly [string, VNode | string])[] }): VNode =>
  h(
    'dl',
    { class: 'pairs' },
    rows.map(([label, value]) => h('div', { key: label }, h('dt', null, label), h('dd', null, value))),
  )

/** When time alone could change the answer, and of which part. */
const Again = (props: PanelProps): VNode => {
  const { data, object, now } = props
  const { reassessAt } = object
  if (reassessAt === undefined) return h(Fragment, null, 'when it changes')
  const part = lowestDue(data, object, reassessAt)
  return h(
    Fragment,
    null,
    'when it changes, and ',
    h(When, { time: reassessAt, now }),
    part === object ? undefined : h(Fragment, null, ' because of ', h(Go, { ...props, to: part.ref })),
  )
}

const lowestDue = (data: PageSource, object: PageObject, time: string): PageObject => {
  const due = listChildren(data, object).find(({ reassessAt }) => reassessAt === time)
  return due === undefined ? object : lowestDue(data, due, time)
}

/** After how long which state changes the answer. */
const Thresholds = ({ data, object }: PanelProps): VNode => {
  const { thresholds } = data.details(object)
  const lines = thresholds === undefined ? [] : (data.thresholds[thresholds] ?? [])
  if (lines.length === 0) return h(Fragment, null)
  return h(Fragment, null, h('h3', null, 'Thresholds'), h(Pairs, { rows: lines.map(({ label, value }) => [label, value] as const) }))
}

const Children = (props: PanelProps & { readonly above: string }): VNode =>
  h(
    Fragment,
    null,
    h('h3', null, 'What it made'),
    h(
      'ul',
      { class: 'children' },
      listChildren(props.data, props.object).map((child, index) =>
        h(
          'li',
          { key: index },
          h(Label, { status: chooseLabel(child) }),
          h(Go, { ...props, to: child.ref }),
          isSilent(child) || props.above.includes(reasonText(child))
            ? undefined
            : h('span', { class: 'quiet' }, h(Prose, { text: reasonText(child), now: props.now })),
        ),
      ),
    ),
  )
