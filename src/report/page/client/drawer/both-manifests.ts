import type { PageObject } from '../../page-data.ts'
import { Fragment, h, useMemo, useState } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'
import { When } from '../parts/prose.ts'
import { foldPairs, pairLines } from './side-by-side.ts'
import type { Pair, Stretch } from './side-by-side.ts'
import type { YamlLine } from './yaml-lines.ts'

/** The two manifests that are compared. */
export interface BothProps {
  readonly applied: string
  readonly live: string
  readonly object: PageObject
  readonly now: string
}

/** Shows the manifest as applied beside the live one: differing lines with who and when, the others folded. */
export const BothManifests = ({ applied, live, object, now }: BothProps): VNode => {
  const stretches = useMemo(() => foldPairs(pairLines(applied, live, object)), [applied, live, object])
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  return h(
    'div',
    { class: 'both' },
    h('div', { class: 'pair sides-head' }, h('strong', null, 'Applied'), h('strong', null, 'Live')),
    stretches.map((stretch, index) =>
      stretch.folded && !opened.has(index)
        ? h(
            'button',
            { key: index, type: 'button', class: 'unfold', 'aria-expanded': false, onClick: () => setOpened(new Set([...opened, index])) },
            foldedText(stretch),
          )
        : h(
            Fragment,
            { key: index },
            stretch.pairs.map((pair, place) => h(PairRow, { key: place, pair, now })),
          ),
    ),
  )
}

const foldedText = ({ pairs }: Stretch): string => {
  const made = pairs.filter(({ kind }) => kind === 'made').length
  const same = pairs.length - made
  const parts = [
    ...(same === 0 ? [] : [`${same} ${same === 1 ? 'line' : 'lines'} the same`]),
    ...(made === 0 ? [] : [`${made} that the cluster filled in or spells its way`]),
  ]
  return parts.join(', ')
}

const PairRow = ({ pair: { kind, applied, live, change }, now }: { readonly pair: Pair; readonly now: string }): VNode =>
  h(
    Fragment,
    null,
    change === undefined
      ? undefined
      : h(
          'p',
          { class: 'who' },
          change.by === undefined ? 'nobody is recorded for it' : h('strong', null, change.by.manager),
          change.by?.since === undefined ? undefined : h(Fragment, null, ' · ', h(When, { time: change.by.since, now })),
          kind === 'added' ? ' · an apply leaves it' : '',
        ),
    h(
      'div',
      { class: `pair is-${kind}` },
      h(SideLine, { line: applied, sign: kind === 'same' ? '' : 'applied' }),
      h(SideLine, { line: live, sign: kind === 'same' ? '' : 'live' }),
    ),
  )

const SideLine = ({ line, sign }: { readonly line: YamlLine | undefined; readonly sign: string }): VNode =>
  h(
    'span',
    { class: `code ${sign}${line === undefined ? ' none' : ''}` },
    line?.tokens.map((token, place) => h('span', { key: place, class: `y-${token.kind}` }, token.text)),
  )
