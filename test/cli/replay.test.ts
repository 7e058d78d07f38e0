import { describe, expect, test } from 'vitest'
import { replay } from '../../src/cli/commands/replay.ts'
import { fixtureText } from '../support/fixtures.ts'
import { chunksOf, drained, surroundings } from './run.ts'
import { hidesNoValue } from '../support/shown.ts'

const timeline = fixtureText('storefront/timeline.jsonl.gz')
const run = (text: string, format?: 'text' | 'ndjson') =>
  drained(
    replay({ source: 'timeline.jsonl', chunks: chunksOf(text) }, { format, guard: hidesNoValue }, surroundings('2026-11-23T10:00:00Z')),
  )

describe('the storefront, step by step', async () => {
  const { texts, ending } = await run(timeline)
  /** The block of the step whose title holds these words, from its title on. */
  const block = (title: string): string => {
    const text = texts.find(each => each.split('\n', 2).some(line => line.includes(title))) ?? ''
    return text.replace(/^\d{4}-\d\d-\d\d\n/, '')
  }
  /** The last of `Healthy → Progressing → Out of Sync  (1 Out of Sync, …)`. */
  const label = (title: string): string => block(title).split('\n')[1]?.split('  (')[0]?.split('→').at(-1)?.trim() ?? ''

  test('reads as it is written down', async () => {
    await expect(texts.join('')).toMatchFileSnapshot('../../fixtures/cli/replay-storefront.txt')
    expect(ending).toEqual({ notes: [], exitCode: 0 })
  })

  test.each([
    ['deploy release 1: deploying', 'Waiting'],
    ['deploy release 1: deployed', 'Progressing'],
    ['the cloud assigns', 'Healthy'],
    ['someone scales web', 'Out of Sync'],
    ['someone deletes the config map', 'Missing'],
    ['deploy release 1 again: deployed', 'Healthy'],
    ['cron job dropped: deployed', 'Degraded'],
    ['out of memory: deployed', 'Degraded'],
    ['someone deletes the stuck database pods', 'Healthy'],
  ])('%s: %s', (title, expected) => expect(label(title)).toBe(expected))

  test('names field, values, manager, subresource and since when of a scale', () => {
    const words = block('someone scales web').replaceAll(/\s+/g, ' ')
    expect(words).toMatch(
      /Deployment web spec\.replicas is 5, deployed was 3: scaled by kubectl, 2026-11-22T08:46:00\S* \(subresource scale\)/,
    )
  })

  test('names the image that does not exist, and what releases break', () => {
    expect(block('cron job dropped: deployed').replaceAll(/\s+/g, ' ')).toContain('Image not found: api:broken')
    expect(block('out of memory: deployed')).toMatch(/Degraded +StatefulSet db +.*out of memory/)
    expect(block('out of memory: deployed')).toMatch(/Degraded +DaemonSet log-shipper +Container shipper exits with code 1/)
  })

  test('takes at most a screen a step', () => {
    for (const text of texts) expect(text.split('\n').length - 1).toBeLessThanOrEqual(24)
  })
})

test('as JSON, every change of a label is a line', async () => {
  const { texts } = await run(timeline, 'ndjson')
  const changes = texts.map(text => JSON.parse(text))
  const application = changes.filter(({ ref, incident }) => ref === undefined && incident === undefined).map(({ to }) => to)
  expect(application[0]).toBe('Waiting')
  expect(application.at(-1)).toBe('Healthy')
  expect(changes.find(({ ref, to }) => ref?.name === 'web' && to === 'Out of Sync')).toMatchObject({
    from: 'Progressing',
    reason: 'Scaled',
  })
})

test('lines that cannot be read are told with their place, and the others are replayed', async () => {
  const lines = timeline.split('\n')
  const { texts, ending } = await run([...lines.slice(0, 300), '{"at":"2026-', '{"type":"ADDED"}', ...lines.slice(300)].join('\n'))
  expect(texts.at(-1)).toContain('Healthy')
  expect(ending).toEqual({
    notes: [
      'timeline.jsonl, line 301: The line is not a JSON object: was it cut off?',
      'timeline.jsonl, line 302: The line has no time: "at" must be RFC 3339',
    ],
    exitCode: 2,
  })
})

test('an empty file is no timeline', async () => {
  expect((await run('\n')).ending.exitCode).toBe(2)
})

test('control characters of a title or a message do nothing', async () => {
  const line = { at: '2026-11-23T10:00:00Z', step: 'evil \u001B[2J\u202E step' }
  expect((await run(JSON.stringify(line))).texts.join('')).not.toMatch(/(?!\n)[\p{Cc}\u202E]/u)
})
