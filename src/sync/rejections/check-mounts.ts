import type { JsonRecord } from '../../model/kube-object.ts'
import { at, listOf, recordsOf } from '../../model/read.ts'
import { podSpecPath } from '../fields/pod-spec.ts'
import { reportNew, type Report } from './report.ts'

/**
 * Reports mounts of volumes that the pods would not have (ValidateVolumeMounts in pkg/apis/core/validation). The claims of a StatefulSet are
 * volumes of its pods, too.
 */
export const checkMounts = (kindKey: string, predicted: JsonRecord, live: JsonRecord, report: Report): void => {
  const path = podSpecPath(kindKey)
  const [spec, was] = [at(predicted, ...path), at(live, ...path)]
  if (spec === undefined || spec === was) return
  if (LISTS.every(list => at(spec, list) === at(was, list))) return
  reportNew((object, note) => checkPod(object, path, note), { value: predicted, before: live, report })
}

const checkPod = (object: JsonRecord, path: readonly string[], report: Report): void => {
  const spec = at(object, ...path)
  let names: ReadonlySet<unknown> | undefined
  for (const list of CONTAINERS)
    for (const [index, container] of listOf(at(spec, list)).entries())
      for (const [position, mount] of listOf(at(container, 'volumeMounts')).entries()) {
        names ??= volumeNames(spec, object)
        if (!names.has(at(mount, 'name')))
          report('invalid', 'A volume is mounted that the pod does not have', ...path, list, index, 'volumeMounts', position, 'name')
      }
}

const volumeNames = (spec: unknown, predicted: JsonRecord): ReadonlySet<unknown> =>
  new Set([
    ...recordsOf(at(spec, 'volumes')).map(volume => volume['name']),
    ...recordsOf(at(predicted, 'spec', 'volumeClaimTemplates')).map(claim => at(claim, 'metadata', 'name')),
  ])

const CONTAINERS = ['initContainers', 'containers']
const LISTS = ['volumes', ...CONTAINERS]
