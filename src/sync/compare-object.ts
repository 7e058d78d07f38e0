import { expect, someOptions } from '../model/expect.ts'
import type { JsonRecord, KubeObjectLike } from '../model/kube-object.ts'
import type { Problem } from '../model/problem.ts'
import { recordOf } from '../model/read.ts'
import { total } from '../model/total.ts'
import { ownerOf } from './difference/author.ts'
import { findApplier, type Applier } from './apply/applier.ts'
import { findAutoscaler } from './difference/find-autoscaler.ts'
import { compareChecks } from './comparison.ts'
import type { CompareOptions, Comparison, ComparisonReason, Difference } from './comparison.ts'
import { applyIgnoreRules } from './ignore/ignore-rules.ts'
import { anchorsOf, changedPlaces, listDifferences, type ComparisonContext } from './difference/list-differences.ts'
import { listNotes } from './difference/list-notes.ts'
import { makePatch } from './difference/make-patch.ts'
import type { LocatedChange } from './difference/locate.ts'
import { predict } from './apply/predict.ts'
import { prepare, preparedOf, type PreparedDesired, type PreparedObject } from './sides/prepare-desired.ts'
import { redactedComparison } from './redacted-comparison.ts'
import { rejectionsOf } from './difference/rejections.ts'
import { incomparable, type Incomparable } from './sides/incomparable.ts'
import { isNewer } from './sides/is-newer.ts'
import { secretSides, type SecretObstacle, type SecretSides } from './sides/secret-sides.ts'
import { inWords, displayValue, viewerOf } from './difference/show-value.ts'

/**
 * Whether applying a manifest again would change the live object: offline, what the API server's dry run would answer, and what it means.
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
export const compareObject = (
  desired: KubeObjectLike | PreparedDesired,
  live: KubeObjectLike,
  options: CompareOptions = {},
): Comparison => {
  expect('options', someCompareOptions, options)
  return compareKnown(desired, live, options)
}

const someCompareOptions = /* @__PURE__ */ someOptions(compareChecks)

/** {@link compareObject} for options that are known to fit: status/ asks for every object of an application. */
export const compareKnown = (desired: KubeObjectLike | PreparedDesired, live: KubeObjectLike, options: CompareOptions): Comparison =>
  total(
    () => {
      const answer = compare(desired, live, options)
      return options.redactor === undefined ? answer : redactedComparison(answer, options.redactor)
    },
    () => unknown('Unreadable', 'The objects could not be read'),
  )

const compare = (desired: KubeObjectLike | PreparedDesired, live: KubeObjectLike, options: CompareOptions): Comparison => {
  const made = preparedOf(desired)
  const given = made === undefined ? (desired as KubeObjectLike) : made.object
  const obstacle = incomparable(given, live, options.schemas)
  if (obstacle !== undefined)
    return {
      ...unknown(obstacle, OBSTACLES[obstacle]),
      differences: obstacle === 'VersionMismatch' ? [otherVersion(recordOf(given), live, options)] : [],
    }
  const sides = secretSides(recordOf(given), recordOf(live), options.secrets)
  if (typeof sides === 'string') return unknown(sides, OBSTACLES[sides])
  const prepared = made !== undefined && sides.desired === given ? made : prepare(sides.desired, options.schemas)
  const { applier, ambiguous } = findApplier(prepared, sides.live, options)
  if (ambiguous)
    return unknown(
      'AmbiguousManager',
      'Two managers apply this object, each owns as much of the manifest, and they would leave different objects: name one in fieldManager',
    )
  return compareSides(prepared, applier, sides, options)
}

const compareSides = (
  desired: PreparedObject,
  applier: Applier,
  { live, secret, hashed }: SecretSides,
  options: CompareOptions,
): Comparison => {
  const prediction = predict(desired, live, applier)
  const viewer = viewerOf(secret, live, options, hashed)
  const scaled = prediction.object !== live ? findAutoscaler(live, options.related) : undefined
  const compared: ComparisonContext = { desired, live, applier, prediction, viewer, autoscaler: scaled }
  const places = changedPlaces(compared)
  const rejections = [
    ...rejectionsOf(desired, live, prediction.object, { applier, findings: prediction.walk.findings, places }),
    ...conflicts(places, compared, options),
  ]
  const differences = listDifferences(places, compared, rejections)
  const changes = places.map(place => place.change)
  const notes = listNotes(compared, changes)
  const strict = options.strict === undefined ? [] : notes.filter(note => isStrict(note, options.strict))
  const all = strict.length === 0 ? differences : [...differences, ...strict]
  const anchors = (index: number): readonly string[] =>
    index < places.length ? places.slice(index, index + 1).flatMap(anchorsOf) : [all[index]?.pointer ?? '']
  const ignored = applyIgnoreRules(all, options.ignore ?? [], { anchors, desired: desired.object, live, predicted: prediction.object })
  const newer = prediction.walk.findings.some(finding => finding.kind === 'unknown-field') && isNewer(options.clusterVersion)
  const { counted, suppressed, problems } = ignored
  const { status, reapply, reason, message } = verdict(counted, { suppressed, rejected: rejections, changed: places.length > 0, newer })
  return {
    status,
    reapply,
    reason,
    message,
    differences: counted,
    notes: strict.length === 0 ? notes : notes.filter(note => !strict.includes(note)),
    suppressed,
    rejections,
    problems,
    patch: makePatch(changes, live, prediction.object),
  }
}

const isStrict = (note: Difference, strict: CompareOptions['strict']): boolean =>
  note.class === 'added-by-other' && (strict === true || (Array.isArray(strict) && strict.includes(note.by?.manager)))

/** Without force, server-side apply refuses to change what another manager owns. */
const conflicts = (
  places: readonly LocatedChange[],
  { applier }: ComparisonContext,
  { force = true }: CompareOptions,
): readonly Problem[] => {
  if (force || applier.mode === 'client-side') return []
  return places.flatMap(place => {
    const owner =
      place.desired === undefined
        ? undefined
        : applier.entries.find(entry => entry.manager !== applier.manager && ownerOf([entry], place.elements, place.atomic) !== undefined)
    return owner === undefined ? [] : [{ code: 'conflict', message: `${owner.manager} owns the field`, pointer: place.change.pointer }]
  })
}

const verdict = (
  counted: readonly Difference[],
  facts: { suppressed: readonly Difference[]; rejected: readonly Problem[]; changed: boolean; newer: boolean },
): Pick<Comparison, 'status' | 'reapply' | 'reason' | 'message'> => {
  const real = counted.filter(difference => difference.class !== 'equivalent')
  const reapply = facts.rejected.length > 0 ? 'rejected' : facts.newer ? 'unknown' : facts.changed ? 'changed' : 'unchanged'
  const [first] = real
  if (first !== undefined)
    return {
      status: 'OutOfSync',
      reapply,
      reason: reasonOf(first),
      message: summary(first, real),
    }
  if (facts.newer)
    return {
      status: 'Unknown',
      reapply,
      reason: 'NewerCluster',
      message: 'The manifest has fields that the bundled schema does not know, and the cluster is newer than it',
    }
  if (counted.length > 0) return { status: 'InSync', reapply, reason: 'Equivalent', message: counted[0]?.message ?? '' }
  if (facts.suppressed.length > 0) return { status: 'InSync', reapply, reason: 'Ignored', message: ignoredText(facts.suppressed.length) }
  return { status: 'InSync', reapply, reason: 'Unchanged', message: '' }
}

const ignoredText = (count: number): string =>
  count === 1 ? '1 difference is ignored by a rule' : `${count} differences are ignored by rules`

/** The first, and how many other places there are: a list has several differences at one path. */
const summary = (first: Difference, all: readonly Difference[]): string => {
  const count = all.length === 1 ? 1 : new Set(all.map(difference => difference.path)).size
  return count === 1 ? first.message : `${first.message}; ${count - 1} more`
}

/** `not-yet-applied` as `NotYetApplied`; a change through the scale subresource is `Scaled`. */
const reasonOf = ({ class: name, by }: Difference): ComparisonReason => {
  if (by?.subresource === 'scale') return 'Scaled'
  let reason = ''
  for (let start = 0, end = 0; end >= 0; start = end + 1) {
    end = name.indexOf('-', start)
    reason += name.charAt(start).toUpperCase() + name.slice(start + 1, end < 0 ? undefined : end)
  }
  return reason as ComparisonReason
}

const OBSTACLES: Readonly<Record<Incomparable | SecretObstacle, string>> = {
  NotAnObject: 'One of the two is no Kubernetes object',
  TypedInput: 'Typed client objects drop and rename fields: hand in plain JSON, or use plainObject',
  GenerateName: 'A manifest with generateName makes a new object at every apply: none can be paired with it',
  DifferentObject: 'The two differ in group, kind, namespace or name',
  VersionMismatch: 'The two are in different API versions whose fields differ',
  HashedWithoutSalt: 'One side is hashed, and the salt to hash the other is not given',
  DifferentSalts: 'The two sides are hashed with different salts or schemes',
}

/** The one difference that is sure where the fields of two versions cannot be compared. */
const otherVersion = (desired: JsonRecord, live: KubeObjectLike, options: CompareOptions): Difference => {
  const viewer = viewerOf(false, recordOf(live), options, false)
  const [wanted, there] = [desired['apiVersion'], live.apiVersion].map(version => displayValue(version, ['f:apiVersion'], viewer))
  return {
    path: 'apiVersion',
    pointer: '/apiVersion',
    class: 'version-mismatch',
    ...(wanted === undefined ? undefined : { desired: wanted }),
    ...(there === undefined ? undefined : { live: there }),
    effect: 'none',
    message: `apiVersion is ${inWords(there)}, the manifest is in ${inWords(wanted)}, whose fields differ`,
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
