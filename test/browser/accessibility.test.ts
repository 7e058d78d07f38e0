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
  const found = await page.evaluate(
    async () => (await (globalThis as unknown as { axe: { run: () => Promise<{ violations: unknown }> } }).axe.run()).violations,
  )
  return (found as readonly Violation[])
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`)
}

/** One after the other, each from the one before. */
const STATES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  table: async () => undefined,
  empty: async page => page.locator('#search').fill('nothing like it'),
  filtered: async page => {
    await page.locator('#search').fill('')
    await page.getByRole('button', { name: /^Edited by others ?\d/ }).click()
  },
  tree: async page => page.getByRole('button', { name: 'Tree' }).click(),
  why: async page => {
    await page.getByRole('button', { name: /^All ?\d/ }).click()
    await page.locator('.rows .row').first().click()
  },
  ...Object.fromEntries(['Summary', 'Events'].map(tab => [tab, async (page: Page) => page.getByRole('tab', { name: tab }).click()])),
  changes: async page => {
    await page.locator('.rows .row', { hasText: 'mesh-injector' }).first().click()
    await page.getByRole('tab', { name: 'Changes' }).click()
  },
  manifest: async page => page.getByRole('tab', { name: 'Manifest' }).click(),
  logs: async page => {
    await page.locator('.rows .row', { hasText: 'StatefulSet' }).first().click()
    await page.getByRole('tab', { name: 'Logs' }).click()
  },
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
    const { page } = await open(release2 ?? '', { colorScheme })
    await page.evaluate(axe)
    for (const [state, reach] of Object.entries(STATES)) {
      await reach(page)
      expect({ state, found: await violations(page) }).toEqual({ state, found: [] })
    }
  })

  test.each(['light', 'dark'] as const)('in %s colours, on the timeline, on a phone and in the playground', async colorScheme => {
    const wide = await open(timeline ?? '', { colorScheme })
    await wide.page.evaluate(axe)
    expect({ state: 'timeline', found: await violations(wide.page) }).toEqual({ state: 'timeline', found: [] })
    const phone = await open(release2 ?? '', { colorScheme, viewport: { width: 390, height: 844 } })
    await phone.page.evaluate(axe)
    expect({ state: 'phone', found: await violations(phone.page) }).toEqual({ state: 'phone', found: [] })
    await phone.page.locator('.rows .row').first().click()
    expect({ state: 'sheet', found: await violations(phone.page) }).toEqual({ state: 'sheet', found: [] })
    const play = await open(empty ?? '', { colorScheme })
    await play.page.evaluate(axe)
    expect({ state: 'playground', found: await violations(play.page) }).toEqual({ state: 'playground', found: [] })
    await play.page.getByRole('button', { name: 'Show an example' }).click()
    await play.page.locator('.rows .row').first().waitFor()
    expect({ state: 'playground with answers', found: await violations(play.page) }).toEqual({
      state: 'playground with answers',
      found: [],
    })
  })
})
