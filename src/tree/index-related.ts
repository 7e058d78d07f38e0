import { groupVersion, kindKey, kindKeyOf } from '../model/identity.ts'
import type { JsonRecord, KubeObject } from '../model/kube-object.ts'
import { at, isRecord, own, recordsOf, textOf } from '../model/read.ts'
import type { RelatedIndex } from './related-index.ts'

/**
 * Indexes objects once, so that assessing each of them with all others as `related` stays linear in their number.
 *
 * @param objects children, what they refer to, Events: anything that was seen; what is no Kubernetes object is passed over.
 * @returns an index to hand in as `related` as often as needed; it keeps references to the objects and copies nothing.
 * @throws TypeError where `objects` cannot be iterated.
 * @example
 * ```ts
 * import { indexRelated } from 'live-object-status/tree'
 *
 * const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'shop', ownerReferences: [{ uid: 'u1' }] } }
 * const index = indexRelated([pod])
 * index.size // => 1
 * index.ownedBy('u1').length // => 1
 * index.find('Pod', 'shop', 'a') // => pod
 * ```
 */
export const indexRelated = (objects: Iterable<KubeObject>): RelatedIndex => {
  const maps: Maps = { owners: new Map(), kinds: new Map(), names: new Map(), references: new Map(), events: new Map() }
  let size = 0
  for (const object of iterated(objects)) {
    if (!isRecord(object)) continue
    size++
    enter(object, maps)
  }
  return {
    size,
    ownedBy: uid => maps.owners.get(uid) ?? NONE,
    find: (kind, namespace, name) => maps.names.get(nameKey(kind, namespace, name)),
    ofKind: kind => maps.kinds.get(kind) ?? NONE,
    referringTo: (kind, namespace, name) => maps.references.get(nameKey(kind, namespace, name)) ?? NONE,
    eventsAbout: uid => maps.events.get(uid) ?? NONE,
  }
}

interface Maps {
  readonly owners: Map<string, JsonRecord[]>
  readonly kinds: Map<string, JsonRecord[]>
  readonly names: Map<string, JsonRecord>
  readonly references: Map<string, JsonRecord[]>
  readonly events: Map<string, JsonRecord[]>
}

const NONE: readonly JsonRecord[] = Object.freeze([])

const iterated = (objects: unknown): Iterable<unknown> => {
  if (typeof objects === 'object' && objects !== null && Symbol.iterator in objects) return objects as Iterable<unknown>
  throw new TypeError(`objects: expected an iterable of Kubernetes objects, got ${objects === null ? 'null' : typeof objects}`)
}

/** No group, kind, namespace or name can hold a slash, and the group's is always written, so two objects never meet. */
const nameKey = (kind: string, namespace: string, name: string): string => `${kind}/${namespace}/${name}`

const enter = (object: JsonRecord, maps: Maps): void => {
  const kind = kindKeyOf(object)
  const namespace = textOf(at(object, 'metadata', 'namespace')) ?? ''
  append(maps.kinds, kind, object)
  const name = textOf(at(object, 'metadata', 'name'))
  if (name !== undefined) maps.names.set(nameKey(kind, namespace, name), object)
  for (const reference of recordsOf(at(object, 'metadata', 'ownerReferences'))) {
    const uid = textOf(reference['uid'])
    if (uid !== undefined) append(maps.owners, uid, object)
  }
  const about =
    kind === 'Event' || kind === 'events.k8s.io/Event'
      ? textOf(at(object[kind === 'Event' ? 'involvedObject' : 'regarding'], 'uid'))
      : undefined
  if (about !== undefined) append(maps.events, about, object)
  const target = targetOf(kind, object)
  if (target !== undefined) append(maps.references, nameKey(target.kind, namespace, target.name), object)
}

const append = (map: Map<string, JsonRecord[]>, key: string, object: JsonRecord): void => {
  const list = map.get(key)
  if (list === undefined) map.set(key, [object])
  else list.push(object)
}

/** What these kinds are about, by the field that the API defines for it. */
const targetOf = (kind: string, object: JsonRecord): { kind: string; name: string } | undefined => {
  if (kind === 'discovery.k8s.io/EndpointSlice')
    return named('Service', own(asRecord(at(object, 'metadata', 'labels')), 'kubernetes.io/service-name'))
  if (kind === 'Pod') return named('apps/Deployment', deploymentNameOf(object))
  if (kind === 'autoscaling/HorizontalPodAutoscaler') return referenced(at(object, 'spec', 'scaleTargetRef'))
  return undefined
}

/** A ReplicaSet is called after its Deployment and the hash that its pods carry, so a pod tells its Deployment where the ReplicaSet is not known. */
const deploymentNameOf = (pod: JsonRecord): string | undefined => {
  const hash = textOf(own(asRecord(at(pod, 'metadata', 'labels')), 'pod-template-hash'))
  if (hash === undefined) return undefined
  const owner = recordsOf(at(pod, 'metadata', 'ownerReferences')).find(reference => reference['kind'] === 'ReplicaSet')
  const name = textOf(owner?.['name'])
  return name?.endsWith(`-${hash}`) === true ? name.slice(0, -hash.length - 1) : undefined
}

const asRecord = (value: unknown): JsonRecord => (isRecord(value) ? value : {})
const named = (kind: string, name: unknown): { kind: string; name: string } | undefined =>
  typeof name === 'string' ? { kind, name } : undefined
const referenced = (reference: unknown): { kind: string; name: string } | undefined =>
  named(kindKey(groupVersion(textOf(at(reference, 'apiVersion'))).group, textOf(at(reference, 'kind')) ?? ''), at(reference, 'name'))
