import type { PageData, PageObject } from '../../page-data.ts'
import { h } from '../parts/dom.ts'
import type { VNode } from '../parts/dom.ts'

/** What each tab of the drawer gets. */
export interface PanelProps {
  readonly data: PageData
  readonly object: PageObject
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
}

/** In place of what may not be shown. */
export const Withheld = ({ reason }: { readonly reason: string }): VNode =>
  h('p', { class: 'empty' }, `Withheld: ${Object.hasOwn(REASONS, reason) ? (REASONS[reason] ?? reason) : reason}.`)

/** In place of nothing. */
export const Nothing = ({ text }: { readonly text: string }): VNode => h('p', { class: 'empty' }, text)
