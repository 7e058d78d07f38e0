import type { Outcome, Row, WordsRow } from './declarative-rule.ts'

/** Rows that many kinds share, for the catalogue's files to name instead of repeating. */

export const readyTrue: Row = { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' }
export const readyFalse: Row = { when: { cond: 'Ready', is: 'False' }, status: 'Degraded' }
/** For controllers whose `Ready` is False while they are still at work. */
export const readyWaits: Row = { when: { cond: 'Ready', is: ['False', 'Unknown'] }, status: 'Progressing' }
export const readyUnknown: Row = { when: { cond: 'Ready', is: 'Unknown' }, status: 'Progressing' }
/** `Ready` as the API conventions mean it where False is a problem: True, False, Unknown. */
export const ready: readonly Row[] = [readyTrue, readyFalse, readyUnknown]
/** The kstatus conventions: Stalled before Reconciling. */
export const stalled: Row = { when: { cond: 'Stalled', is: 'True' }, status: 'Degraded', settled: true }
export const reconciling: Row = { when: { cond: 'Reconciling', is: 'True' }, status: 'Progressing' }
/** Any condition that is False, but for those that say that it is for information only. */
export const anyFalse: Row = {
  when: { cond: '*', is: 'False', severityNot: 'Info' },
  status: 'Degraded',
}

/** For kinds that have no status, or one that says nothing where all is well. */
export const statusless: Outcome = { status: 'NotApplicable', reason: 'Statusless', say: '' }

/** How many of what is wanted is ready. */
export const counted = (path: string, wanted: string, otherwise?: number): readonly Row[] => {
  const ready = { path, or: 0 }
  const all = otherwise === undefined ? wanted : { path: wanted, or: otherwise }
  return [
    { when: { compare: [ready, '<', all] }, status: 'Progressing', reason: 'NotAllReady' },
    { when: { compare: [ready, '>=', all] }, status: 'Healthy', reason: 'AllReady' },
  ]
}

/** Knative's conditions, which KServe has too: `Ready` sums up, False fails, Unknown is under way, severity Info does not count. */
export const knativeConditions: readonly Row[] = [
  readyTrue,
  anyFalse,
  readyUnknown,
  { when: { cond: 'Succeeded', is: 'True' }, status: 'Healthy' },
  {
    when: { cond: '*', is: 'Unknown' },
    status: 'Progressing',
    reason: 'NotReady',
  },
]

/** A phase whose words mean what they mean everywhere, but for those that are named. */
export const phase = (field: string, words: WordsRow['words'] = {}): WordsRow => ({ field, words, conventional: true })
