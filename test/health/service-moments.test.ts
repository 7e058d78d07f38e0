import { describe, expect, test } from 'vitest'
import { assessHealth } from '../../src/health/index.ts'

const START = '2026-11-22T10:00:00Z'
const pod = (name: string, since: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', uid: name, creationTimestamp: START, labels: { app: 'web' } },
  spec: { containers: [{ name: 'web' }] },
  status: {
    phase: 'Pending',
    conditions: [
      { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes are available', lastTransitionTime: since },
    ],
  },
})
const service = (type: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop', creationTimestamp: START },
  spec: { type, selector: { app: 'web' } },
})

describe('a Service before pods that find no node, the one a moment after the other', () => {
  const related = [pod('web-0', '2026-11-22T10:10:01Z'), pod('web-1', '2026-11-22T10:10:02Z')]

  test.each(['ClusterIP', 'LoadBalancer'])('is another thing at each moment that it names, and at no other: %s', type => {
    const said = (now: number): object => {
      const { reassessAt: _, ...rest } = assessHealth(service(type), { related, now })
      return rest
    }
    let now = Date.parse(START)
    const moments: string[] = []
    for (;;) {
      const { reassessAt } = assessHealth(service(type), { related, now })
      if (reassessAt === undefined) break
      const due = Date.parse(reassessAt)
      expect(said(due - 1)).toEqual(said(now))
      expect(said(due)).not.toEqual(said(now))
      moments.push(reassessAt)
      now = due
    }
    expect(moments.length).toBeGreaterThan(0)
    expect(said(now + 30 * 24 * 3_600_000)).toEqual(said(now))
  })
})
