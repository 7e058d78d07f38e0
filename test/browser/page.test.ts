import { beforeAll, describe, expect, test } from 'vitest'
import { createOpener, hasChromium, rowTexts, sees } from '../support/chromium.ts'
import { fixtureLines } from '../support/fixtures.ts'
import type { WrittenCase } from '../support/incident-truth.ts'
import { MOMENTS, htmlOf, storefrontHtml } from '../support/page-of.ts'

/** A page of an object of which one difference is ignored and another is not. */
const ignoring = (): string => {
  const settings = (level: string, text: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'shop' },
    data: { level, text },
  })
  return htmlOf([settings('info', 'a')], [settings('debug', 'b')], { ignore: [{ pointer: '/data/text' }] })
}

describe.skipIf(!hasChromium)('the page in a browser', () => {
  const open = createOpener()
  let release2 = ''
  beforeAll(() => {
    release2 = storefrontHtml(MOMENTS.release2)
  })

  test('tells of release 2 in one look: the image, what others added to web, the orphan', async () => {
    const { page, complaints } = await open(release2)
    expect(await page.title()).toBe('Degraded · storefront')
    await sees(page, 'header.top', /^Degraded storefront 1 problem release 2 succeeded 08:46:5\d UTC/)
    const [first, second, third] = await rowTexts(page)
    expect(first).toMatch(/^Degraded api Deployment Image not found: api:broken/)
    expect(second).toMatch(/^Out of Sync nightly-report ?CronJob ?orphan/)
    expect(third).toMatch(/^Healthy web Deployment .* kubectl-label added labels\.owner, mesh-injector containers\[mesh-proxy\]/)
    expect(complaints).toEqual([])
  })

  test('tells before the second deployment what has drifted, who did it and when', async () => {
    const { page, complaints } = await open(storefrontHtml(MOMENTS.drift))
    await sees(page, 'h1', /^Missing/)
    const rows = (await rowTexts(page)).slice(0, 4)
    expect(rows[0]).toMatch(/^Missing web-config ConfigMap Is not in the cluster/)
    expect(rows.find(row => row.includes('db-credentials'))).toMatch(
      /data\.password is not the value that was deployed: kubectl-patch, 08:46:2\d UTC/,
    )
    expect(rows.find(row => row.includes(' web '))).toMatch(
      / replicas is 5, deployed was 3: scaled by kubectl, 08:46:00 UTC .*kubectl-label added labels\.owner, mesh-injector/,
    )
    expect(rows.find(row => row.includes(' api '))).toMatch(
      /containers\[api\]\.env\[LOG_LEVEL\]\.value is "debug", deployed was "info": kubectl-set, 08:46:0\d UTC/,
    )
    expect(complaints).toEqual([])
  })

  test('chips filter by label, by orphan and by what others edited', async () => {
    const { page } = await open(release2)
    const chip = (name: string) => page.getByRole('button', { name: new RegExp(`^${name} ?\\d`) })
    await chip('Degraded').click()
    expect(await rowTexts(page)).toHaveLength(1)
    await chip('Orphaned').click()
    expect(await rowTexts(page)).toHaveLength(2)
    expect(await chip('Orphaned').getAttribute('aria-pressed')).toBe('true')
    await page.getByRole('button', { name: /^All ?\d/ }).click()
    await chip('Edited by others').click()
    expect((await rowTexts(page))[0]).toMatch(/web Deployment/)
    await sees(page, '.shown', '1 row')
  })

  test('search finds by name, kind, reason and who, in the table and in the tree', async () => {
    const { page } = await open(release2)
    await page.keyboard.press('/')
    await page.keyboard.type('mesh-injector')
    await expect.poll(() => rowTexts(page)).toHaveLength(1)
    await page.keyboard.press('Escape')
    await expect.poll(async () => (await rowTexts(page)).length).toBeGreaterThan(10)
    await page.getByRole('button', { name: 'Tree' }).click()
    await page.keyboard.press('/')
    await page.keyboard.type('pod imagepullbackoff')
    await expect.poll(() => rowTexts(page)).toHaveLength(3)
    expect((await rowTexts(page)).at(-1)).toMatch(/^Degraded api-\w+-\w+ Pod/)
    await page.keyboard.type(' nothing like it')
    await sees(page, '.empty', 'No object fits the filters.')
  })

  test('the tree opens the branch that leads to the cause, and folds by keyboard', async () => {
    const { page } = await open(release2)
    await page.getByRole('button', { name: 'Tree' }).click()
    const rows = await rowTexts(page)
    expect(rows.slice(0, 3).map(row => row.split(' ')[2])).toEqual(['Deployment', 'ReplicaSet', 'Pod'])
    const count = async () => Number(await page.locator('#objects').getAttribute('aria-rowcount'))
    const before = await count()
    await page.locator('#objects').focus()
    await page.keyboard.press('ArrowLeft')
    await expect.poll(count).toBe(before - 4)
    await page.keyboard.press('ArrowRight')
    await expect.poll(count).toBe(before)
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowLeft']) await page.keyboard.press(key)
    await sees(page, '.row.active', /ReplicaSet/)
  })

  test('arrows, Enter, Escape: the drawer takes the focus and gives it back', async () => {
    const { page } = await open(release2)
    await page.locator('#objects').focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
    await sees(page, '.drawer h2', /Deployment · storefront ?web/)
    expect(await page.evaluate('document.activeElement.id')).toBe('drawer-title')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await sees(page, '[role=tab][aria-selected=true]', /^Changes/)
    await sees(page, '.panel', /mesh-proxy[\s\S]*mesh-injector/)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.drawer').count()).toBe(0)
    expect(await page.evaluate('document.activeElement.id')).toBe('objects')
    await page.keyboard.press('End')
    await expect.poll(() => page.locator('.row.active').getAttribute('aria-rowindex')).toBe('24')
  })

  test('every tab of a drawer shows its content, and causes lead to their objects', async () => {
    const { page, complaints } = await open(release2)
    await page.locator('.rows .row').first().click()
    await page.getByRole('tab', { name: 'Summary' }).click()
    await sees(page, '.panel', /Replicas/)
    await page.getByRole('tab', { name: /^Events/ }).click()
    await sees(page, '.panel', /ScalingReplicaSet/)
    await page.getByRole('tab', { name: 'Manifest' }).click()
    await sees(page, '.yaml', /image: registry\.example\.com\/storefront\/api:broken/)
    await page.getByRole('tab', { name: 'Why' }).click()
    await page.getByRole('tab', { name: /^Events/ }).click()
    await sees(page, '.panel', /Warnings about what it made[\s\S]*Failed to pull image/)
    await page.getByRole('tab', { name: 'Why' }).click()
    await page.locator('.causes .causes button').first().click()
    await sees(page, '.drawer h2', /^Pod/)
    await page.getByRole('tab', { name: /^Events/ }).click()
    await sees(page, '.panel', /Failed to pull image/)
    await page.locator('.rows .row', { hasText: 'StatefulSet' }).click()
    await page.getByRole('tab', { name: /^Logs/ }).click()
    await sees(page, '.logs', /LOG: +starting PostgreSQL 17/)
    expect(complaints).toEqual([])
  })

  test('Why has the chain of causes without saying a thing twice, the thresholds, and when it is looked at again', async () => {
    const { page, complaints } = await open(release2)
    await page.locator('.rows .row').first().click()
    await page.locator('.judged summary').click()
    await sees(page, '.causes', /^ReplicaSet api-599df7b4d8 ?ImagePullBackOff ?Pod api-599df7b4d8-gkqtq ?container api ?ImagePullBackOff/)
    const pairs = async (): Promise<readonly string[]> =>
      (await page.locator('.panel .pairs > div').allInnerTexts()).map(text => text.replaceAll(/\s+/g, ' '))
    expect(await pairs()).toEqual(
      expect.arrayContaining([
        'Waiting Will not change it',
        expect.stringMatching(/^Looked at again when it changes, and 08:56:4\d UTC because of ReplicaSet api-599df7b4d8$/),
        'It is not ready Degraded after 30s, its own deadline',
        'Its deletion does not finish Degraded after 15m',
      ]),
    )
    await page.locator('.pairs button').click()
    await sees(page, '.drawer h2', /^ReplicaSet/)
    await page.locator('.judged summary').click()
    expect(await pairs()).toContain('It is not ready Degraded after 10m')
    expect(complaints).toEqual([])
  })

  test('Changes says what applying again would do, and shows what was ignored on demand', async () => {
    const { page, complaints } = await open(ignoring())
    await page.locator('.rows .row').first().click()
    await page.getByRole('tab', { name: /^Changes/ }).click()
    await sees(page, '.panel', /data\.level ?Deployed ?info ?Live ?debug ?nobody is recorded for it · applying again puts it right/)
    expect(await page.locator('.panel').innerText()).not.toContain('data.text')
    await page.getByRole('button', { name: 'Show what was ignored (1)' }).click()
    await sees(page, '.panel', /Ignored ?data\.text ?Deployed ?a ?Live ?b/)
    await page.getByRole('button', { name: 'Hide what was ignored' }).click()
    expect(await page.locator('.panel').innerText()).not.toContain('data.text')
    expect(complaints).toEqual([])
  })

  test('a cause beside the application has a row of its own, with its consequences folded under it', async () => {
    const lost = fixtureLines<WrittenCase>('incidents/root-causes.jsonl.gz').find(({ id }) => id === 'node-lost-three-deployments')
    if (lost === undefined) throw new Error('the fixture is gone')
    const { page, complaints } = await open(htmlOf(lost.desired, lost.objects, { now: lost.now }))
    expect((await rowTexts(page))[0]).toMatch(/^Degraded node-a2 Node .*Deployment apples, Deployment pears and 1 more$/)
    await sees(page, '.message', /^1 problem, an outage/)
    const count = async () => Number(await page.locator('#objects').getAttribute('aria-rowcount'))
    const before = await count()
    await page.locator('#objects').focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(count).toBe(before + 3)
    await page.keyboard.press('ArrowLeft')
    await expect.poll(count).toBe(before)
    await page.keyboard.press('Enter')
    await sees(page, '.drawer h2', /Node ?node-a2/)
    await sees(page, '.incident', /kubectl describe node node-a2[\s\S]*Explains \d+ objects[\s\S]*Deployment apples/)
    await page.locator('.explains button', { hasText: 'apples' }).click()
    await sees(page, '.drawer h2', /Deployment · orchard ?apples/)
    await sees(page, '.panel', /Cause[\s\S]*node-a2/)
    await page.locator('.chip', { hasText: 'Degraded' }).click()
    expect((await rowTexts(page)).filter(row => row.includes('Deployment'))).toHaveLength(3)
    expect(complaints).toEqual([])
  })

  test('Manifest has what was applied beside what is live, the lines that differ with who and when, the others folded', async () => {
    const { page, complaints } = await open(storefrontHtml(MOMENTS.drift))
    await page.locator('.rows .row', { hasText: 'kubectl-set' }).first().click()
    await page.getByRole('tab', { name: 'Manifest' }).click()
    await sees(page, '.pair.is-changed', /value: info ?value: debug/)
    await sees(page, '.who', /kubectl-set · 08:46:0\d UTC/)
    const before = await page.locator('.pair').count()
    await page.locator('.unfold').first().click()
    expect(await page.locator('.pair').count()).toBeGreaterThan(before)
    expect(complaints).toEqual([])
  })

  test('Logs search, show only what went wrong, and say a pod once where all lines are from one', async () => {
    const { page } = await open(release2)
    await page.locator('.rows .row', { hasText: 'StatefulSet' }).click()
    await page.getByRole('tab', { name: /^Logs/ }).click()
    const before = await page.locator('.logs li').count()
    await page.getByRole('searchbox', { name: 'Search the log' }).fill('starting PostgreSQL')
    await expect.poll(() => page.locator('.logs li').count()).toBeLessThan(before)
    await sees(page, '.logs', /starting PostgreSQL 17/)
    await page.getByRole('button', { name: 'Errors and warnings' }).click()
    await sees(page, '.panel', /No line fits/)
  })

  test('pressing a chip moves no row', async () => {
    const { page } = await open(release2, { viewport: { width: 1280, height: 800 } })
    const top = async () => (await page.locator('#objects').boundingBox())?.y
    const before = await top()
    for (const name of ['Degraded', 'Orphaned', 'Edited by others']) {
      await page.locator('.chip', { hasText: name }).click()
      expect(await top()).toBe(before)
    }
  })

  test('an object says its namespace where there are several', async () => {
    const settings = (namespace: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace } })
    const [here, there] = [settings('here'), settings('there')]
    const { page } = await open(htmlOf([here, there], [here, there]))
    expect((await rowTexts(page))[0]).toMatch(/ConfigMap · here/)
  })

  test('the manifest folds, and marks what differs and what others added', async () => {
    const { page } = await open(storefrontHtml(MOMENTS.drift))
    await page.locator('.rows .row', { hasText: 'Deployment' }).first().click()
    await page.getByRole('tab', { name: 'Manifest' }).click()
    await page.getByRole('button', { name: 'Live', exact: true }).click()
    await sees(page, '.yaml .mark-changed', /replicas: 5/)
    expect((await page.locator('.yaml .mark-added').allInnerTexts()).join('\n')).toMatch(/owner: alex[\s\S]*mesh-proxy/)
    const before = await page.locator('.yaml li').count()
    await page
      .locator('.yaml li', { hasText: /^spec:/ })
      .getByRole('button')
      .click()
    await sees(page, '.yaml', /spec: … \d+ lines/)
    expect(await page.locator('.yaml li').count()).toBeLessThan(before - 30)
  })

  test('light and dark follow the system until somebody chooses', async () => {
    const { page } = await open(release2, { colorScheme: 'dark' })
    const background = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
    const dark = await background()
    await page.getByRole('button', { name: 'Use light colours' }).click()
    expect(await background()).not.toBe(dark)
    await page.getByRole('button', { name: 'Use dark colours' }).click()
    expect(await background()).toBe(dark)
  })

  test('on a phone nothing is wider than the screen, and the drawer is a sheet', async () => {
    const { page } = await open(release2, { viewport: { width: 390, height: 844 } })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    expect((await page.locator('#objects').boundingBox())?.y).toBeLessThan(844 / 4)
    expect(await page.locator('#search').getAttribute('placeholder')).toBe('Search')
    await page.locator('.rows .row').first().click()
    const box = await page.getByRole('dialog').boundingBox()
    expect(box).toMatchObject({ x: 0, width: 390 })
    expect(await page.locator('main').evaluate(element => (element as unknown as { inert: boolean }).inert)).toBe(true)
    await page.getByRole('button', { name: 'Close' }).click()
    expect(await page.locator('main').evaluate(element => (element as unknown as { inert: boolean }).inert)).toBe(false)
  })
})
