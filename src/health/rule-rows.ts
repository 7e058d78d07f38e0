import type { Row } from './declarative-rule.ts'

/** Rows that many kinds share, for the catalogue's files to name instead of repeating. */

export const readyTrue: Row = { when: { cond: 'Ready', is: 'True' }, then: 'Healthy' }
export const readyFalse: Row = { when: { cond: 'Ready', is: 'False' }, then: 'Degraded' }
export const readyUnknown: Row = { when: { cond: 'Ready', is: 'Unknown' }, then: 'Progressing' }
/** `Ready` as the API conventions mean it where False is a problem: True, False, Unknown. */
export const ready: readonly Row[] = [readyTrue, readyFalse, readyUnknown]
/** The kstatus conventions: Stalled before Reconciling. */
export const stalled: Row = { when: { cond: 'Stalled', is: 'True' }, then: 'Degraded', settled: true }
