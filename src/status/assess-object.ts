import { aBoolean, aDocument, aTime, aWord, anything, expect } from '../model/expect.ts'
import { assessAbsence, assessLive } from '../health/internal.ts'
import type { Health, HealthContext } from '../health/index.ts'
import { liveCondition } from '../model/conditions.ts'
import type { ObjectRef } from '../model/identity.ts'
import { kindKeyOf, refOf } from '../model/identity.ts'
import type { KubeObjectLike } from '../model/kube-object.ts'
import type { ObjectStatus } from '../model/statuses.ts'
import { at } from '../model/read.ts'
import type { Time } from '../model/scalars/time.ts'
import { earliest, millisecondsOf, timestamp } from '../model/scalars/time.ts'
import { total } from '../model/total.ts'
import type { Redactor, Shown } from '../redact/index.ts'
import { compareKnown } from '../sync/internal.ts'
import type { CompareOptions, Comparison, PreparedDesired } from '../sync/index.ts'
import { defaults } from '../model/thresholds.ts'
import { asRecorded, isLeftOut, listUnmended, withUnmended } from './recorded/as-recorded.ts'
import { someAssessOptions } from './assess-options.ts'
import type { AssessOptions } from './assess-options.ts'
import { findCounting } from './policy/counting.ts'
import type { AppliedCounting } from './policy/counting.ts'
import { mapTexts } from '../redact/internal.ts'
import { withRecorded } from './recorded/consult-record.ts'
import type { RecordedObject } from './recorded/consult-record.ts'
import { labelFor } from './object-status.ts'
import type { ObjectAssessment, UnknownReason } from './object-assessment.ts'
import { shownAssessment, shownHealth } from './shown/shown-answers.ts'
import type { ShownHealth } from './shown/shown-answers.ts'
import { createShowing, createTexts } from './shown/showing.ts'
import type { Showing } from './shown/showing.ts'

/** One object as it was deployed and as it is. */
export interface ObjectInput {
  /** The manifest as applied; absent for objects that nobody deployed (the pods of a Deployment). */
  readonly desired?: KubeObjectLike | undefined
  /** The object in the cluster; absent where there is none. */
  readonly live?: KubeObjectLike | undefined
  /** The last sign of life of whoever observes it; with `now` it decides whether the answer is fresh. */
  readonly observedAt?: Time | undefined
  /** An earlier release applied it and the latest successful one did not. */
  readonly orphaned?: boolean | undefined
  /** Why nothing is known of it. */
  readonly unknown?: UnknownReason | undefined
  /** How it last was, where it is gone: a Job with a time to live that was complete is done, not missing. */
  readonly removed?: KubeObjectLike | undefined
}

/**
 * The status of one object: what was deployed against what is live.
 *
 * @param input see {@link ObjectInput}; any JSON is answered, and what is malformed counts as absent.
 * @param options everything that `assessHealth` and `compareObject` take, and how long an observation is fresh.
 * @returns the label by the table of {@link objectStatus}, both axes, and why. `children` is empty: those need the others, see `assessApplication`.
 * @throws TypeError where `input` is no object, or an option is of the wrong type.
 *
 * Source: the vocabulary of the product feature (docs/statuses.md); both axes as in `assessHealth` and `compareObject`.
 *
 * @example
 * ```ts
 * import { assessObject } from 'live-object-status/status'
 *
 * const desired = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' }, data: { level: 'info' } }
 * assessObject({ desired }).status // => 'Missing'
 * assessObject({ desired, unknown: 'Forbidden' }).status // => 'Unknown'
 * assessObject({ live: desired, observedAt: 0 }, { now: 600_001 }).reason // => 'Stale'
 * ```
 */
export const assessObject: {
  // With a redactor the answer is as people may see it.
  (input: ObjectInput, options: AssessOptions & { readonly redactor: Redactor }): Shown<ObjectAssessment>
  (input: ObjectInput, options?: AssessOptions): ObjectAssessment
  // oxlint-disable-next-line typescript/no-useless-default-assignment -- the second overload lets the options be left out
} = (input: ObjectInput, options: AssessOptions = {}) => {
  expect('input', anObjectInput, input)
  expect('options', someAssessOptions, options)
  const observed = millisecondsOf(input.observedAt)
  const staleAfter = options.staleAfter ?? defaults.staleAfter
  const now = millisecondsOf(options.now)
  const until = observed === undefined ? Infinity : observed + staleAfter
  const stale = now !== undefined && now > until
  const unknown = input.unknown ?? (stale ? 'Stale' : undefined)
  const given = input.live ?? input.desired ?? {}
  const ref = total(
    () => refOf(given),
    () => NOBODY,
  )
  const { redactor, ...health } = options
  const counting = options.counting && findCounting(ref, input.desired ?? given, options)
  const judging: Judging = { health, options, ...(redactor === undefined ? undefined : { showing: createShowing(redactor) }) }
  const assessment = assessKnown({ ...input, ref, unknown, counting }, judging)
  if (until === Infinity || now === undefined || stale) return assessment as ObjectAssessment & Shown<ObjectAssessment>
  return withReassessAt(assessment, earliest(assessment.reassessAt, timestamp(until + 1))) as ObjectAssessment & Shown<ObjectAssessment>
}

const SENTENCES: Readonly<Record<UnknownReason, string>> = {
  NotObserved: 'Its kind has not been listed yet',
  Stale: 'Nothing was heard from the cluster for too long',
  NamespaceNotWatched: 'Its namespace is not watched',
  ClusterScopedNotWatched: "Cluster-scoped resources can't be monitored in namespace-scoped mode",
  KindNotWatched: 'Its kind is not watched',
  Forbidden: 'Permissions are missing to list or watch its kind',
  DiscoveryUnhealthy: 'API discovery is incomplete and does not know its kind',
}

const anObjectInput = /* @__PURE__ */ aDocument<ObjectInput>('an object with desired or live', () => ({
  desired: anything,
  live: anything,
  observedAt: aTime,
  orphaned: aBoolean,
  unknown: aWord(...Object.keys(SENTENCES)),
  removed: anything,
}))

const NOBODY: ObjectRef = { group: '', version: '', kind: '', namespace: '', name: '' }

/** The same with another `reassessAt`, in the same key order. */
export const withReassessAt = (assessment: ObjectAssessment, reassessAt: string | undefined): ObjectAssessment =>
  reassessAt === undefined ? assessment : { ...assessment, reassessAt }

/** The input of {@link assessKnown}: freshness and what the observer could see are settled. */
export interface KnownObject extends ObjectInput {
  readonly ref: ObjectRef
  /** `desired`, made ready for comparing. */
  readonly prepared?: PreparedDesired | undefined
  /** A sentence for `unknown`, where there is a better one than the standing one. */
  readonly because?: string | undefined
  /** How it counts, where it does not count as others do. */
  readonly counting?: AppliedCounting | undefined
  readonly children?: readonly ObjectAssessment[] | undefined
  /** The record of it in the cluster. */
  readonly recorded?: RecordedObject | undefined
}

/** How one object is to be judged: for health, and for everything else. */
export interface Judging {
  readonly health: HealthContext
  readonly options: AssessOptions
  /** Given where people are to see the answer. */
  readonly showing?: Showing
  /** Keeps comparisons, for whoever keeps them. */
  readonly compared?: (compute: () => Comparison) => Comparison
}

/** {@link assessObject} for callers who know the identity, have decided on freshness, and have assessed the children. */
export const assessKnown = (input: KnownObject, judging: Judging): ObjectAssessment => {
  const { ref, unknown, orphaned = false, counting, children = NO_CHILDREN } = input
  const absence = input.live === undefined && unknown === undefined ? absenceHealth(input, judging) : undefined
  const { health, fault } = absence === undefined ? judgeHealth(input, judging) : { health: absence, fault: undefined }
  const comparison = judgeComparison(input, judging)
  const unmended = absence === undefined ? listUnmended(input, comparison) : NO_UNMENDED
  const sync = absence === undefined ? withUnmended(judgeSync(input, health, comparison), unmended) : NOT_DEPLOYED
  const status = labelFor({ fresh: unknown === undefined, health: health.status, sync: sync.status })
  const speaks = isHealthSpeaking(input, { status, health, comparison }) ? health : sync
  const reassessAt = earliest(health.reassessAt, ...children.map(child => child.reassessAt))
  const assessment: ObjectAssessment = {
    ref,
    status,
    reason: speaks.reason,
    message: speaks.message,
    health,
    sync,
    ...(comparison === undefined ? undefined : { comparison }),
    ...(unmended.length === 0 || sync.status !== 'OutOfSync' ? undefined : { unmended }),
    ...(orphaned ? ORPHANED : undefined),
    ...(counting === undefined ? undefined : { counting }),
    incidents: NO_INCIDENTS,
    children,
    ...(reassessAt === undefined ? undefined : { reassessAt }),
  }
  return judging.showing === undefined ? assessment : shownAssessment(assessment, judging.showing, fault)
}

/** The axis that decided speaks: sync only where health had nothing against it, and something was compared or is said in place of it. */
const isHealthSpeaking = (
  { recorded }: KnownObject,
  { status, health, comparison }: { readonly status: ObjectStatus; readonly health: Health; readonly comparison: Comparison | undefined },
): boolean =>
  status === health.status || (status === 'In Sync' && comparison === undefined && recorded?.isNameOnly !== true && health !== ABSENT)

const judgeHealth = ({ desired, live, unknown, because, recorded }: KnownObject, { health, showing }: Judging): ShownHealth => {
  if (unknown !== undefined)
    return {
      health: unknownHealth(unknown, because === undefined ? because : ((showing && createTexts(showing).text(because)) ?? because)),
    }
  if (live === undefined) return { health: recorded?.mayBeAbsent === true || isLeftOut(desired, recorded) ? ABSENT : MISSING }
  return showing === undefined ? { health: assessLive(live, health) } : shownHealth(live, health, showing)
}

/** Finds the health of an object that is not there and need not be: it is done, or a rule of the caller's says so. */
const absenceHealth = (input: KnownObject, { health, options, showing }: Judging): Health | undefined => {
  if (isDone(input, options)) return COMPLETED
  const said = input.desired === undefined || health.rules === undefined ? undefined : assessAbsence(input.desired, health)
  return said === undefined || showing === undefined ? said : mapTexts(said, createTexts(showing).text)
}

const judgeComparison = (
  { desired, prepared, live, orphaned, unknown, recorded }: KnownObject,
  { health, options, showing, compared = compute => compute() }: Judging,
): Comparison | undefined => {
  if (desired === undefined || live === undefined || orphaned === true || unknown !== undefined) return undefined
  if (recorded?.isNameOnly === true) return undefined
  const { related = options.related } = health
  return compared(() => {
    const asked = { ...comparing(options), ...(related === undefined ? undefined : { related }) }
    return asRecorded(compareKnown(prepared ?? desired, live, withRecorded(asked, recorded), showing?.copies), recorded, asked)
  })
}

const NO_UNMENDED: readonly never[] = Object.freeze([])
const NO_CHILDREN: readonly ObjectAssessment[] = Object.freeze([])
/** Incidents need the others too: they are added once all objects are known. */
const NO_INCIDENTS: readonly string[] = Object.freeze([])
const ORPHANED = { orphaned: true } as const

/** The options that comparing takes, and no others. */
const comparing = ({
  now: _now,
  rules: _rules,
  thresholds: _thresholds,
  complete: _complete,
  ...options
}: AssessOptions): CompareOptions => {
  const { staleAfter: _staleAfter, rollUp: _rollUp, namespace: _namespace, counting: _counting, policy: _policy, ...comparing } = options
  return comparing
}

/** The same where only the status is wanted. */
const judgingAlone = (options: AssessOptions): CompareOptions => {
  const { redactor: _redactor, ...comparable } = comparing(options)
  return comparable
}

const verdict = (status: Health['status'], reason: string, message: string, settled: boolean): Health =>
  Object.freeze({ status, reason, message, causes: [], settled, rule: 'none' })

/** Settled is false: whoever applied it a moment ago may be ahead of the watch. */
const MISSING = verdict('Missing', 'NotInCluster', 'Is not in the cluster', false)
/** A tool lists what it was told to leave out as well. */
const ABSENT = verdict('NotApplicable', 'NotInCluster', 'Is not in the cluster', false)
const COMPLETED = verdict('Healthy', 'CompletedAndRemoved', 'Completed, and was removed when its time to live had passed', true)

/** Reasons that waiting does not change: the observer would have to be configured differently. */
const SETTLED: ReadonlySet<UnknownReason> = new Set(['NamespaceNotWatched', 'ClusterScopedNotWatched', 'KindNotWatched', 'Forbidden'])

const unknownHealth = (reason: UnknownReason, because: string | undefined): Health =>
  verdict('Unknown', reason, because ?? SENTENCES[reason], SETTLED.has(reason))

type Sync = ObjectAssessment['sync']
const NOT_DEPLOYED: Sync = Object.freeze({ status: 'NotApplicable', reason: 'NotDeployed', message: '' })
const IS_ORPHANED: Sync = Object.freeze({
  status: 'Orphaned',
  reason: 'Orphaned',
  message: 'An earlier release applied it, the latest one does not',
})

const BY_NAME: Sync = Object.freeze({
  status: 'NotApplicable',
  reason: 'RecordedByName',
  message: 'Only its name is recorded, so drift would not show',
})
const NOT_RECORDED: Sync = Object.freeze({ status: 'NotApplicable', reason: 'NotRecorded', message: 'Nobody recorded what it should be' })
const LEFT_OUT: Sync = Object.freeze({
  status: 'NotApplicable',
  reason: 'LeftAlone',
  message: 'Is not in the cluster: whoever deploys it is told to leave it out',
})
const MAY_BE_LEFT_OUT: Sync = Object.freeze({
  status: 'Unknown',
  reason: 'MayBeLeftOut',
  message: 'Is not in the cluster: it was deleted, or whoever deployed it was told to leave it out',
})

/** As the product's monitor: an orphan is not compared, what is missing is out of sync, what is unknown is unknown here too. */
const judgeSync = (input: KnownObject, health: Health, comparison: Comparison | undefined): Sync => {
  if (input.orphaned === true) return IS_ORPHANED
  if (input.desired === undefined) return NOT_DEPLOYED
  if (input.unknown !== undefined) return { status: 'Unknown', reason: health.reason, message: health.message }
  if (health === ABSENT) return input.recorded?.mayBeAbsent === true ? MAY_BE_LEFT_OUT : LEFT_OUT
  if (input.live !== undefined && input.recorded?.isNameOnly === true) return input.recorded.tool === 'none' ? NOT_RECORDED : BY_NAME
  if (comparison === undefined) return { status: 'OutOfSync', reason: health.reason, message: health.message }
  return { status: comparison.status, reason: comparison.reason, message: comparison.message }
}

/** A Job with `ttlSecondsAfterFinished` that was seen complete is removed by the cluster: that is how it ends well. */
const isDone = ({ desired, removed }: KnownObject, options: AssessOptions): boolean =>
  desired !== undefined &&
  removed !== undefined &&
  total(
    () =>
      kindKeyOf(removed) === 'batch/Job' &&
      typeof at(removed, 'spec', 'ttlSecondsAfterFinished') === 'number' &&
      liveCondition(removed, 'Complete')?.status === 'True' &&
      // Another manifest under the same name has not run yet.
      compareKnown(desired, removed, judgingAlone(options)).status !== 'OutOfSync',
    () => false,
  )
