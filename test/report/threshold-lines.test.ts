import { expect, test } from 'vitest'
import { assessHealth, defaults } from '../../src/health/index.ts'
import type { Thresholds } from '../../src/health/index.ts'
import { thresholdLines } from '../../src/report/describe/threshold-lines.ts'
import { healthCases } from '../support/health-cases.ts'

const NAMES = Object.keys(defaults.thresholds) as (keyof Thresholds)[]
const attachment = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'VolumeAttachment',
  metadata: { name: 'csi-1', creationTimestamp: '2026-11-22T09:59:00Z' },
  status: { attached: false },
}
const cases = [
  ...healthCases().filter(({ live }) => typeof live === 'object' && live !== null),
  { folder: 'storage.k8s.io.VolumeAttachment', file: 'waits', head: { now: '2026-11-22T10:00:00Z' }, live: attachment },
]

/** The thresholds that the answer to a case depends on: with an odd number in place of one, the answer is another. */
const decisive = ({ live, head }: (typeof cases)[number]): readonly (keyof Thresholds)[] => {
  const answer = (thresholds?: Partial<Thresholds>): string =>
    JSON.stringify(assessHealth(live, { now: head.now ?? '2026-11-22T10:00:00Z', ...(thresholds === undefined ? {} : { thresholds }) }))
  const [short, long] = [1234, 7 * 86_400_000 + 1234]
  return NAMES.filter(name => [short, long].some(after => answer({ [name]: after }) !== answer()))
}

test('a threshold that decides about an object is told of it, and every threshold is somewhere', () => {
  const seen = new Set<string>()
  for (const each of cases) {
    const { rule } = assessHealth(each.live, { now: each.head.now ?? '2026-11-22T10:00:00Z' })
    for (const name of decisive(each)) {
      seen.add(name)
      const told = (after: number): string => JSON.stringify(thresholdLines(rule, each.live as never, { [name]: after }))
      expect({ file: `${each.folder}/${each.file}`, rule, name, told: told(60_000) !== told(120_000) }).toMatchObject({ told: true })
    }
  }
  expect(NAMES.filter(name => !seen.has(name))).toEqual([])
})

test('they are told in words, with the own deadline of a Deployment', () => {
  expect(thresholdLines('Service', {})).toEqual([
    { label: 'Its load balancer has no address', value: 'Degraded after 15m' },
    { label: 'Its deletion does not finish', value: 'Degraded after 15m' },
  ])
  expect(thresholdLines('apps/Deployment', { spec: { progressDeadlineSeconds: 30 } })[0]).toEqual({
    label: 'It is not ready',
    value: 'Degraded after 30s, its own deadline',
  })
  expect(thresholdLines('none', {}, { terminatingAfter: Infinity })).toEqual([])
})
