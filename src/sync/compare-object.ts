import { expect, someOptions } from '../model/expect.ts'
import { pathText, pointerOf } from '../model/field-path.ts'
import type { JsonRecord, KubeObjectLike } from '../model/kube-object.ts'
import { recordOf } from '../model/read.ts'
import { total } from '../model/total.ts'
import { findApplier } from './apply/find-applier.ts'
import { findConflicts } from './apply/find-conflicts.ts'
import type { ResolvedApplier } from './apply/resolved-applier.ts'
import { withMarks } from './apply/with-marks.ts'
import { findAutoscaler } from './difference/find-autoscaler.ts'
import { compareChecks } from './comparison.ts'
import type { CompareOptions, Comparison, ComparisonReason, Difference, Writable } from './comparison.ts'
import { countDifferences } from './count-differences.ts'
import type { ComparisonContext } from './difference/comparison-context.ts'
import { changedPlaces, listDifferences } from './difference/list-differences.ts'
import { listChanges } from './difference/list-changes.ts'
import { makePatch } from './difference/make-patch.ts'
import { predict } from './apply/predict.ts'
import { prepare, takePrepared, type PreparedDesired, type PreparedObject } from './sides/prepare-desired.ts'
import { rememberCompared } from './drift-sign.ts'
import { redactedComparison } from './redacted-comparison.ts'
import { findRejections, isRefused } from './rejections/find-rejections.ts'
import type { Problem } from '../model/problem.ts'
import { listRefused } from './difference/list-refused.ts'
import type { LocatedChange } from './difference/locate.ts'
import { decide } from './verdict.ts'
import { incomparable, type Incomparable } from './sides/incomparable.ts'
import { mayBeNewer, resolveVersion } from './sides/is-newer.ts'
import { secretSides, type SecretObstacle, type SecretSides } from './sides/secret-sides.ts'
import { inWords, displayValue, createViewer, type ViewedOptions } from './difference/show-value.ts'
import { createShownSides } from './difference/shown-sides.ts'
import type { Redactor, Shown } from '../redact/index.ts'
import { insideOf, markShown, type ShownCopies } from '../redact/internal.ts'

/**
 * Compares a manifest with the live object, offline: would applying it again change anything, what the API server's dry run would answer, and what it means.
 *
 * @param desired - the manifest that was applied, as plain JSON, or the result of `prepareDesired` where it is compared often.
 * @param live - the object as the cluster serves it, as plain JSON, with its metadata.managedFields where there are any.
 * @param options - who applies and how, schemas of custom resources, ignore rules, how Secret values are shown: {@link CompareOptions}.
 * @returns `reapply` for the bytes and `status` for the meaning; every difference with its path, class, author and an ignore rule; what
 *   others added as `notes`; an RFC 6902 patch. Unknown, with a reason, where the two cannot be compared. Never throws on data.
 *
 * Source: the API server (structured-merge-diff, strategic and JSON merge patch, defaulting, update strategies) and kubectl's three-way
 * patches, checked against recorded dry runs of Kubernetes 1.36.
 *
 * @example
 * ```ts
 * import { compareObject } from 'live-object-status/sync'
 *
 * const desired = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { colour: 'blue' } }
 * const live = { ...desired, data: { colour: 'red', size: 'large' } }
 * const { status, reapply, differences, patch } = compareObject(desired, live)
 * status // => 'OutOfSync'
 * reapply // => 'changed'
 * differences[0].message // => 'data.colour is "red", deployed was "blue"'
 * patch // => [{ op: 'replace', path: '/data/colour', value: 'blue' }]
 * ```
 */
export const compareObject: {
  // With a redactor the answer is as people may see it.
  (
    desired: KubeObjectLike | PreparedDesired,
    live: KubeObjectLike,
    options: CompareOptions & { readonly redactor: Redactor },
  ): Shown<Comparison>
  (desired: KubeObjectLike | PreparedDesired, live: KubeObjectLike, options?: CompareOptions): Comparison
  // oxlint-disable-next-line typescript/no-useless-default-assignment -- the second overload lets the options be left out
} = (desired: KubeObjectLike | PreparedDesired, live: KubeObjectLike, options: CompareOptions = {}) => {
  expect('options', someCompareOptions, options)
  return compareKnown(desired, live, options) as Comparison & Shown<Comparison>
}

const someCompareOptions = /* @__PURE__ */ someOptions(compareChecks)

/**
 * {@link compareObject} for options that are known to fit: status/ asks for every object of an application, and keeps the copies of objects as
 * they may be shown.
 */
export const compareKnown = (
  desired: KubeObjectLike | PreparedDesired,
  live: KubeObjectLike,
  options: CompareOptions,
  copies?: ShownCopies,
): Comparison => {
  const { redactor } = options
  const unreadable = (): Comparison => unknown('Unreadable', 'The objects could not be read')
  if (redactor === undefined)
    return total(() => {
      const given = takePrepared(desired)?.object ?? desired
      const answer = compare(desired, live, options)
      return rememberCompared(answer, { desired: given, live, differences: answer.differences })
    }, unreadable)
  const { patch: _, ...nothing } = unreadable()
  return total(
    () => {
      const given = takePrepared(desired)?.object ?? desired
      const shown = createShownSides(copies ?? insideOf(redactor).createCopies(), given, live)
      const viewed: CompareOptions & ViewedOptions = { ...options, shown }
      const raw = total(() => compare(desired, live, viewed), unreadable)
      return rememberCompared(redactedComparison(raw, shown, redactor), { desired: given, live, differences: raw.differences })
    },
    () => markShown(nothing, redactor) as unknown as Comparison,
  )
}

const compare = (desired: KubeObjectLike | PreparedDesired, live: KubeObjectLike, options: CompareOptions): Comparison => {
  const made = takePrepared(desired)
  const given = made === undefined ? (desired as KubeObjectLike) : made.object
  const obstacle = incomparable(given, live, options.schemas)
  if (obstacle !== undefined)
    return {
      ...unknown(obstacle, OBSTACLES[obstacle]),
      differences: obstacle === 'VersionMismatch' ? [otherVersion(recordOf(given), live, options)] : [],
    }
  const sides = secretSides(recordOf(given), recordOf(live), options.redactor && insideOf(options.redactor).hashing)
  if (typeof sides === 'string') return unknown(sides, OBSTACLES[sides])
  const prepared = made !== undefined && sides.desired === given ? made : prepare(sides.desired, options.schemas)
  const { applier, ambiguous } = findApplier(prepared, sides.live, options)
  if (ambiguous)
    return unknown(
      'AmbiguousManager',
      'Two managers apply this object, each owns as much of the manifest, and they would leave different objects: name one in fieldManager',
    )
  const answer = compareSides(withMarks(prepared, sides.live, applier), applier, sides, options)
  return sides.isSaltUnknown === true && answer.differences.length > 0 ? withDoubt(answer) : answer
}

const DOUBT = '; hashes made with another salt would look the same'

/** Says what else a difference may be that hashes by another salt cannot tell. */
const withDoubt = (answer: Comparison): Comparison => ({
  ...answer,
  message: `${answer.message}${DOUBT}`,
  differences: answer.differences.map(each => (each.pointer.startsWith('/data') ? { ...each, message: `${each.message}${DOUBT}` } : each)),
})

const compareSides = (
  desired: PreparedObject,
  applier: ResolvedApplier,
  { live, secret, hashed }: SecretSides,
  options: CompareOptions,
): Comparison => {
  const version = resolveVersion(options) ?? desired.version
  const prediction = predict(desired, live, applier, version)
  const { object, mended, walk } = prediction
  const autoscaler = mended !== live ? findAutoscaler(live, options.related) : undefined
  const context: ComparisonContext = {
    desired,
    live,
    applier,
    version,
    prediction,
    viewer: createViewer(live, { secret, hashed }, options),
    autoscaler,
  }
  const places = changedPlaces(context)
  const rejections = object === live && mended !== live ? [] : findAllRejections(context, places)
  const refused = rejections.length === 0 ? [] : walk.findings.filter(finding => isRefused(desired, context, finding))
  const listed = listDifferences(places, context, rejections)
  const more =
    refused.length + desired.lostMarks.length === 0
      ? NONE
      : [...listRefused(refused, context), ...desired.lostMarks.map(mark => lostMark(mark, applier))]
  const found = more.length === 0 ? listed : [...listed, ...more]
  return answer(context, { places, rejections, found, options })
}

const findAllRejections = (context: ComparisonContext, places: readonly LocatedChange[]): readonly Problem[] => {
  const { desired, live, applier, version, prediction } = context
  const rejections = findRejections(desired, live, prediction.object, { applier, findings: prediction.walk.findings, places, version })
  return applier.force ? rejections : [...rejections, ...findConflicts(desired, live, applier)]
}

interface ComparedPlaces {
  readonly places: readonly LocatedChange[]
  readonly rejections: readonly Problem[]
  /** The first difference of each place, in their order. */
  readonly found: readonly Difference[]
  readonly options: CompareOptions
}

const answer = (context: ComparisonContext, { places, rejections, found, options }: ComparedPlaces): Comparison => {
  const { desired, live, applier, version, prediction } = context
  const { object, mended, walk } = prediction
  const changes = places.map(place => place.change)
  const { counted, suppressed, accepted, leftAlone, notes, problems } = countDifferences(context, { places, changes, found, options })
  const again = options.acceptAdmission === true ? new Set(accepted.map(({ pointer }) => pointer)) : undefined
  const applied = object === mended ? changes : listChanges(live, object)
  const sent = again === undefined ? applied : applied.filter(({ pointer }) => !again.has(pointer))
  const { status, reapply, reason, message } = decide({
    counted,
    suppressed,
    accepted: accepted.length,
    rejected: rejections.length > 0,
    changed: sent.length > 0 || desired.lostMarks.length > 0,
    newer: walk.findings.length > 0 && walk.findings.some(finding => mayBeNewer(finding, desired.kind, version)),
    leftAlone,
    applier,
  })
  const patch = makePatch(sent, live, object)
  const comparison: Writable<Comparison> = {
    status,
    reapply,
    reason,
    message,
    differences: counted,
    notes,
    suppressed,
    rejections,
    problems,
    patch,
  }
  if (applier.recognised !== undefined) comparison.deployer = applier.recognised
  return comparison
}

const NONE: readonly Difference[] = []

/** A label or annotation that the deployer writes again, whatever value it gives it. */
const lostMark = (tokens: readonly string[], { deployer }: ResolvedApplier): Difference => {
  const [path, pointer] = [pathText(tokens), pointerOf(tokens)]
  const message = `${path} is not there, and ${deployer?.title ?? ''} writes it again`
  return { path, pointer, class: 'removed', effect: 'none', message, ignoreRule: { own: { pointer } } }
}

const OBSTACLES: Readonly<Record<Incomparable | SecretObstacle, string>> = {
  NotAnObject: 'One of the two is no Kubernetes object',
  TypedInput: 'Typed client objects drop and rename fields: hand in plain JSON, or use plainObject',
  GenerateName: 'A manifest with generateName makes a new object at every apply: none can be paired with it',
  DifferentObject: 'The two differ in group, kind, namespace or name',
  VersionMismatch: 'The two are in different API versions, and nothing says that their fields are the same',
  HashedWithoutSalt: 'One side is hashed, and the salt to hash the other is not given',
  DifferentSalts: 'The two sides are hashed with different salts or schemes',
}

/** The one difference that is sure where the fields of two versions cannot be compared. */
const otherVersion = (desired: JsonRecord, live: KubeObjectLike, options: CompareOptions): Difference => {
  const viewer = createViewer(recordOf(live), { secret: false, hashed: false }, options)
  const [wanted, there] = [desired['apiVersion'], live.apiVersion].map(version => displayValue(version, ['f:apiVersion'], viewer))
  return {
    path: 'apiVersion',
    pointer: '/apiVersion',
    class: 'version-mismatch',
    ...(wanted === undefined ? undefined : { desired: wanted }),
    ...(there === undefined ? undefined : { live: there }),
    effect: 'none',
    message: `apiVersion is ${inWords(there)}, the manifest is in ${inWords(wanted)}`,
  }
}

const unknown = (reason: ComparisonReason, message: string): Comparison => ({
  status: 'Unknown',
  reapply: 'unknown',
  reason,
  message,
  differences: [],
  notes: [],
  suppressed: [],
  rejections: [],
  problems: [],
  patch: [],
})
