import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { playground } from '../support/bundle-page.ts'
import { createOpener, hasChromium } from '../support/chromium.ts'
import { MOMENTS, storefrontHtml } from '../support/page-of.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

/** What axe finds that is serious or critical, readable in a failure. */
const violations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe)
  const found = await page.evaluate(
    async () => (await (globalThis as unknown as { axe: { run: () => Promise<{ violations: unknown }> } }).axe.run()).violations,
  )
  return (found as readonly Violation[])
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`)
}

const STATES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  table: async () => undefined,
  tree: async page => page.getByRole('button', { name: 'Tree' }).click(),
  filtered: async page => page.getByRole('button', { name: /^Degraded ?\d/ }).click(),
  empty: async page => page.locator('#search').fill('nothing like it'),
  ...Object.fromEntries(
    ['Why', 'Changes', 'Summary', 'Events', 'Logs', 'Manifest'].map(tab => [
      `the tab ${tab}`,
      async (page: Page) => {
        await page
          .locator('.rows .row', { hasText: tab === 'Logs' ? 'StatefulSet' : 'Deployment' })
          .nth(tab === 'Changes' || tab === 'Manifest' ? 1 : 0)
          .click()
        await page.getByRole('tab', { name: tab }).click()
      },
    ]),
  ),
}

describe.skipIf(!hasChromium)('axe finds nothing serious', () => {
  const open = createOpener()
  let [release2, timeline, empty]: string[] = []
  beforeAll(async () => {
    release2 = storefrontHtml(MOMENTS.release2)
    timeline = storefrontHtml(MOMENTS.release2, { timeline: true })
    empty = await playground()
  })

  test.each(['light', 'dark'] as const)('in %s colours, in any state of the page', async colorScheme => {
    for (const [state, reach] of Object.entries(STATES)) {
      const { page } = await open(release2 ?? '', { colorScheme })
      await reach(page)
      expect(await violations(page), state).toEqual([])
      await page.close()
    }
  })

  test.each(['light', 'dark'] as const)('in %s colours, on the timeline, on a phone and in the playground', async colorScheme => {
    const wide = await open(timeline ?? '', { colorScheme })
    expect(await violations(wide.page), 'timeline').toEqual([])
    const phone = await open(release2 ?? '', { colorScheme, viewport: { width: 390, height: 844 } })
    expect(await violations(phone.page), 'phone').toEqual([])
    await phone.page.locator('.rows .row').first().click()
    expect(await violations(phone.page), 'sheet').toEqual([])
    const play = await open(empty ?? '', { colorScheme })
    expect(await violations(play.page), 'playground').toEqual([])
    await play.page.getByRole('button', { name: 'Show an example' }).click()
    await play.page.locator('.rows .row').first().waitFor()
    expect(await violations(play.page), 'playground with answers').toEqual([])
  })
})
