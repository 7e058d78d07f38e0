import { expect, someOptions } from '../model/expect.ts'
import type { JsonRecord, KubeObjectLike } from '../model/kube-object.ts'
import type { Problem } from '../model/problem.ts'
import { isRecord, recordOf } from '../model/read.ts'
import { total } from '../model/total.ts'
import { findApplier } from './apply/find-applier.ts'
import { findConflicts } from './apply/find-conflicts.ts'
import type { ResolvedApplier } from './apply/resolved-applier.ts'
import { withMarks } from './apply/with-marks.ts'
import { compareChecks } from './comparison.ts'
import type { CompareOptions } from './comparison.ts'
import { changedPlaces } from './difference/list-differences.ts'
import { predict } from './apply/predict.ts'
import { prepare, takePrepared, type PreparedDesired, type PreparedObject } from './sides/prepare-desired.ts'
import { findRejections, WHOLE } from './rejections/find-rejections.ts'
import { resolveVersion } from './sides/is-newer.ts'
import { incomparable } from './sides/incomparable.ts'

/** What {@link predictApply} answers. */
export interface PredictedApply {
  /** The object that the apply would leave; raw by nature, values of Secrets included. */
  readonly object: KubeObjectLike
  /** Why the server would refuse, as far as that shows offline. */
  readonly rejections: readonly Problem[]
  /** What cannot be known offline: `schema` for a kind that nobody described, a reason where the two cannot be compared. */
  readonly unknown: readonly string[]
}

/**
 * The object that an apply would leave, created or updated: an offline dry run.
 *
 * @param desired - the manifest, or the result of `prepareDesired`.
 * @param live - the object as the cluster serves it; undefined to predict its creation. What the cluster allocates then (addresses, node
 *   ports, uids, names), and what admission webhooks and controllers add, is not in the prediction.
 * @param options - as for `compareObject`.
 * @returns the object, why the server would refuse it, and what cannot be known. Raw: it holds the values of Secrets. Parts that do not
 *   change are shared with `live`.
 *
 * Source: as for {@link compareObject}; checked by creating every recorded manifest again (docs/conformance.md).
 *
 * @example
 * ```ts
 * import { predictApply } from 'live-object-status/sync'
 *
 * const desired = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db', namespace: 'shop' }, stringData: { user: 'app' } }
 * predictApply(desired, undefined).object // => { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db', namespace: 'shop' }, type: 'Opaque', data: { user: 'YXBw' } }
 * ```
 */
export const predictApply = (
  desired: KubeObjectLike | PreparedDesired,
  live: KubeObjectLike | undefined,
  options: PredictOptions = {},
): PredictedApply => {
  expect('options', somePredictOptions, options)
  return total(
    () => prediction(desired, live, options),
    () => ({ object: {}, rejections: [], unknown: ['Unreadable'] }),
  )
}

/** How `predictApply` answers: as `compareObject` does, but for what would hide values. */
export type PredictOptions = Omit<CompareOptions, 'redactor' | 'secrets'>

const somePredictOptions = /* @__PURE__ */ someOptions<PredictOptions>(() => {
  const { redactor: _redactor, ...checks } = compareChecks()
  return checks
})

const prediction = (
  desired: KubeObjectLike | PreparedDesired,
  live: KubeObjectLike | undefined,
  options: CompareOptions,
): PredictedApply => {
  const prepared = takePrepared(desired) ?? prepare(recordOf(desired), options.schemas)
  const unknown = prepared.untyped ? ['schema'] : []
  if (live === undefined) return finish(prepared, {}, creation(options), unknown, options)
  const obstacle = incomparable(prepared.object, live, options.schemas)
  if (obstacle !== undefined) return { object: isRecord(live) ? live : {}, rejections: [], unknown: [...unknown, obstacle] }
  const { applier, ambiguous } = findApplier(prepared, recordOf(live), options)
  return finish(
    withMarks(prepared, recordOf(live), applier),
    recordOf(live),
    applier,
    ambiguous ? [...unknown, 'AmbiguousManager'] : unknown,
    options,
  )
}

const creation = ({ applier, fieldManager }: CompareOptions): ResolvedApplier => ({
  mode: applier === 'client-side' ? 'client-side' : 'server-side',
  manager: fieldManager,
  force: true,
  previous: undefined,
  served: undefined,
  ownSet: undefined,
  others: [],
  rivals: [],
  conceded: undefined,
  otherSets: [],
  clientSets: [],
  entries: [],
  deployer: undefined,
  recognised: undefined,
  told: undefined,
})

const finish = (
  desired: PreparedObject,
  live: JsonRecord,
  applier: ResolvedApplier,
  unknown: readonly string[],
  options: CompareOptions,
): PredictedApply => {
  const creates = Object.keys(live).length === 0
  const version = resolveVersion(options) ?? desired.version
  const predicted = predict(desired, creates ? undefined : live, applier, version)
  const places = creates ? WHOLE : changedPlaces({ desired, live, applier, prediction: predicted })
  const rejections = [
    ...findRejections(desired, live, predicted.object, { applier, findings: predicted.walk.findings, places, version }),
    ...(creates ? [] : findConflicts(desired, live, applier)),
  ]
  return { object: predicted.object, rejections, unknown }
}
