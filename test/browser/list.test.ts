import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { beforeAll, describe, expect, test } from 'vitest'
import { createRedactor } from '../../src/redact/index.ts'
import { preparePage, renderPage } from '../../src/report/index.ts'
import { assessApplication } from '../../src/status/index.ts'
import { createOpener, hasChromium, rowTexts, sees } from '../support/chromium.ts'
import { hidesNoValue } from '../support/shown.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const AT = '2026-11-23T10:00:00Z'
const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' }, data: { colour: 'red' } }

const one = (title: string, live: readonly object[], source = '') => {
  const observed = live.map(object => ({ object: object as typeof settings, source }))
  const assessment = assessApplication(
    { deployments: [{ id: '1', state: 'succeeded', steps: [{ id: '', state: 'applied', source, desired: [settings] }] }], live: observed },
    { now: AT, redactor: hidesNoValue, complete: ['ConfigMap'] },
  )
  return preparePage({ title, moments: [{ at: AT, assessment, live: observed }] })
}

/** One application that two clusters have. */
const both = () => {
  const live = ['eu', 'us'].map(source => ({ object: source === 'eu' ? settings : { ...settings, data: { colour: 'blue' } }, source }))
  const steps = ['eu', 'us'].map(source => ({ id: source, state: 'applied' as const, source, desired: [settings] }))
  const assessment = assessApplication({ deployments: [{ id: '1', state: 'succeeded', steps }], live }, { now: AT, redactor: hidesNoValue })
  return preparePage({ title: 'till', moments: [{ at: AT, assessment, live }] })
}

const withheld = () => {
  const assessment = assessApplication({ desired: [settings], live: [] }, { now: AT, redactor: createRedactor('unknown') })
  return preparePage({ title: 'hidden', moments: [{ at: AT, assessment }] })
}

describe.skipIf(!hasChromium)('a page of several applications', () => {
  const open = createOpener()
  let html = ''
  beforeAll(() => {
    html = renderPage([one('shop', [settings], 'eu'), one('</script><b>bank', [], 'eu'), both(), withheld()], { title: 'payments' })
  })

  test('lists them worst first, opens each as a page of its own, and leads back', async () => {
    const { page, complaints } = await open(html)
    expect(await page.title()).toBe('Missing · payments')
    await sees(
      page,
      'header.top',
      /^Missing payments 4 applications in 2 clusters: 1 Missing, 1 Out of Sync, 1 Healthy, 1 without a status/,
    )
    const entries = await page.locator('.entry').allInnerTexts()
    expect(entries.map(text => text.replaceAll(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^Missing <\/script><b>bank 1 problem 0 of 1 well$/),
      expect.stringMatching(/^Out of Sync till eu, us 1 object drifted 1 of 2 well$/),
      expect.stringMatching(/^Healthy shop eu /),
      expect.stringMatching(/Withheld$/),
    ])
    await page.locator('.entry').nth(1).click()
    await sees(page, 'header.top', /^Out of Sync till 1 object drifted/)
    expect(await page.title()).toBe('Out of Sync · till')
    expect((await rowTexts(page))[0]).toMatch(/settings ConfigMap · us/)
    await page.locator('.rows .row').first().click()
    await sees(page, '.drawer', /settings/)
    await page.getByRole('link', { name: 'All 4 applications' }).click()
    await sees(page, 'header.top', /4 applications/)
    await page.locator('.entry').last().click()
    await sees(page, 'main', /Withheld/)
    await page.goBack()
    await sees(page, 'header.top', /4 applications/)
    expect(complaints).toEqual([])
  })

  test('opens at the application that its address names', async () => {
    const { page } = await open(html, { fragment: '#a0' })
    await sees(page, 'header.top', /^Healthy shop/)
    expect(await page.title()).toBe('Healthy · shop')
  })

  test.each(['light', 'dark'] as const)('axe finds nothing serious in %s colours, wide or on a phone', async colorScheme => {
    for (const viewport of [
      { width: 1360, height: 800 },
      { width: 390, height: 844 },
    ]) {
      const { page } = await open(html, { colorScheme, viewport })
      await page.evaluate(axe)
      for (const reach of [async () => undefined, async () => page.locator('.entry').nth(1).click()]) {
        await reach()
        const found = await page.evaluate(
          async () =>
            (await (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; impact: string }[] }> } }).axe.run())
              .violations,
        )
        expect(found.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual([])
      }
    }
  })
})
