import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assessHealth } from '../../src/health/index.ts'
import type { Health } from '../../src/health/index.ts'
import { START, workloads } from '../support/workloads.ts'
import type { Workload } from '../support/workloads.ts'
import { runs } from '../support/runs.ts'

/** What people see of an answer. */
const said = ({ status, reason, message, causes, settled, advisory }: Health): object => ({
  status,
  reason,
  message,
  causes,
  settled,
  advisory,
})
const dueOf = ({ reassessAt }: Health): number | undefined => (reassessAt === undefined ? undefined : Date.parse(reassessAt))
const assess = ({ live, related }: Workload, now: number): Health => assessHealth(live, { related, now })

const HOUR = 3_600_000
const moment = fc.integer({ min: START, max: START + HOUR })

describe('a workload with its pods, as time passes', () => {
  test('says the same until reassessAt, and something else from then on', () => {
    fc.assert(
      fc.property(workloads, moment, (workload, from) => {
        let answer = assess(workload, from)
        for (let due = dueOf(answer); due !== undefined; due = dueOf(answer)) {
          expect(said(assess(workload, due - 1))).toEqual(said(answer))
          const next = assess(workload, due)
          expect(said(next)).not.toEqual(said(answer))
          expect([answer.status, next.status]).not.toEqual(['Degraded', 'Progressing'])
          answer = next
        }
        expect(said(assess(workload, from + 30 * 24 * HOUR))).toEqual(said(answer))
      }),
      { numRuns: runs(3000) },
    )
  })
})

describe('a workload with its pods, beside the workload alone', () => {
  const RANK: Readonly<Record<string, number>> = { Degraded: 2, Progressing: 1 }
  const rank = ({ status }: Health): number => RANK[status] ?? 0

  test('is no better, but for what only its pods can tell: that it was scaled up from zero', () => {
    fc.assert(
      fc.property(workloads, moment, ({ live, related }, now) => {
        const [alone, explained] = [assessHealth(live, { now }), assessHealth(live, { related, now })]
        expect(rank(explained) >= rank(alone) || (alone.reason === 'NoReadyReplicas' && explained.reason === 'ScalingUp')).toBe(true)
      }),
      { numRuns: runs(3000) },
    )
  })

  test('says the same whatever the order of the pods', () => {
    fc.assert(
      fc.property(workloads, moment, ({ live, related }, now) => {
        const [one, other] = [assessHealth(live, { related, now }), assessHealth(live, { related: related.toReversed(), now })]
        expect([other.status, other.reason, other.message]).toEqual([one.status, one.reason, one.message])
      }),
    )
  })
})
