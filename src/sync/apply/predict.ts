import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, recordOf } from '../../model/read.ts'
import { jsonMerge } from './json-merge-patch.ts'
import { releaseDifference } from './release-difference.ts'
import type { ResolvedApplier } from './resolved-applier.ts'
import { normalise } from '../server/normalise.ts'
import type { ClusterVersion } from '../../schema/internal.ts'
import type { PreparedObject } from '../sides/prepare-desired.ts'
import { sameJson } from '../../model/same-json.ts'
import { serverSideMerge } from './server-side-apply.ts'
import { strategicMerge } from './strategic-merge.ts'
import { applyUpdateRule } from '../server/strategies.ts'
import { newMergeState, type MergeState } from '../fields/merge-state.ts'

/** The object that an apply would leave, and what it came across. */
export interface Prediction {
  /** `live` itself where nothing changes. */
  readonly object: JsonRecord
  /** The object as it would be if the applier mended all that differs; the same one but for tools that leave something as it is. */
  readonly mended: JsonRecord
  readonly walk: MergeState
}

/** Predicts the object that applying `desired` leaves of `live`, by the applier's own rules and then the server's. */
export const predict = (
  desired: PreparedObject,
  live: JsonRecord | undefined,
  applier: ResolvedApplier,
  version: ClusterVersion | undefined,
): Prediction => {
  const walk = newState(desired, live, applier, version)
  if (live === undefined) {
    const object = created(desired, walk)
    return { object, mended: object, walk }
  }
  const mended = served(merge(desired, live, applier, walk), desired, live, version)
  if (mended === live || !leavesSomething(desired, applier)) return { object: mended, mended, walk }
  return { object: left(desired, live, applier, version), mended, walk }
}

const newState = (
  desired: PreparedObject,
  live: JsonRecord | undefined,
  applier: ResolvedApplier,
  version: ClusterVersion | undefined,
): MergeState =>
  newMergeState(applier.otherSets, {
    clientSets: applier.clientSets,
    pristine: at(live, 'metadata', 'generation') === 1,
    managed: applier.entries.length > 0,
    untyped: desired.untyped || desired.kind.guessed === true,
    version,
    serverSide: applier.mode === 'server-side' && desired.kind.guessed !== true,
  })

/** A merged object as the server stores it. */
const served = (
  merged: unknown,
  { kindKey, appliedPart: written }: PreparedObject,
  live: JsonRecord,
  version: ClusterVersion | undefined,
): JsonRecord => {
  const object = isRecord(merged) ? applyUpdateRule(kindKey, merged, live, { written, version }) : live
  return object !== merged && sameJson(object, live) ? live : object
}

/** Helm knows the types of built-in kinds alone, and a tool may be told to leave an object as it is. */
const leavesSomething = ({ kind, kindKey }: PreparedObject, { mode, told }: ResolvedApplier): boolean =>
  told?.means === 'leave-object' || (mode === 'helm-client-side' && kind.patch === 'json-merge' && kindKey !== CRD)

const CRD = 'apiextensions.k8s.io/CustomResourceDefinition'

/** Sends, for a kind that Helm does not know, what the release says otherwise than the one before. */
const left = (desired: PreparedObject, live: JsonRecord, applier: ResolvedApplier, version: ClusterVersion | undefined): JsonRecord => {
  if (applier.told?.means === 'leave-object' || applier.previous === undefined) return live
  const { changed, removed } = releaseDifference(applier.previous, desired.appliedPart)
  const merged = jsonMerge(live, changed, removed, desired.kind.root, newState(desired, live, applier, version))
  return served(merged, desired, live, version)
}

const merge = ({ appliedPart, kind }: PreparedObject, live: JsonRecord, applier: ResolvedApplier, walk: MergeState): unknown => {
  if (applier.mode === 'server-side') return serverSideMerge(live, appliedPart, kind.root, applier.ownSet, walk)
  const sent = withAnnotations(appliedPart)
  if (kind.patch === 'json-merge') return jsonMerge(live, sent, applier.previous, kind.root, walk)
  return strategicMerge(live, sent, applier.previous, kind.root, walk)
}

/**
 * kubectl sends its own annotation always, so a manifest without annotations never drops those that others wrote; and it reads a null
 * among them as the empty string (NestedNullCoercingStringMap in apimachinery's unstructured helpers).
 */
const withAnnotations = (written: JsonRecord): JsonRecord => {
  const metadata = recordOf(written['metadata'])
  const { annotations } = metadata
  if (isRecord(annotations) && !hasNull(annotations)) return written
  const texts = Object.entries(recordOf(annotations)).map(([key, text]) => [key, text ?? ''])
  // Assigned, not spread beside a key, which engines are slow at.
  const sent: Record<string, unknown> = { ...written }
  const sentMetadata: Record<string, unknown> = { ...metadata }
  sentMetadata['annotations'] = Object.fromEntries(texts)
  sent['metadata'] = sentMetadata
  return sent
}

const hasNull = (record: JsonRecord): boolean => {
  for (const key in record) if (record[key] === null) return true
  return false
}

const created = ({ object, appliedPart, kind, kindKey }: PreparedObject, walk: MergeState): JsonRecord => {
  const { apiVersion, kind: name, metadata } = object
  const made = normalise(
    {
      apiVersion,
      kind: name,
      ...appliedPart,
      metadata: { ...identity(metadata), ...(isRecord(appliedPart['metadata']) ? appliedPart['metadata'] : {}) },
    },
    kind.root,
    walk,
  )
  return applyUpdateRule(kindKey, isRecord(made) ? made : {}, undefined, { written: appliedPart, version: walk.version })
}

const identity = (metadata: unknown): JsonRecord => {
  if (!isRecord(metadata)) return {}
  const kept: Record<string, unknown> = {}
  for (const key of ['name', 'namespace']) if (metadata[key] !== undefined) kept[key] = metadata[key]
  return kept
}
