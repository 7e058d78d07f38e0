import type { NodeShape } from '../../incidents/internal.ts'
import { refKey } from '../../model/identity.ts'
import type { JsonRecord, KubeObjectLike } from '../../model/kube-object.ts'
import { recordOf } from '../../model/read.ts'
import type { ObjectAssessment } from '../object-assessment.ts'
import { ownRef } from '../shown/own-ref.ts'
import { isIll } from './list-starts.ts'

/** DesiredByKey by namespace. */
export type ByNamespace = ReadonlyMap<string, readonly JsonRecord[]>

/** DesiredByKey by the keys of their objects. */
export type DesiredByKey = ReadonlyMap<string, KubeObjectLike>

/** Everything that the application itself knows beside the live objects. */
export interface ApplicationKnowledge {
  /** The answer for one of the application's own objects, or for one that these own. */
  readonly known: (key: string) => ObjectAssessment | undefined
  readonly desired: DesiredByKey
  readonly missingIn: (namespace: string) => readonly JsonRecord[]
  /** The nodes of a source, where somebody keeps them. */
  readonly nodesIn?: (source: string) => readonly NodeShape[]
}

const NONE: readonly JsonRecord[] = Object.freeze([])

/** Gathers what assessments and manifests tell those who look for causes. */
export const gatherKnowledge = (objects: readonly ObjectAssessment[], desired: DesiredByKey): ApplicationKnowledge => {
  const known = new Map<string, ObjectAssessment>()
  const enter = (object: ObjectAssessment): void => {
    known.set(refKey(ownRef(object)), object)
    // An object that is well is hardly asked for what it owns.
    if (isIll(object)) object.children.forEach(enter)
  }
  objects.forEach(enter)
  const missing = listMissing(objects, desired)
  return { known: key => known.get(key), desired, missingIn: namespace => missing.get(namespace) ?? NONE }
}

/** Indexes what was deployed, by key. */
export const listDesired = (managed: readonly { readonly key: string; readonly desired: KubeObjectLike | undefined }[]): DesiredByKey =>
  new Map(managed.flatMap(({ key, desired }) => (desired === undefined ? [] : [[key, desired] as const])))

/** The manifests of what is missing. */
export const listMissing = (objects: readonly ObjectAssessment[], desired: DesiredByKey): ByNamespace => {
  const missing = new Map<string, JsonRecord[]>()
  for (const object of objects) {
    if (object.health.status !== 'Missing') continue
    const ref = ownRef(object)
    const manifest = desired.get(refKey(ref))
    if (manifest === undefined) continue
    const list = missing.get(ref.namespace)
    // A manifest may leave its namespace to whoever applies it.
    const placed = { ...manifest, metadata: { ...recordOf(manifest.metadata), namespace: ref.namespace } }
    if (list === undefined) missing.set(ref.namespace, [placed])
    else list.push(placed)
  }
  return missing
}
