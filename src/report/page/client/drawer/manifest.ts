import type { PageObject } from '../../page-data.ts'
import { BothManifests } from './both-manifests.ts'
import { Fragment, h, useMemo, useState } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'
import { Icon } from '../parts/icons.ts'
import { Nothing, Withheld } from './panel.ts'
import type { PanelProps } from './panel.ts'
import { addedByOthers } from '../parts/words.ts'
import { markedLines, yamlLines } from './yaml-lines.ts'
import type { YamlLine } from './yaml-lines.ts'

/** More lines than these are drawn on demand. */
const SHOWN = 1500

const MARKS = { changed: 'differs from what was deployed', added: 'added by others', gap: 'a field is missing below' } as const

/** Shows the manifest as applied beside the live one where both are known and differ, or either by itself. */
export const Manifest = (props: PanelProps): VNode => {
  const { data, object, now } = props
  const { manifest, applied, withheld } = data.details(object)
  const [live, wanted] = [data.manifest(manifest), data.manifest(applied)]
  const [both, setBoth] = useState(object.differences.length > 0)
  if (live === undefined)
    return wanted === undefined
      ? withheld === undefined
        ? h(Nothing, { text: 'There is no live manifest.' })
        : h(Withheld, { reason: withheld })
      : h(Fragment, null, h('p', { class: 'legend' }, 'As it was applied; it is not live'), h(OneManifest, { text: wanted, object }))
  if (wanted === undefined) return h(OneManifest, { text: live, object })
  return h(
    Fragment,
    null,
    h(
      'div',
      { class: 'views', role: 'group', 'aria-label': 'Manifest' },
      h('button', { type: 'button', 'aria-pressed': both, onClick: () => setBoth(true) }, 'Applied and live'),
      h('button', { type: 'button', 'aria-pressed': !both, onClick: () => setBoth(false) }, 'Live'),
    ),
    both ? h(BothManifests, { applied: wanted, live, object, now }) : h(OneManifest, { text: live, object }),
  )
}

/** One manifest; lines that differ are marked in the margin. */
const OneManifest = ({ text, object }: { readonly text: string; readonly object: PageObject }): VNode => {
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set())
  const [all, setAll] = useState(false)
  const lines = useMemo(() => yamlLines(text), [text])
  const marks = useMemo(() => findMarks(lines, object), [lines, object])
  const visible = visibleLines(lines, folded)
  const toggle = (index: number): void =>
    setFolded(new Set(folded.has(index) ? [...folded].filter(line => line !== index) : [...folded, index]))
  return h(
    Fragment,
    null,
    h(Legend, { marks }),
    h(
      'ol',
      { class: 'yaml' },
      (all ? visible : visible.slice(0, SHOWN)).map(index =>
        h(Line, { key: index, index, line: lines[index], mark: marks.get(index), folded: folded.has(index), onToggle: toggle }),
      ),
    ),
    !all && visible.length > SHOWN
      ? h('button', { type: 'button', onClick: () => setAll(true) }, `Show ${visible.length - SHOWN} more lines`)
      : undefined,
  )
}

const findMarks = (lines: readonly YamlLine[], object: PanelProps['object']): ReadonlyMap<number, keyof typeof MARKS> => {
  const added = markedLines(
    lines,
    addedByOthers(object).map(({ pointer }) => pointer),
  )
  const changed = markedLines(
    lines,
    object.differences.map(({ pointer }) => pointer),
  )
  return new Map<number, keyof typeof MARKS>([...[...added].map(([line]) => [line, 'added'] as const), ...changed])
}

const visibleLines = (lines: readonly YamlLine[], folded: ReadonlySet<number>): readonly number[] => {
  const visible: number[] = []
  for (let index = 0; index < lines.length; index++) {
    visible.push(index)
    if (folded.has(index)) index = lines[index]?.end ?? index
  }
  return visible
}

const Legend = ({ marks }: { readonly marks: ReadonlyMap<number, keyof typeof MARKS> }): VNode =>
  h(
    'p',
    { class: 'legend' },
    [...new Set(marks.values())].map(mark => h('span', { key: mark, class: `mark-${mark}` }, MARKS[mark])),
  )

interface LineProps {
  readonly index: number
  readonly line: YamlLine | undefined
  readonly mark: keyof typeof MARKS | undefined
  readonly folded: boolean
  readonly onToggle: (index: number) => void
}

const Line = ({ index, line, mark, folded, onToggle }: LineProps): VNode =>
  h(
    'li',
    { class: mark === undefined ? '' : `mark-${mark}`, title: mark === undefined ? undefined : MARKS[mark] },
    line === undefined || line.end === index
      ? h('span', { class: 'fold' })
      : h(
          'button',
          {
            type: 'button',
            class: 'bare fold',
            'aria-expanded': !folded,
            'aria-label': `Lines under line ${index + 1}`,
            onClick: () => onToggle(index),
          },
          h(Icon, { name: 'chevron', turn: !folded }),
        ),
    h(
      'span',
      { class: 'code' },
      line?.tokens.map((token, place) => h('span', { key: place, class: `y-${token.kind}` }, token.text)),
      folded && line !== undefined ? h('span', { class: 'quiet' }, ` … ${line.end - index} lines`) : undefined,
    ),
  )
