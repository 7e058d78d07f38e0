import { beforeAll, describe, expect, test } from 'vitest'
import { playground } from '../support/bundle-page.ts'
import { createOpener, hasChromium, rowTexts, sees } from '../support/chromium.ts'

const manifest = (level: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: shop}\ndata: {level: ${level}}\n`

describe.skipIf(!hasChromium)('the playground in a browser', () => {
  const open = createOpener()
  let html = ''
  beforeAll(async () => {
    html = await playground()
  })

  test('answers as one types, and asks nobody', async () => {
    const { page, complaints } = await open(html)
    await page.locator('#deployed').fill(manifest('info'))
    await sees(page, 'h1', 'Missing')
    await page.locator('#live').fill(manifest('debug'))
    await sees(page, 'h1', 'Out of Sync')
    expect((await rowTexts(page))[0]).toMatch(/data\.level is "debug", deployed was "info"/)
    await page.locator('#live').fill(manifest('info'))
    await sees(page, 'h1', 'Healthy')
    await page.locator('#deployed').fill(manifest('info').replace(', namespace: shop', ''))
    await page.waitForTimeout(400)
    await sees(page, 'h1', 'Healthy')
    expect(complaints).toEqual([])
  })

  test('live JSON, also a list as kubectl prints it, is understood; half of it is a problem with a line', async () => {
    const { page, complaints } = await open(html)
    await page.locator('#live').fill(
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: [
          { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'shop' }, status: { phase: 'Failed', message: 'gone' } },
        ],
      }),
    )
    await sees(page, 'h1', 'Degraded')
    await page.locator('#live').fill('{"apiVersion": "v1",')
    await sees(page, '#live-problems', /^Line 1: /)
    expect(complaints).toEqual([])
  })

  test('says what to type for what is live, by the manifests', async () => {
    const { page, complaints } = await open(html)
    await sees(page, '.welcome', /kubectl get deployments,.* -o yaml --show-managed-fields/)
    await page.locator('#deployed').fill(manifest('info').replace('ConfigMap', 'Deployment').replace('v1', 'apps/v1'))
    await sees(
      page,
      '.field .command',
      /^kubectl get [^ ]*,pod,[^ ]*deployment\.apps,[^ ]*replicaset\.apps[^ ]* -n shop -o yaml --show-managed-fields/,
    )
    // A kind that the cluster may not have would end the command.
    expect(await page.locator('.field .command').innerText()).not.toContain('keda')
    expect(complaints).toEqual([])
  })

  test('files can be dropped', async () => {
    const { page, complaints } = await open(html)
    const drop = async (field: string, texts: readonly string[]): Promise<void> => {
      const transfer = await page.evaluateHandle<object>(`(() => {
        const data = new DataTransfer()
        for (const text of ${JSON.stringify(texts)}) data.items.add(new File([text], 'a.yaml'))
        return data
      })()`)
      await page.dispatchEvent(field, 'drop', { dataTransfer: transfer })
    }
    await drop('#deployed', [manifest('info'), manifest('info').replace('settings', 'others')])
    await drop('#live', [manifest('info')])
    await sees(page, '.rows', /others ConfigMap Is not in the cluster/)
    expect(complaints).toEqual([])
  })

  test('a link carries the input in its fragment', async () => {
    const { page } = await open(html)
    await page.locator('#deployed').fill(manifest('info'))
    await sees(page, 'h1', 'Missing')
    await page.getByRole('button', { name: 'Link' }).click()
    await sees(page, '.actions', /In the address bar/)
    const fragment = new URL(page.url()).hash
    const other = await open(html, { fragment })
    await sees(other.page, 'h1', 'Missing')
    expect(await other.page.locator('#deployed').inputValue()).toBe(manifest('info'))
    const broken = await open(html, { fragment: '#s=AAAA' })
    await sees(broken.page, 'h1', 'Live object status')
    expect(broken.complaints).toEqual([])
  })

  test('values of Secrets show as changed, not as values', async () => {
    const { page } = await open(html)
    const secret = (value: string): string =>
      `apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: shop}\ndata: {password: ${value}}\n`
    await page.locator('#deployed').fill(secret('b25l'))
    await page.locator('#live').fill(secret('dHdv'))
    await sees(page, 'h1', 'Out of Sync')
    await page.locator('.rows .row').click()
    await page.getByRole('tab', { name: /^Changes/ }).click()
    await sees(page, '.panel', /data\.password ?value changed/)
    await page.getByRole('tab', { name: 'Manifest' }).click()
    await sees(page, '.yaml', /kind: Secret/)
    expect(await page.locator('.answers').innerText()).not.toContain('dHdv')
  })
})
