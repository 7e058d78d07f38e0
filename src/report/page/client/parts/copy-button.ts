import { h, useState } from './dom.ts'
import type { VNode } from './dom.ts'

/** Copies a text where the browser lets it; what is shown beside it can be selected everywhere. */
export const CopyButton = ({ text, of }: { readonly text: () => string; readonly of: string }): VNode => {
  const [copied, setCopied] = useState(false)
  const copy = (): void => {
    void navigator.clipboard?.writeText(text()).then(
      () => setCopied(true),
      () => undefined,
    )
  }
  return h('button', { type: 'button', class: 'bare copy', 'aria-label': `Copy ${of}`, onClick: copy }, copied ? 'Copied' : 'Copy')
}
