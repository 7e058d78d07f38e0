import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { MOMENTS } from './page-of.ts'

/** Takes the pictures of docs/images: the page that `npm run demo:page` makes, at its most telling moments. `npm run images` runs it. */
const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'images-'))

/** What a newcomer gets from the command line. */
const pageAt = (moment: string): string => {
  const html = execFileSync('npm', ['run', '--silent', 'demo:page', '--', '--now', moment], { cwd: root, maxBuffer: 2 ** 26 })
  const file = join(folder, 'page.html')
  writeFileSync(file, html)
  return pathToFileURL(file).href
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, colorScheme: 'light' })
for (const [name, moment] of Object.entries({ healthy: MOMENTS.healthy, drift: MOMENTS.drift, 'release-2': MOMENTS.release2 })) {
  await page.goto(pageAt(moment))
  await page.locator('.rows .row').first().waitFor()
  await page.screenshot({ path: join(root, 'docs/images', `${name}.png`) })
  if (name !== 'release-2') continue
  await page.locator('.rows .row').first().click()
  await page.mouse.move(0, 0)
  await page.screenshot({ path: join(root, 'docs/images', `${name}-why.png`) })
}
await browser.close()
rmSync(folder, { recursive: true })
