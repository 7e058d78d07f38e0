import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'

const executablePath = '/usr/bin/chromium'

/** True where Debian's Chromium is installed; without it the tests that need it skip. */
export const hasChromium: boolean = existsSync(executablePath)
if (!hasChromium) console.warn('chromium is not installed: the tests of the page in a browser are skipped')

/** What a browser does of its own accord is switched off, so that every request that is seen is the page's. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A page that was opened from a file, and what it did that it should not. */
export interface Opened {
  readonly page: Page
  /** Console messages, errors, and requests beyond the file itself. */
  readonly complaints: readonly string[]
}

/** Opens HTML from files in a browser, which is closed after the tests of this file. */
export const createOpener = (): ((html: string, options?: BrowserContextOptions & { readonly fragment?: string }) => Promise<Opened>) => {
  const folder = mkdtempSync(join(tmpdir(), 'page-'))
  let browser: Promise<Browser> | undefined
  let files = 0
  afterAll(async () => {
    await (await browser)?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return async (html, { fragment = '', ...options } = {}) => {
    browser ??= chromium.launch({ executablePath, args })
    const context = await (await browser).newContext({ viewport: { width: 1360, height: 800 }, ...options })
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    const complaints: string[] = []
    const file = join(folder, `${files++}.html`)
    writeFileSync(file, html)
    const url = pathToFileURL(file).href
    page.on('console', message => complaints.push(`console ${message.type()}: ${message.text()}`))
    page.on('pageerror', error => complaints.push(`error: ${error.message}`))
    page.on('request', request => {
      // The worker of the playground is a text of the page itself.
      if (request.url().split('#')[0] !== url && !/^(?:data|blob):/.test(request.url())) complaints.push(`request: ${request.url()}`)
    })
    await page.goto(url + fragment)
    return { page, complaints }
  }
}

/** The texts of the rows that are drawn, one line each. */
export const rowTexts = async (page: Page): Promise<readonly string[]> =>
  (await page.locator('.rows .row').all()).length === 0
    ? []
    : (await page.locator('.rows .row').allInnerTexts()).map(text => text.replaceAll(/\s+/g, ' ').trim())

/** Waits until the page says so; on failure the message shows what it says. */
export const sees = async (page: Page, selector: string, text: string | RegExp): Promise<void> => {
  await expect
    .poll(async () => (await page.locator(selector).first().innerText()).replaceAll(/\s+/g, ' '), { timeout: 30_000 })
    .toMatch(text)
}
