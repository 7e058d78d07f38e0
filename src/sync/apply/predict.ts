import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, recordOf } from '../../model/read.ts'
import type { Applier } from './applier.ts'
import { jsonMerge } from './json-merge-patch.ts'
import { normalise } from '../server/normalise.ts'
import type { PreparedObject } from '../sides/prepare-desired.ts'
import { sameJson } from '../../model/same-json.ts'
import { serverSideMerge } from './server-side-apply.ts'
import { strategicMerge } from './strategic-merge.ts'
import { applyUpdateRule } from '../server/strategies.ts'
import { newMergeState, type MergeState } from '../fields/merge-state.ts'

/** What an apply would leave, and what it came across. */
export interface Prediction {
  /** `live` itself where nothing changes. */
  readonly object: JsonRecord
  readonly walk: MergeState
}

/** The object that applying `desired` would leave of `live`, by the applier's own rules and then the server's. */
export const predict = (desired: PreparedObject, live: JsonRecord | undefined, applier: Applier): Prediction => {
  const walk = newMergeState(applier.otherSets, {
    clientSets: applier.clientSets,
    pristine: at(live, 'metadata', 'generation') === 1,
    managed: applier.entries.length > 0,
    untyped: desired.untyped,
  })
  if (live === undefined) return { object: created(desired, walk), walk }
  const merged = merge(desired, live, applier, walk)
  const object = isRecord(merged) ? applyUpdateRule(desired.kindKey, merged, live, desired.appliedPart) : live
  return { object: object !== merged && sameJson(object, live) ? live : object, walk }
}

const merge = ({ appliedPart, kind }: PreparedObject, live: JsonRecord, applier: Applier, walk: MergeState): unknown => {
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
  return applyUpdateRule(kindKey, isRecord(made) ? made : {}, undefined, appliedPart)
}

const identity = (metadata: unknown): JsonRecord => {
  if (!isRecord(metadata)) return {}
  const kept: Record<string, unknown> = {}
  for (const key of ['name', 'namespace']) if (metadata[key] !== undefined) kept[key] = metadata[key]
  return kept
}
