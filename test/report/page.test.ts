import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { embedJson, escapeHtml } from '../../src/report/page/escape-html.ts'
import { script, scriptHash, style, styleHash } from '../../src/report/page/page-assets.generated.ts'
import { preparePage, renderPage } from '../../src/report/index.ts'
import type { PageData } from '../../src/report/index.ts'
import { createRedactor, type Redactor } from '../../src/redact/index.ts'
import { assessApplication } from '../../src/status/index.ts'
import { pageAssets, policyHash, writtenAssets } from '../support/bundle-page.ts'
import { MOMENTS } from '../support/page-of.ts'
import { storefrontPage, storefrontValues } from '../support/storefront-page.ts'
import { hidesNoValue } from '../support/shown.ts'

const at = '2026-11-23T10:00:00Z'
const settings = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'shop', uid: 'u1' },
  data: { level: 'info' },
}
const changed = { ...settings, data: { level: 'debug' } }
const moment = (time: string, live: readonly object[], redactor: Redactor = hidesNoValue) => ({
  at: time,
  assessment: assessApplication({ desired: [settings], live }, { now: time, redactor }),
  live,
})
const valueOf = (data: ReturnType<typeof preparePage>): PageData => {
  if (!data.visible) throw new Error(data.reason)
  return data.value
}

describe('the script and style that pages carry', () => {
  test('are those of client/: run `npm run build:page` where they are not', async () => {
    expect(writtenAssets() === (await pageAssets())).toBe(true)
  })
  test('have the hashes that the policy names', () => {
    expect([scriptHash, styleHash]).toEqual([policyHash(script), policyHash(style)])
  })
  test('leave most of 400 kB to the data', () => expect(script.length + style.length).toBeLessThan(110_000))
})

describe('renderPage', () => {
  test('any JSON stands in the page without ending its element, and is read back as it was', () => {
    const nasty = fc.constantFrom('</script>', '<!--', '<script>', '\u2028', '\u2029', ']]>', '&lt;', '\\u003c', '"', '</ScRiPt ')
    const text = fc.array(fc.oneof(nasty, fc.string({ unit: 'binary' })), { maxLength: 5 }).map(parts => parts.join(''))
    fc.assert(
      fc.property(fc.object({ values: [text, fc.integer(), fc.constant(null)], key: text }), value => {
        const embedded = embedJson(value)
        expect(embedded).not.toMatch(/[<>&\u2028\u2029]/)
        expect(JSON.parse(embedded)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('any title stays a title', () => {
    fc.assert(
      fc.property(fc.string(), title => {
        const html = renderPage(preparePage({ title, moments: [moment(at, [settings])] }))
        const shown = /<title>([\s\S]*?)<\/title>/.exec(html)?.[1]
        expect(shown).toBe(title === '' ? 'Healthy' : `Healthy · ${escapeHtml(title)}`)
        // The script, and the data in its pieces: the first, objects, details, manifests.
        expect(html.match(/<\/script>/g)).toHaveLength(5)
        expect(html.match(/<script>/g)).toHaveLength(1)
      }),
      { numRuns: 25 },
    )
  })

  test('of withheld content says that it is withheld, and nothing else', () => {
    const data = preparePage({ title: 'shop', moments: [moment(at, [changed], createRedactor('unknown'))] })
    expect(data).toEqual({ visible: false, reason: expect.any(String) })
    const html = renderPage(data)
    expect(html).toContain('<title>Withheld</title>')
    expect(html).not.toContain('settings')
    expect(html).not.toContain('debug')
  })

  test('depends on its arguments alone, and takes a theme', () => {
    const data = preparePage({ moments: [moment(at, [settings])] })
    expect(renderPage(data)).toBe(renderPage(data))
    expect(renderPage(data, { theme: 'dark' })).toContain('<html lang="en" data-theme="dark">')
  })

  test('refuses what preparePage did not make', () => {
    expect(() => renderPage({} as never)).toThrow(/^data: expected what preparePage returns, or a list of it, got an object$/)
  })
})

describe('preparePage', () => {
  test('holds an object once while it stays the same, and its manifest as well', () => {
    const later = '2026-11-23T10:00:05Z'
    const data = valueOf(preparePage({ moments: [moment(at, [changed]), moment(later, [changed]), moment(later, [settings])] }))
    expect(data.moments.map(({ objects }) => objects)).toEqual([[0], [0], [1]])
    expect(data.manifests).toHaveLength(2)
  })

  test('leaves out patches, which are raw by nature, and shows hashes for the values of Secrets', () => {
    const data = valueOf(preparePage(storefrontPage(MOMENTS.drift, { redactor: createRedactor([], { secrets: { salt: 's' } }) })))
    const text = JSON.stringify(data)
    expect(text).not.toContain('"patch"')
    for (const value of storefrontValues)
      expect(JSON.stringify(data.objects.filter(({ ref }) => ref.kind === 'Secret'))).not.toContain(value)
    const secret = data.objects.find(({ ref }) => ref.kind === 'Secret')
    expect(data.manifests[data.details[secret?.details ?? -1]?.manifest ?? -1]).toMatch(/password: \S{44}\n/)
  })

  test('without a salt the manifest of a Secret is withheld, and the rest shown', () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'shop' }, data: { password: 'c2VjcmV0' } }
    const assessment = assessApplication({ desired: [secret], live: [secret] }, { now: at, redactor: hidesNoValue })
    const data = valueOf(preparePage({ moments: [{ at, assessment, live: [secret], desired: [secret] }] }))
    expect(data.objects[0]).toMatchObject({ status: 'In Sync' })
    const [details] = data.details
    expect(details).toMatchObject({ withheld: 'no-salt' })
    expect([details?.manifest, details?.applied]).toEqual([undefined, undefined])
    expect(JSON.stringify(data)).not.toContain('c2VjcmV0')
  })

  test('sensitive values vanish from all texts, while the fields and words of the page stay, also where they are such values', () => {
    const values = ['debug', 'status', 'objects', 'message', 'Degraded', 'settings']
    const data = valueOf(
      preparePage({
        title: 'settings',
        moments: [moment(at, [changed], createRedactor(values))],
        marks: [{ at, kind: 'edit', title: 'sets debug' }],
      }),
    )
    expect(Object.keys(data)).toEqual(['title', 'moments', 'objects', 'details', 'manifests', 'thresholds', 'incidents', 'marks'])
    expect(data.objects[0]).toMatchObject({ status: 'Out of Sync', health: { status: 'NotApplicable' }, ref: { name: '********' } })
    expect(JSON.stringify(data)).not.toMatch(/debug|"settings"/)
  })
})
