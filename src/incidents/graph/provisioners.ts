import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordsOf, textOf } from '../../model/read.ts'
import { readName, seenRef } from './look.ts'
import type { Look } from './look.ts'

/**
 * The workloads that make volumes for a driver: those that name it in the command, the arguments or the environment of a container; where none
 * does, the only one that bears the first words of the driver's name.
 */
export const provisioners = (driver: string, look: Look): readonly ObjectRef[] => {
  const controllers = (['apps/Deployment', 'apps/StatefulSet'] as const).flatMap(kind => look.related.ofKind(kind))
  // The agents on the nodes name the driver too; they make volumes only where nobody else does.
  const workloads = [...controllers, ...look.related.ofKind('apps/DaemonSet')]
  if (workloads.length === 0) look.unseen('apps/Deployment')
  const central = controllers.filter(workload => mentions(workload, driver))
  const telling = central.length > 0 ? central : workloads.filter(workload => mentions(workload, driver))
  if (telling.length > 0) return telling.map(workload => seenRef(workload, look))
  const named = workloads.filter(workload => isNamedAfter(workload, driver))
  return named.length === 1 ? named.map(workload => seenRef(workload, look)) : []
}

/** True where a container of a workload's template, or of a pod, names a text in its command, arguments or environment. */
export const mentions = (workload: JsonRecord, text: string): boolean => {
  const spec = at(workload, 'spec', 'template', 'spec') ?? workload['spec']
  return recordsOf(at(spec, 'containers')).some(({ args, command, env }) =>
    [...texts(args), ...texts(command), ...recordsOf(env).flatMap(({ value }) => texts([value]))].some(each => each.includes(text)),
  )
}

const texts = (list: unknown): readonly string[] => (Array.isArray(list) ? list.flatMap(value => textOf(value) ?? []) : [])

/** `block-csi-controller` for `block.csi.example.net`: the first two words of both are the same. */
const isNamedAfter = (workload: JsonRecord, driver: string): boolean => {
  const [first = '', second] = driver.split('.')
  const words = readName(workload).split('-')
  return first.length > 2 && second !== undefined && words[0] === first && words[1] === second
}
