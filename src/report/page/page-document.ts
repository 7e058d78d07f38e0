import { escapeHtml } from './escape-html.ts'

/** The parts of a page that stands alone. */
export interface PageDocument {
  readonly title: string
  /** Shown to readers that run no scripts. */
  readonly fallback: string
  readonly script: Asset
  readonly style: Asset
  /** Data that scripts read and nothing runs: JSON, made fit for HTML by `embedJson`, and for the playground the text of its worker. */
  readonly data?: readonly { readonly id: string; readonly text: string; readonly type?: string }[]
  /** Directives of the policy that allow more than the rest do. */
  readonly allow?: readonly string[]
  readonly theme?: 'light' | 'dark'
  /** A drawing in one colour, as a path and a colour of CSS. */
  readonly icon?: { readonly path: string; readonly colour: string; readonly line: boolean }
}

interface Asset {
  readonly text: string
  /** As a content security policy names it. */
  readonly hash: string
}

/**
 * One HTML file that asks nobody for anything: the policy forbids every request and every script and style but its own, and that text
 * becomes code (Trusted Types).
 */
export const pageDocument = ({ title, fallback, script, style, data = [], allow, theme, icon }: PageDocument): string => {
  const policy = [
    `default-src 'none'`,
    `script-src '${script.hash}'`,
    `style-src '${style.hash}'`,
    'img-src data:',
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
    ...(allow ?? [`trusted-types 'none'`]),
  ].join('; ')
  return [
    '<!doctype html>',
    `<html lang="en"${theme === undefined ? '' : ` data-theme="${theme}"`}>`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(title)}</title>`,
    ...(icon === undefined ? [] : [`<link rel="icon" href="${escapeHtml(iconUrl(icon))}">`]),
    `<style>${style.text}</style>`,
    '</head>',
    '<body>',
    '<div id="app"></div>',
    `<noscript>${escapeHtml(fallback)}</noscript>`,
    ...data.map(({ id, text, type = 'application/json' }) => `<script type="${type}" id="${id}">${text}</script>`),
    `<script>${script.text}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

const iconUrl = ({ path, colour, line }: NonNullable<PageDocument['icon']>): string => {
  const paint = line ? `fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"` : `fill="${colour}"`
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path ${paint} d="${path}"/></svg>`)}`
}
