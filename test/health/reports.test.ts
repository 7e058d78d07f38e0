import { describe, expect, test } from 'vitest'
import { agreement } from '../conformance/conformance.ts'
import { incidentsHealthConformance } from '../conformance/incidents-health.ts'
import { reportsHealthConformance } from '../conformance/reports-health.ts'
import { hasShared } from '../support/fixtures.ts'

describe('states of public bug reports, and those made up to mislead', () => {
  test('are told right but for 2 %, and none is green over a fault', () => {
    const result = reportsHealthConformance()
    expect(result.cases).toBeGreaterThan(200)
    expect(agreement(result)).toBeGreaterThanOrEqual(result.floor)
    expect(result.falselyGreen).toBe(0)
  })
})

describe('a living cluster with one fault in it', () => {
  test.skipIf(!hasShared)('is green over no fault, and red over nothing where all is well', () => {
    const results = incidentsHealthConformance()
    expect(results.every(({ cases }) => cases > 300)).toBe(true)
    expect(results.flatMap(({ disagreements }) => disagreements)).toEqual([])
  })
})
