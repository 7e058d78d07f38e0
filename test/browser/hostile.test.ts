import { describe, expect, test } from 'vitest'
import { createOpener, hasChromium, rowTexts } from '../support/chromium.ts'
import { MOMENTS, htmlOf, storefrontHtml } from '../support/page-of.ts'
import { storefrontValues } from '../support/storefront-page.ts'

const MARKUP =
  '</script><script>globalThis.pwned = 1</script><!-- <script> <img src=x onerror="globalThis.pwned = 1"> \u2028 \u2029 {{1}} ${1}'

const hostile = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: `a${MARKUP}`,
    namespace: 'shop',
    labels: { [MARKUP]: MARKUP },
    annotations: { note: `javascript:${MARKUP}` },
    uid: 'u1',
  },
  data: { __proto__: MARKUP, constructor: MARKUP, 'page.html': `<!doctype html>\n${MARKUP}\n` },
}

test('no sensitive value is anywhere in the file', () => {
  const html = storefrontHtml(MOMENTS.end, { timeline: true })
  for (const value of storefrontValues) {
    expect(html).not.toContain(value)
    expect(html).not.toContain(Buffer.from(value).toString('base64').replace(/=+$/, ''))
  }
})

describe.skipIf(!hasChromium)('content that looks like a page', () => {
  const open = createOpener()

  test('shows as text, everywhere', async () => {
    const { page, complaints } = await open(htmlOf([{ ...hostile, data: {} } as never], [hostile], { title: MARKUP }))
    expect((await rowTexts(page))[0]).toContain('</script><script>globalThis.pwned = 1</script>')
    expect(await page.locator('h1').innerText()).toContain('<img src=x')
    await page.locator('.rows .row').first().click()
    for (const tab of ['Why', 'Changes', 'Summary', 'Events', 'Logs', 'Manifest']) {
      await page.getByRole('tab', { name: tab }).click()
      expect(await page.locator('.panel script, .panel img').count()).toBe(0)
    }
    expect(await page.locator('.yaml').innerText()).toContain('</script><script>globalThis.pwned = 1</script>')
    expect(await page.evaluate(() => (globalThis as unknown as { pwned?: number }).pwned)).toBeUndefined()
    expect(await page.locator('script:not([type="application/json"])').count()).toBe(1)
    expect(complaints).toEqual([])
  })

  test('could not run even if it got in: the policy forbids scripts, styles, requests and HTML from text', async () => {
    const { page, complaints } = await open(storefrontHtml(MOMENTS.healthy))
    const tried = await page.evaluate<readonly string[]>(`(async () => {
      const outcomes = []
      const attempt = async (name, act) => {
        try {
          await act()
          outcomes.push(name + ' did not throw')
        } catch {
          outcomes.push(name + ' threw')
        }
      }
      await attempt('innerHTML', () => (document.body.innerHTML = '<img src=x>'))
      await attempt('fetch', async () => fetch('https://example.com/'))
      await attempt('script', () => (document.createElement('script').textContent = 'globalThis.pwned = 1'))
      return outcomes
    })()`)
    expect(tried).toEqual(['innerHTML threw', 'fetch threw', 'script threw'])
    expect(complaints.filter(complaint => complaint.startsWith('request'))).toEqual([])
  })
})
