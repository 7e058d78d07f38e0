import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, listOf, recordsOf } from '../../model/read.ts'
import type { ClusterVersion } from '../../schema/internal.ts'
import { podSpecPath } from '../fields/pod-spec.ts'

/** Takes volumes of images and their mounts from the pods of a server that knows the field and has its feature off (dropImageVolumes in pkg/api/pod). */
export const withoutImageVolumes = (
  kindKey: string,
  predicted: JsonRecord,
  live: JsonRecord | undefined,
  version: ClusterVersion | undefined,
): JsonRecord => {
  if (version === undefined || version.minor < KNOWN || version.minor >= KEPT) return predicted
  const path = podSpecPath(kindKey)
  const spec = at(predicted, ...path)
  const dropped = imageVolumes(spec)
  if (dropped.size === 0 || imageVolumes(at(live, ...path)).size > 0) return predicted
  return replaceAt(predicted, path, withoutVolumes(spec, dropped))
}

const [KNOWN, KEPT] = [31, 35]

const imageVolumes = (spec: unknown): ReadonlySet<unknown> =>
  new Set(recordsOf(at(spec, 'volumes')).flatMap(volume => (isRecord(volume['image']) ? [volume['name']] : [])))

const withoutVolumes = (spec: unknown, dropped: ReadonlySet<unknown>): unknown => {
  if (!isRecord(spec)) return spec
  const kept: Record<string, unknown> = { ...spec }
  dropFrom(kept, 'volumes', volume => dropped.has(volume['name']))
  for (const list of ['initContainers', 'containers', 'ephemeralContainers'])
    if (Array.isArray(kept[list]))
      kept[list] = listOf(kept[list]).map(container => {
        if (!isRecord(container) || !Array.isArray(container['volumeMounts'])) return container
        const left: Record<string, unknown> = { ...container }
        dropFrom(left, 'volumeMounts', mount => dropped.has(mount['name']))
        return left
      })
  return kept
}

const dropFrom = (record: Record<string, unknown>, list: string, isDropped: (item: JsonRecord) => boolean): void => {
  const left = listOf(record[list]).filter(item => !isRecord(item) || !isDropped(item))
  if (left.length > 0) record[list] = left
  else delete record[list]
}

const replaceAt = (object: JsonRecord, [step = '', ...rest]: readonly string[], value: unknown): JsonRecord => {
  const below = object[step]
  return { ...object, [step]: rest.length === 0 ? value : replaceAt(isRecord(below) ? below : {}, rest, value) }
}
