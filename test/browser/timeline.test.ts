import { beforeAll, describe, expect, test } from 'vitest'
import { createOpener, hasChromium, rowTexts, sees } from '../support/chromium.ts'
import { MOMENTS, storefrontHtml } from '../support/page-of.ts'

describe.skipIf(!hasChromium)('the timeline in a browser', () => {
  const open = createOpener()
  let html = ''
  beforeAll(() => {
    html = storefrontHtml(MOMENTS.end, { timeline: true })
  })

  test('opens at the last moment and shows deployments and edits as marks', async () => {
    const { page, complaints } = await open(html)
    await sees(page, 'h1', /^Healthy/)
    expect(await page.locator('.mark.deployment').allInnerTexts()).toEqual([
      'release 1',
      'release 1 again',
      'release 2',
      'release 3',
      'release 1 once more',
    ])
    expect(await page.getByRole('button', { name: 'Edit: someone scales web to 5' }).count()).toBe(1)
    expect(complaints).toEqual([])
  })

  test('dragging replays: the whole page is that of the moment under the pointer', async () => {
    const { page, complaints } = await open(html)
    const track = await page.getByRole('slider').boundingBox()
    const at = (part: number): [number, number] => [(track?.x ?? 0) + (track?.width ?? 0) * part, (track?.y ?? 0) + 10]
    await page.mouse.move(...at(0.9))
    await page.mouse.down()
    await page.mouse.move(...at(0.62), { steps: 4 })
    await sees(page, 'header.top', /^Degraded.*release 2 succeeded/)
    expect((await rowTexts(page))[0]).toMatch(/Image not found: api:broken/)
    await page.mouse.move(...at(0.35), { steps: 4 })
    await page.mouse.up()
    await sees(page, 'header.top', /^Missing.*1 problem; 3 objects drifted/)
    expect((await rowTexts(page)).join('\n')).toMatch(/web-config ConfigMap Is not in the cluster/)
    await page.mouse.move(...at(0.1))
    await sees(page, 'h1', /^Missing/)
    expect(complaints).toEqual([])
  })

  test('arrows, Home and End step from change to change, and say where they are', async () => {
    const { page } = await open(html)
    const slider = page.getByRole('slider')
    await slider.focus()
    await page.keyboard.press('Home')
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toMatch(/^08:45:27, Waiting$/)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => slider.getAttribute('aria-valuenow')).toBe('1')
    await page.keyboard.press('End')
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toMatch(/^08:48:28, Healthy$/)
  })

  test('a mark goes to its moment, and an open drawer goes along', async () => {
    const { page } = await open(html)
    await page.locator('.rows .row', { hasText: 'Deployment' }).first().click()
    await page.getByRole('button', { name: /^Deployment: release 2/ }).click()
    await page.getByRole('slider').focus()
    for (let step = 0; step < 4; step++) await page.keyboard.press('PageUp')
    await sees(page, '.drawer .lead', /./)
    expect(await page.locator('.lane.thin .segment').count()).toBeGreaterThan(2)
  })

  test('replay runs from the beginning to the end', async () => {
    const { page } = await open(html)
    const slider = page.getByRole('slider')
    await page.getByRole('button', { name: 'Replay' }).click()
    await expect.poll(async () => Number(await slider.getAttribute('aria-valuenow')), { timeout: 30_000 }).toBeLessThan(100)
    const start = Number(await slider.getAttribute('aria-valuenow'))
    await expect.poll(async () => Number(await slider.getAttribute('aria-valuenow')), { timeout: 30_000 }).toBeGreaterThan(start)
    await page.getByRole('button', { name: 'Pause the replay' }).click()
  })
})
