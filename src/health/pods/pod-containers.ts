import type { JsonRecord } from '../../model/kube-object.ts'
import { isRecord, listOf, recordOf } from '../../model/read.ts'

/** A container as a pod's spec wants it and its status reports it. */
export interface PodContainer {
  readonly role: 'init' | 'sidecar' | 'regular'
  readonly spec: JsonRecord | undefined
  readonly status: JsonRecord
}

/** The containers that report a status, in the order in which kubelet starts them: init containers and sidecars, then the others. */
export const podContainers = (pod: JsonRecord): readonly PodContainer[] => {
  const spec = recordOf(pod['spec'])
  const status = recordOf(pod['status'])
  const containers: PodContainer[] = []
  collect(containers, spec['initContainers'], status['initContainerStatuses'], true)
  collect(containers, spec['containers'], status['containerStatuses'], false)
  return containers
}

const collect = (into: PodContainer[], specs: unknown, statuses: unknown, init: boolean): void => {
  for (const status of listOf(statuses)) {
    if (!isRecord(status)) continue
    const spec = named(specs, status['name'])
    // A native sidecar (KEP-753) is an init container that restarts always.
    const role = !init ? 'regular' : spec?.['restartPolicy'] === 'Always' ? 'sidecar' : 'init'
    into.push({ role, spec, status })
  }
}

const named = (specs: unknown, name: unknown): JsonRecord | undefined => {
  for (const spec of listOf(specs)) if (isRecord(spec) && spec['name'] === name) return spec
  return undefined
}
