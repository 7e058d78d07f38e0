import type { Outcome, Row } from './declarative-rule.ts'

/** Rows that many kinds share, for the catalogue's files to name instead of repeating. */

export const readyTrue: Row = { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' }
export const readyFalse: Row = { when: { cond: 'Ready', is: 'False' }, status: 'Degraded' }
/** For controllers whose `Ready` is False while they are still at work. */
export const readyWaits: Row = { when: { cond: 'Ready', is: ['False', 'Unknown'] }, status: 'Progressing', reason: 'NotReady' }
export const readyUnknown: Row = { when: { cond: 'Ready', is: 'Unknown' }, status: 'Progressing' }
/** `Ready` as the API conventions mean it where False is a problem: True, False, Unknown. */
export const ready: readonly Row[] = [readyTrue, readyFalse, readyUnknown]
/** The kstatus conventions: Stalled before Reconciling. */
export const stalled: Row = { when: { cond: 'Stalled', is: 'True' }, status: 'Degraded', settled: true }
export const reconciling: Row = { when: { cond: 'Reconciling', is: 'True' }, status: 'Progressing' }
export const suspended: Row = {
  when: { field: 'spec.suspend', is: true },
  status: 'Suspended',
  reason: 'Suspended',
  say: 'The spec suspends it',
}
export const paused: Row = { when: { field: 'spec.paused', is: true }, status: 'Suspended', reason: 'Paused', say: 'The spec pauses it' }
/** Any condition that is False, but for those that say that it is for information only. */
export const anyFalse: Row = {
  when: { cond: '*', is: 'False', severityNot: 'Info' },
  status: 'Degraded',
  reason: 'ConditionFailed',
  say: '{cond.type}: {cond.message|cond.reason|cond.status}',
}

/** For kinds that have no status, or one that says nothing where all is well. */
export const statusless: Outcome = { status: 'NotApplicable', reason: 'Statusless', say: '' }

/** How many of what is wanted is ready: `2 of 3 nodes are ready`. */
export const counted = (ready: string, wanted: string, what: string): readonly Row[] => {
  const say = `{${ready}|'0'} of {${wanted}} ${what} are ready`
  const have = { path: ready, or: 0 }
  return [
    { when: { compare: [have, '<', wanted] }, status: 'Progressing', reason: 'WaitingForAll', say },
    { when: { compare: [have, '>=', wanted] }, status: 'Healthy', reason: 'AllReady', say },
  ]
}
