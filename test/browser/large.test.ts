import { describe, expect, test } from 'vitest'
import { createOpener, hasChromium, sees } from '../support/chromium.ts'
import { htmlOf } from '../support/page-of.ts'

const COUNT = 2000
const objects = Array.from({ length: COUNT }, (_, index) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: `settings-${index}`, namespace: `team-${index % 40}`, uid: `u${index}`, creationTimestamp: '2026-11-23T09:00:00Z' },
  data: { level: index % 100 === 0 ? 'debug' : 'info', text: 'some text\n'.repeat(5) },
}))
const desired = objects.map(object => ({ ...object, data: { ...object.data, level: 'info' } }))

describe.skipIf(!hasChromium)('2,000 objects', () => {
  const open = createOpener()

  test('only what can be seen is drawn, and keys, scrolling and search answer at once', async () => {
    const { page, complaints } = await open(htmlOf(desired, objects))
    await sees(page, '.shown', `${COUNT} rows`)
    expect(await page.locator('.rows .row').count()).toBeLessThan(40)
    await page.locator('#objects').focus()
    await page.keyboard.press('End')
    await sees(page, '.row.active', /settings-1999/)
    await page.locator('#objects').evaluate(element => ((element as unknown as { scrollTop: number }).scrollTop = 40_000))
    await expect.poll(() => page.locator('.rows .row').first().getAttribute('aria-rowindex').then(Number)).toBeGreaterThan(500)
    expect(await page.locator('.rows .row').count()).toBeLessThan(40)
    expect(complaints).toEqual([])
    // How long the page is busy with one key of a search, with all rows to look through; the machine is slow and shared.
    const busy = await page.evaluate<number>(`(async () => {
      const input = document.querySelector('#search')
      const times = []
      for (const text of ['s', 'se', 'settings-19', 'settings-199', '']) {
        const start = performance.now()
        input.value = text
        input.dispatchEvent(new Event('input', { bubbles: true }))
        await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
        times.push(performance.now() - start)
      }
      return times.sort((a, b) => a - b)[2]
    })()`)
    expect(busy).toBeLessThan(250)
  })

  test('scrolling through all of them takes less than a frame of the processor at each step', async () => {
    const { page } = await open(htmlOf(desired, objects))
    await sees(page, '.shown', `${COUNT} rows`)
    // Time on the processor, so that what else the machine does is not counted.
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const spent = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics')
      return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
    }
    const [before, steps] = [await spent(), 60]
    await page.evaluate(`(async () => {
      for (let step = 0; step < ${steps}; step++) {
        document.querySelector('#objects').scrollTop += 1400
        await new Promise(requestAnimationFrame)
      }
    })()`)
    expect((await spent()) - before).toBeLessThan(steps * 33)
    expect(Number(await page.locator('.rows .row').last().getAttribute('aria-rowindex'))).toBeGreaterThan(1800)
  })
})
