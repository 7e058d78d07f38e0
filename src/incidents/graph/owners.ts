import { groupVersion, kindKey } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, own, recordsOf, textOf } from '../../model/read.ts'
import { findLive, readNamespace, seenRef } from './look.ts'
import type { Look } from './look.ts'
import { refTo } from './root.ts'
import { readLabels } from '../../model/selectors/fitted-labels.ts'

/** The controller of an object by its owner references, also where it is not known itself. */
export const findController = (object: JsonRecord, look: Look): ObjectRef | undefined => {
  const owners = recordsOf(at(object, 'metadata', 'ownerReferences'))
  const owner = owners.find(each => each['controller'] === true)
  const name = textOf(owner?.['name'])
  if (owner === undefined || name === undefined) return undefined
  const kind = kindKey(groupVersion(textOf(owner['apiVersion'])).group, textOf(owner['kind']) ?? '')
  const namespaced = refTo(kind, readNamespace(object), name, look.source)
  const found = findLive(namespaced, look) ?? (namespaced.namespace === '' ? undefined : look.related.find(kind, '', name))
  return found === undefined ? namespaced : seenRef(found, look)
}

/** The kind and name of the controller of an object, as it is written; '' where it has none. */
export const controllerName = (object: JsonRecord): string => {
  const owner = recordsOf(at(object, 'metadata', 'ownerReferences')).find(each => each['controller'] === true)
  return `${textOf(owner?.['kind']) ?? ''}/${textOf(owner?.['name']) ?? ''}`
}

/** Owners of owners: a Deployment's pod is three deep; a circle ends here. */
const DEEPEST = 8

/** The object that has to be changed for this one to be another: the controller above all controllers, or the object itself. */
export const topController = (object: JsonRecord, look: Look): ObjectRef => {
  let [top, here] = [seenRef(object, look), object]
  if (isOutdated(object, look)) return top
  for (let depth = 0; depth < DEEPEST; depth++) {
    const owner = findController(here, look)
    if (owner === undefined) return top
    top = owner
    const live = findLive(owner, look)
    if (live === undefined) return unseenTop(owner, here)
    here = live
  }
  return top
}

/**
 * A pod of a StatefulSet that was made from an earlier template: the template has been changed since, and the pod stays as it is until
 * somebody deletes it (StatefulSet, "Forced rollback").
 */
const isOutdated = (pod: JsonRecord, look: Look): boolean => {
  const owner = findController(pod, look)
  const revision = textOf(own(readLabels(pod), 'controller-revision-hash'))
  const set = owner?.kind === 'StatefulSet' ? findLive(owner, look) : undefined
  const wanted = textOf(at(set, 'status', 'updateRevision'))
  return revision !== undefined && wanted !== undefined && wanted !== '' && revision !== wanted
}

/** A ReplicaSet that is not known is a Deployment's where it is called after the hash that its pods carry (deployment controller). */
const unseenTop = (owner: ObjectRef, pod: JsonRecord): ObjectRef => {
  const hash = textOf(own(readLabels(pod), 'pod-template-hash'))
  if (owner.kind !== 'ReplicaSet' || hash === undefined || !owner.name.endsWith(`-${hash}`)) return owner
  return { ...owner, kind: 'Deployment', name: owner.name.slice(0, -hash.length - 1) }
}
