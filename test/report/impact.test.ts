import { expect, test } from 'vitest'
import { rankImpact, readImpact } from '../../src/report/order/impact.ts'

const rank = (kind: string, status: string, live: object = {}, more: object = {}): number => {
  const group = /^(?:Deployment|DaemonSet)$/.test(kind) ? 'apps' : ''
  return rankImpact(readImpact({ ref: { group, kind }, status, health: { status, reason: '' }, children: [], ...more } as never, live))
}
const available = (count: number, wanted = 2) => ({
  spec: { replicas: wanted },
  status: { observedGeneration: 1, availableReplicas: count },
})

test('what serves nothing comes first, then what serves in part, what is broken or absent, what still serves, what differs', () => {
  const ranks = [
    rank('Deployment', 'Degraded', available(0)),
    rank('Deployment', 'Degraded', available(1)),
    rank('Job', 'Degraded'),
    rank('ConfigMap', 'Missing'),
    rank('Deployment', 'Degraded', available(2)),
    rank('Pod', 'Unknown'),
    rank('Deployment', 'Progressing', available(0)),
    rank('Secret', 'Out of Sync'),
    rank('ConfigMap', 'In Sync'),
  ]
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
  expect(new Set(ranks).size).toBe(ranks.length)
  expect(rank('Deployment', 'Missing')).toBe(ranks[0])
  expect(rank('Service', 'Healthy')).toBe(rank('ConfigMap', 'In Sync'))
  expect(rank('DaemonSet', 'Degraded', { status: { observedGeneration: 1, desiredNumberScheduled: 3, numberAvailable: 1 } })).toBe(ranks[1])
})

test('what is advisory, and what is an orphan, comes after all that holds something back', () => {
  const drift = rank('Secret', 'Out of Sync')
  expect(rank('Job', 'Degraded', {}, { health: { status: 'Degraded', reason: '', advisory: true } })).toBeGreaterThan(drift)
  expect(rank('Job', 'Degraded', {}, { orphaned: true })).toBeGreaterThan(drift)
})
