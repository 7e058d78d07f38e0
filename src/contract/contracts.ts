import { policyDocument } from '../policy/internal.ts'
import type { PolicyDocument } from '../policy/index.ts'
import type { Deployment, Source } from '../status/index.ts'
import type { ApplicationChange, IncidentChange, LabelChange, TrackerSnapshot } from '../watch/index.ts'
import { type Contract, createContract } from './contract.ts'
import { type ApplicationDocument, applicationDocument } from './schemas/assessment.ts'
import { deployments, sources, timelineRecord } from './schemas/inputs.ts'
import { labelChanges, trackerSnapshot } from './schemas/tracking.ts'
import type { TimelineRecord } from './timeline-record.ts'

/**
 * The user's policy file, `live-status.yaml`, as JSON. Its form alone: `readPolicy` tells too which of its rules cannot be used, with line and column.
 *
 * @example
 * ```ts
 * import { policyContract } from 'live-object-status/contract'
 *
 * policyContract.parse({ apiVersion: 'live-object-status/v1', kind: 'Policy', staleafter: '5m' })
 * // => { problems: [{ code: 'invalid-document', message: "expected only apiVersion, kind, thresholds, staleAfter, rollUp, rules, ignore, counting, got a name that is none (did you mean 'staleAfter'?)", pointer: '' }] }
 * ```
 */
export const policyContract: Contract<PolicyDocument> = /* @__PURE__ */ createContract(
  'policy',
  'A policy file, live-status.yaml',
  policyDocument,
)

/**
 * Deployments of an application: the `deployments` of `assessApplication`.
 *
 * @example
 * ```ts
 * import { deploymentsContract } from 'live-object-status/contract'
 *
 * 'value' in deploymentsContract.parse([{ id: '1', state: 'succeeded', desired: [] }]) // => true
 * ```
 */
export const deploymentsContract: Contract<readonly Deployment[]> = /* @__PURE__ */ createContract(
  'deployments',
  'What was deployed, in order',
  deployments,
)

/**
 * Sources of observations by their names, with what each can see: the `sources` of `assessApplication`.
 *
 * @example
 * ```ts
 * import { sourcesContract } from 'live-object-status/contract'
 *
 * 'value' in sourcesContract.parse({ eu: { synced: true } }) // => true
 * ```
 */
export const sourcesContract: Contract<Readonly<Record<string, Source>>> = /* @__PURE__ */ createContract(
  'sources',
  'What each source of observations can see, by name',
  sources,
)

/**
 * One line of a recorded timeline, which `replay` and `report --timeline` read.
 *
 * @example
 * ```ts
 * import { timelineContract } from 'live-object-status/contract'
 *
 * 'value' in timelineContract.parse({ at: '2026-11-23T10:00:00Z', step: 'someone scales' }) // => true
 * ```
 */
export const timelineContract: Contract<TimelineRecord> = /* @__PURE__ */ createContract(
  'timeline',
  'One line of a recorded timeline',
  timelineRecord,
)

/**
 * A snapshot, as `tracker.snapshot()` gives it and `createTracker({ snapshot })` takes.
 *
 * @example
 * ```ts
 * import { snapshotContract } from 'live-object-status/contract'
 * import { createTracker } from 'live-object-status/watch'
 *
 * 'value' in snapshotContract.parse(createTracker().snapshot()) // => true
 * ```
 */
export const snapshotContract: Contract<TrackerSnapshot> = /* @__PURE__ */ createContract(
  'snapshot',
  'The state of a tracker',
  trackerSnapshot,
)

/**
 * An assessment, as `assessApplication` and trackers answer it, and `status -o json` prints.
 *
 * @example
 * ```ts
 * import { assessmentContract } from 'live-object-status/contract'
 * import { assessApplication } from 'live-object-status/status'
 *
 * 'value' in assessmentContract.parse(assessApplication({ desired: [], live: [] })) // => true
 * assessmentContract.parse(null) // => { problems: [{ code: 'invalid-document', message: 'expected an object, got null', pointer: '' }] }
 * ```
 */
export const assessmentContract: Contract<ApplicationDocument> = /* @__PURE__ */ createContract(
  'assessment',
  'The status of an application and of its objects',
  applicationDocument,
)

/**
 * The labels, drift and incidents that changed: what `tracker.changes()` gives.
 *
 * @example
 * ```ts
 * import { labelChangesContract } from 'live-object-status/contract'
 *
 * 'value' in labelChangesContract.parse([]) // => true
 * ```
 */
export const labelChangesContract: Contract<readonly (ApplicationChange | LabelChange | IncidentChange)[]> = /* @__PURE__ */ createContract(
  'label-changes',
  'Labels that changed',
  labelChanges,
)
