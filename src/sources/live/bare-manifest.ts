import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { put, recordOf, textOf } from '../../model/read.ts'

/** The identity alone: without a source, and without what its holder keeps beside it. */
export const bareRef = ({ group, version, kind, namespace, name }: ObjectRef): ObjectRef => ({ group, version, kind, namespace, name })

/** The manifest of an object of which nothing but the name is recorded. */
export const bareManifest = ({ group, version, kind, namespace, name }: ObjectRef): JsonRecord => ({
  apiVersion: group === '' ? version : `${group}/${version}`,
  kind,
  metadata: namespace === '' ? { name } : { name, namespace },
})

/** Fields that a tool adds to a manifest before it sends it. */
export interface Additions {
  /** The one of an object that names none; null where its kind is not namespaced, whatever the manifest says. */
  readonly namespace: string | null
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

/** The manifest as the tool sends it; a copy that shares everything but the metadata. */
export const completeManifest = (manifest: JsonRecord, { namespace, labels, annotations }: Additions): JsonRecord => {
  const metadata: Record<string, unknown> = { ...recordOf(manifest['metadata']) }
  if (namespace === null) delete metadata['namespace']
  else if ((textOf(metadata['namespace']) ?? '') === '') put(metadata, 'namespace', namespace)
  if (labels !== undefined) put(metadata, 'labels', { ...recordOf(metadata['labels']), ...labels })
  if (annotations !== undefined) put(metadata, 'annotations', { ...recordOf(metadata['annotations']), ...annotations })
  return { ...manifest, metadata }
}
