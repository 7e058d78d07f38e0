import type { Difference } from '../../../../sync/index.ts'
import { Fragment, h, useState } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'
import { Icon } from '../parts/icons.ts'
import { Nothing } from './panel.ts'
import type { PanelProps } from './panel.ts'
import { When } from '../parts/prose.ts'
import { isHidden, valueText } from '../parts/words.ts'

/** Field by field: what differs from what was deployed, what others added, and what was ignored. */
export const Changes = ({ object, now }: PanelProps): VNode => {
  const [ignored, setIgnored] = useState(false)
  const { differences, notes, suppressed } = object
  const list = (title: string, changes: readonly Difference[], otherwise = ''): VNode | undefined =>
    changes.length === 0
      ? undefined
      : h(
          Fragment,
          null,
          h('h3', null, title),
          h(
            'ul',
            { class: 'changes' },
            changes.map(change => h(Change, { key: change.pointer, change, now, otherwise, hidden: isHidden(object, change) })),
          ),
        )
  return h(
    Fragment,
    null,
    differences.length + notes.length === 0 ? h(Nothing, { text: nothingText(object) }) : undefined,
    list('Differs from what was deployed', differences, 'applying again puts it right'),
    list('Beside what was deployed', notes),
    suppressed.length === 0
      ? undefined
      : h(
          'button',
          { type: 'button', 'aria-expanded': ignored, onClick: () => setIgnored(!ignored) },
          ignored ? 'Hide what was ignored' : `Show what was ignored (${suppressed.length})`,
        ),
    ignored ? list('Ignored', suppressed) : undefined,
  )
}

const nothingText = ({ sync, orphaned, status }: PanelProps['object']): string => {
  if (orphaned === true) return 'The latest release does not have it, so there is nothing to compare it with.'
  if (status === 'Missing') return 'It is not in the cluster, so there is nothing to compare.'
  if (sync.status === 'NotApplicable') return 'Nobody deployed it: it was made by another object.'
  return sync.status === 'InSync' ? 'It is what was deployed.' : 'Nothing was compared.'
}

const EFFECTS: Readonly<Record<string, string>> = {
  'restarts-pods': 'applying again restarts its pods',
  rejected: 'applying again would be rejected',
  'bytes-only': 'the same in another spelling',
}

interface ChangeProps {
  readonly change: Difference
  readonly now: string
  /** The effect of applying again where the change itself does not say it. */
  readonly otherwise: string
  readonly hidden: boolean
}

const Change = ({ change, now, otherwise, hidden }: ChangeProps): VNode => {
  const { path, by, ignoreRule } = change
  const effect = effectText(change) || otherwise
  return h(
    'li',
    null,
    h('div', { class: 'path' }, hidden ? h(Icon, { name: 'lock' }) : undefined, path),
    hidden ? h(SecretSides, { change }) : h(Sides, { change }),
    h(
      'div',
      { class: 'quiet' },
      by === undefined
        ? 'nobody is recorded for it'
        : h(Fragment, null, h('strong', null, by.manager), by.subresource === undefined ? '' : ` (${by.subresource})`),
      by?.since === undefined ? undefined : h(Fragment, null, ' · ', h(When, { time: by.since, now })),
      effect === '' ? '' : ` · ${effect}`,
    ),
    ignoreRule === undefined ? undefined : h(IgnoreRule, { rule: ignoreRule }),
  )
}

const effectText = ({ class: kind, effect }: Difference): string => {
  if (kind === 'added-by-other') return 'applying again leaves it'
  return effect !== undefined && Object.hasOwn(EFFECTS, effect) ? (EFFECTS[effect] ?? '') : ''
}

/** Deployed on the left, live on the right; what would be applied where that is neither. */
const Sides = ({ change: { desired, live, predicted, class: kind } }: { readonly change: Difference }): VNode => {
  const added = kind === 'added-by-other' && desired === undefined
  return h(
    'dl',
    { class: 'sides' },
    added ? undefined : h(Side, { label: 'Deployed', value: desired, absent: 'nothing' }),
    h(Side, { label: 'Live', value: live, absent: 'not there' }),
    predicted === undefined || desired !== undefined ? undefined : h(Side, { label: 'An apply makes it', value: predicted, absent: '' }),
  )
}

const Side = ({ label, value, absent }: { readonly label: string; readonly value: unknown; readonly absent: string }): VNode =>
  h(
    'div',
    null,
    h('dt', null, label),
    h('dd', null, value === undefined ? h('span', { class: 'quiet' }, absent) : h('code', null, valueText(value))),
  )

/** Values of Secrets are hashes or left out: all that is told is whether they are the same. */
const SecretSides = ({ change: { desired, live } }: { readonly change: Difference }): VNode =>
  h(
    'p',
    { class: 'secret' },
    desired !== undefined && JSON.stringify(desired) === JSON.stringify(live)
      ? 'same value'
      : live === undefined && desired !== undefined
        ? 'value removed or changed'
        : 'value changed',
  )

const IgnoreRule = ({ rule }: { readonly rule: NonNullable<Difference['ignoreRule']> }): VNode =>
  h(
    'details',
    null,
    h('summary', null, 'Ignore it from now on'),
    h(
      'dl',
      { class: 'pairs' },
      ...Object.entries(rule).map(([tool, value]) =>
        h('div', { key: tool }, h('dt', null, TOOLS[tool] ?? tool), h('dd', null, h('code', null, valueText(value)))),
      ),
    ),
  )

const TOOLS: Readonly<Record<string, string>> = { own: 'Here', argocd: 'Argo CD', flux: 'Flux' }
