import { groupVersion, kindKey, kindKeyOf } from '../model/identity.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import { at, own, recordOf, recordsOf, textOf } from '../model/read.ts'
import { total } from '../model/total.ts'

/** How an object says who owns it: by uid, or by kind and name where there is none. */
export interface OwnerLink {
  readonly uid?: string
  /** 'group/Kind'. */
  readonly kind: string
  /** '' for an owner without one. */
  readonly namespace: string
  readonly name: string
}

/**
 * Who owns an object, as far as the object itself says. As in the product's monitor only the first ownerReference counts, by its uid
 * where it has one; and three kinds that nobody gives a reference have an owner all the same: Endpoints their Service, a service
 * account's token its account, a ClusterServiceVersion of the Operator Lifecycle Manager its OperatorGroup.
 *
 * @param object any object.
 * @returns the reference to its owner, or undefined where it has none.
 *
 * Source: metadata.ownerReferences of the API conventions, and the product's monitor, which takes the first.
 *
 * @example
 * ```ts
 * import { findOwner } from 'live-object-status/tree'
 *
 * const pod = {
 *   apiVersion: 'v1',
 *   kind: 'Pod',
 *   metadata: { name: 'web-1', namespace: 'shop', ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'u1' }] },
 * }
 * findOwner(pod) // => { uid: 'u1', kind: 'apps/ReplicaSet', namespace: 'shop', name: 'web' }
 * ```
 */
export const findOwner = (object: unknown): OwnerLink | undefined =>
  total(
    () => readOwner(object),
    () => undefined,
  )

const readOwner = (object: unknown): OwnerLink | undefined => {
  const namespace = textOf(at(object, 'metadata', 'namespace')) ?? ''
  const [reference] = recordsOf(at(object, 'metadata', 'ownerReferences'))
  return reference === undefined ? inferredOwner(object, namespace) : referencedOwner(reference, namespace)
}

const referencedOwner = (reference: JsonRecord, namespace: string): OwnerLink => {
  const uid = textOf(reference['uid'])
  const link = {
    kind: kindKey(groupVersion(textOf(reference['apiVersion'])).group, textOf(reference['kind']) ?? ''),
    namespace,
    name: textOf(reference['name']) ?? '',
  }
  return uid === undefined || uid === '' ? link : { uid, ...link }
}

const inferredOwner = (object: unknown, namespace: string): OwnerLink | undefined => {
  const kind = kindKeyOf(object)
  const annotation = (key: string): string | undefined => textOf(own(recordOf(at(object, 'metadata', 'annotations')), key))
  if (kind === 'Endpoints') return named('Service', namespace, textOf(at(object, 'metadata', 'name')))
  if (kind === 'operators.coreos.com/ClusterServiceVersion')
    return named('operators.coreos.com/OperatorGroup', namespace, annotation('olm.operatorGroup'))
  if (kind !== 'Secret' || at(object, 'type') !== 'kubernetes.io/service-account-token') return undefined
  const account = named('ServiceAccount', namespace, annotation('kubernetes.io/service-account.name'))
  const uid = annotation('kubernetes.io/service-account.uid')
  return account === undefined || uid === undefined || uid === '' ? account : { uid, ...account }
}

const named = (kind: string, namespace: string, name: string | undefined): OwnerLink | undefined =>
  name === undefined || name === '' ? undefined : { kind, namespace, name }

/** The claims that a StatefulSet makes are named `<template>-<set>-<ordinal>` and, unless it is told otherwise, have no owner. */
const CLAIM = /^(.{1,253})-\d{1,9}$/

/** Lists what an object hangs on: one text per owner that it could have, to be looked up among {@link ownedLinks}. None where it throws when it is read. */
export const ownerLinks = (object: unknown): readonly string[] =>
  total(
    () => linksUp(object),
    () => NONE,
  )

const linksUp = (object: unknown): readonly string[] => {
  const owner = readOwner(object)
  if (owner !== undefined) return [owner.uid === undefined ? nameLink(owner) : `uid:${owner.uid}`]
  if (kindKeyOf(object) !== 'PersistentVolumeClaim') return NONE
  // A name proves nothing, so every way to read it is looked up: the set must be there and have a template of that name.
  const parts = (CLAIM.exec(textOf(at(object, 'metadata', 'name')) ?? '')?.[1] ?? '').split('-')
  const namespace = textOf(at(object, 'metadata', 'namespace')) ?? ''
  return parts.slice(1).map((_, index) => claimLink(namespace, parts.slice(index + 1).join('-'), parts.slice(0, index + 1).join('-')))
}

/** Lists what hangs on an object: every text by which others may name it as their owner. None where it throws when it is read. */
export const ownedLinks = (object: unknown): readonly string[] =>
  total(
    () => linksDown(object),
    () => NONE,
  )

const linksDown = (object: unknown): readonly string[] => {
  const kind = kindKeyOf(object)
  const namespace = textOf(at(object, 'metadata', 'namespace')) ?? ''
  const name = textOf(at(object, 'metadata', 'name')) ?? ''
  const uid = textOf(at(object, 'metadata', 'uid'))
  const links = [nameLink({ kind, namespace, name })]
  if (uid !== undefined && uid !== '') links.push(`uid:${uid}`)
  if (kind === 'apps/StatefulSet')
    for (const template of recordsOf(at(object, 'spec', 'volumeClaimTemplates')))
      links.push(claimLink(namespace, name, textOf(at(template, 'metadata', 'name')) ?? ''))
  return links
}

const NONE: readonly string[] = Object.freeze([])

const nameLink = ({ kind, namespace, name }: OwnerLink): string => `name:${kind}/${namespace}/${name}`
const claimLink = (namespace: string, set: string, template: string): string => `claim:${namespace}/${set}/${template}`
