import type { ObjectRef } from '../../model/identity.ts'
import { at, own, recordOf } from '../../model/read.ts'
import type { SyncStatus } from '../../model/statuses.ts'
import type { Comparison, CompareOptions } from '../../sync/index.ts'
import type { RecordedObject } from './consult-record.ts'
import type { Unmended } from './recorded-application.ts'

/**
 * The comparison as the tool sees it: nothing is drift of an object that it was told to leave, and what its own next run would not touch stays. A rule of its
 * own that matches nothing is no problem of the question.
 */
export const asRecorded = (comparison: Comparison, recorded: RecordedObject | undefined, { ignore = [] }: CompareOptions): Comparison => {
  if (recorded === undefined) return comparison
  const problems =
    recorded.ignore.length === 0
      ? comparison.problems
      : comparison.problems.filter(
          ({ code, pointer = '' }) => code !== 'ignore-rule-unused' || Number(pointer.slice(pointer.lastIndexOf('/') + 1)) < ignore.length,
        )
  const answer = problems.length === comparison.problems.length ? comparison : { ...comparison, problems }
  const told = recorded.unmended.find(({ reason }) => reason === 'LeftAlone' || reason === 'ReleaseToRelease')
  if (told === undefined || comparison.status !== 'OutOfSync') return answer
  if (told.reason === 'ReleaseToRelease') return comparison.reapply === 'changed' ? { ...answer, reapply: 'unchanged', patch: [] } : answer
  const { differences, suppressed } = answer
  return {
    ...answer,
    status: 'InSync',
    reapply: 'unchanged',
    reason: 'LeftAlone',
    message: told.message,
    differences: [],
    suppressed: [...suppressed, ...differences],
    rejections: [],
    patch: [],
  }
}

/** True for an object that is not there because the tool was told, in its manifest, to make none. */
export const isLeftOut = (desired: unknown, recorded: RecordedObject | undefined): boolean =>
  recorded?.instructions.some(
    ({ key, value, makes }) =>
      !makes && ['annotations', 'labels'].some(field => own(recordOf(at(desired, 'metadata', field)), key) === value),
  ) === true

/** Why the tool will not mend what differs: what is recorded, and what another manager owns where the tool takes nothing from others. */
export const listUnmended = (
  { ref, live, recorded }: { readonly ref: ObjectRef; readonly live?: unknown; readonly recorded?: RecordedObject | undefined },
  comparison: Comparison | undefined,
): readonly Unmended[] => {
  if (recorded === undefined) return NONE
  // A tool makes again what it does not compare, or was told to leave, where it is gone.
  const unmended =
    live === undefined ? recorded.unmended.filter(({ reason }) => reason === 'RunsOnce' || reason === 'Suspended') : recorded.unmended
  if (recorded.applier?.force !== false || comparison?.rejections.some(({ code }) => code === 'conflict') !== true) return unmended
  return [
    ...unmended,
    { ref, reason: 'Conflict', message: 'Another manager owns a field of it, and whoever deployed it takes none from others' },
  ]
}

const NONE: readonly Unmended[] = Object.freeze([])

/** The sync axis of an assessment. */
interface SyncAxis {
  readonly status: SyncStatus
  readonly reason: string
  readonly message: string
}

/** The sync axis with the first reason why nobody mends it, where it differs; a comparison that says so already says it once. */
export const withUnmended = (sync: SyncAxis, [first]: readonly Unmended[]): SyncAxis =>
  first === undefined || sync.status !== 'OutOfSync' || sync.message.endsWith(first.message)
    ? sync
    : { ...sync, message: `${sync.message}; ${first.message}` }
