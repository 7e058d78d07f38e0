import { describe, expect, test } from 'vitest'
import { assessHealth } from '../../src/health/index.ts'
import { readStates, STATES_NOW } from '../support/state-rows.ts'

describe.each(readStates())('%s', (_file, states) => {
  test.each(states)('$name ($kind) is $expected', ({ expected, object }) => {
    const { status, reason, message } = assessHealth(object, { now: STATES_NOW })
    expect(expected, `${status} ${reason}: ${message}`).toContain(status)
  })
})
