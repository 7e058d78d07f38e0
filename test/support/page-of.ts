import type { KubeObject } from '../../src/model/kube-object.ts'
import { createRedactor } from '../../src/redact/index.ts'
import { preparePage, renderPage } from '../../src/report/index.ts'
import { assessApplication } from '../../src/status/index.ts'
import type { AssessOptions } from '../../src/status/index.ts'
import { hidesNoValue } from './shown.ts'
import { storefrontPage, storefrontValues } from './storefront-page.ts'

/** The page of the storefront at some moment, past a redactor that knows its secrets. */
export const storefrontHtml = (until: string, options: { readonly timeline?: boolean } = {}): string => {
  const redactor = createRedactor(storefrontValues, { secrets: { salt: 'Projects-1/Environments-2' } })
  return renderPage(preparePage(storefrontPage(until, { ...options, redactor })))
}

/** Moments of the storefront that people ask about. */
export const MOMENTS = {
  healthy: '2026-11-22T08:45:58Z',
  drift: '2026-11-22T08:46:33.5Z',
  release2: '2026-11-22T08:47:30Z',
  end: '2026-11-22T08:48:28.125Z',
} as const

/** The page of some desired and live objects. */
export const htmlOf = (
  desired: readonly KubeObject[],
  live: readonly KubeObject[],
  { title = 'test', ...options }: AssessOptions & { readonly title?: string } = {},
): string => {
  const at = '2026-11-23T10:00:00Z'
  const assessment = assessApplication({ desired, live }, { now: at, redactor: hidesNoValue, ...options })
  return renderPage(preparePage({ title, moments: [{ at, assessment, live, desired }] }))
}
