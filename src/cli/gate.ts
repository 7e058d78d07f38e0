import type { ApplicationAssessment, Gate, Shown } from '../index.ts'
import { TIMED_OUT } from './answer.ts'
import { WAIT_FOR } from './command-spec.ts'

/** The axis that a gate waits for; undefined: all. */
export type WaitFor = (typeof WAIT_FOR)[number] | undefined

type Rolled = Pick<Shown<ApplicationAssessment>, 'gate' | 'status' | 'sync'>

/** The gate for what is waited for: health alone is rolled up by health already, sync alone is the sync of all objects together. */
export const readGate = (application: Rolled, waitFor: WaitFor): Gate => {
  if (waitFor !== 'sync') return application.gate
  if (application.sync === 'OutOfSync') return 'fail'
  return application.sync === 'Unknown' || application.status === 'Waiting' || application.status === null ? 'wait' : 'pass'
}

/** Several gates together: one that fails fails all. */
export const joinGates = (gates: readonly Gate[]): Gate => (gates.includes('fail') ? 'fail' : gates.includes('wait') ? 'wait' : 'pass')

/** With what a gate ends. */
export const GATE_CODES: Readonly<Record<Gate, number>> = { pass: 0, fail: 1, wait: TIMED_OUT }
