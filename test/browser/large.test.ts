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

/** Script that begins to count the rows that are drawn; what it gives ends it and tells. */
const COUNT_ROWS = `(() => {
  const rows = new Set()
  const note = records => {
    for (const { target } of records) {
      const row = (target.nodeType === 1 ? target : target.parentElement)?.closest('.row')
      if (row) rows.add(row)
    }
    for (const { addedNodes } of records) for (const node of addedNodes) if (node.nodeType === 1) for (const row of node.matches('.row') ? [node] : node.querySelectorAll('.row')) rows.add(row)
  }
  const observer = new MutationObserver(note)
  observer.observe(document.querySelector('#objects'), { subtree: true, childList: true, characterData: true, attributes: true })
  return () => {
    note(observer.takeRecords())
    observer.disconnect()
    return rows.size
  }
})()`

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
    // Each key of a search looks through all rows, and draws what can be seen once: counted, because how long it takes is the machine's.
    const drawn = await page.evaluate<number[]>(`(async () => {
      const input = document.querySelector('#search')
      const counts = []
      for (const text of ['s', 'se', 'settings-19', 'settings-199', '']) {
        const rows = ${COUNT_ROWS}
        input.value = text
        input.dispatchEvent(new Event('input', { bubbles: true }))
        await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
        counts.push(rows())
      }
      return counts
    })()`)
    expect(Math.max(...drawn)).toBeLessThan(80)
  })

  test('scrolling through all of them draws at each step only the rows that come into sight', async () => {
    const { page } = await open(htmlOf(desired, objects))
    await sees(page, '.shown', `${COUNT} rows`)
    const steps = 60
    const drawn = await page.evaluate<number[]>(`(async () => {
      const counts = []
      for (let step = 0; step < ${steps}; step++) {
        const rows = ${COUNT_ROWS}
        document.querySelector('#objects').scrollTop += 1400
        await new Promise(requestAnimationFrame)
        await new Promise(requestAnimationFrame)
        counts.push(rows())
      }
      return counts
    })()`)
    expect(Math.max(...drawn)).toBeLessThan(80)
    expect(Number(await page.locator('.rows .row').last().getAttribute('aria-rowindex'))).toBeGreaterThan(1800)
  })
})
