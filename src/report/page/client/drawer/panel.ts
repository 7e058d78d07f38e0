import type { PageMoment, PageObject } from '../../page-data.ts'
import type { PageSource } from '../parts/page-source.ts'
import { h } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'

/** Given to each tab of the drawer. */
export interface PanelProps {
  readonly data: PageSource
  readonly object: PageObject
  readonly moment: PageMoment
  /** The moment that is shown. */
  readonly now: string
  /** Goes to another object: a child, or a cause. */
  readonly onGo: (object: PageObject) => void
}

const REASONS: Readonly<Record<string, string>> = {
  'no-salt': 'its values could not be hashed: no salt was given',
  unknown: 'the sensitive values are not known',
  incomplete: 'not all sensitive values are known',
  stale: 'the sensitive values are older than the content',
  'weak-values': 'values are too short or too common to be hidden',
  'low-entropy-secret': 'a short value stands there so often that the gaps would spell it',
}

/** In place of what may not be shown. */
export const Withheld = ({ reason }: { readonly reason: string }): VNode => h('p', { class: 'empty' }, `Withheld: ${withheldText(reason)}.`)

/** A reason, perhaps with the names of the values at fault behind it. */
const withheldText = (reason: string): string => {
  const [code = ''] = reason.split(' ', 1)
  return Object.hasOwn(REASONS, code) ? `${REASONS[code] ?? code}${reason.slice(code.length)}` : reason
}

/** In place of nothing. */
export const Nothing = ({ text }: { readonly text: string }): VNode => h('p', { class: 'empty' }, text)
