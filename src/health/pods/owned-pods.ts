import type { JsonRecord } from '../../model/kube-object.ts'
import { kindKeyOf } from '../../model/identity.ts'
import { at, integerOf, own, recordOf, textOf } from '../../model/read.ts'
import type { RuleContext } from '../verdict/kind-rule.ts'
import { createdAt } from '../verdict/managed-times.ts'

const NONE: readonly JsonRecord[] = Object.freeze([])

/** The related objects of a kind that this one owns. */
export const findOwned = (live: JsonRecord, kind: string, context: RuleContext): readonly JsonRecord[] => {
  const uid = textOf(at(live, 'metadata', 'uid'))
  const owned = uid === undefined ? undefined : context.related?.ownedBy(uid)
  return owned === undefined || owned.length === 0 ? NONE : owned.filter(object => kindKeyOf(object) === kind)
}

const annotation = (object: JsonRecord, name: string): string | undefined =>
  textOf(own(recordOf(at(object, 'metadata', 'annotations')), name))
const label = (object: JsonRecord, name: string): string | undefined => textOf(own(recordOf(at(object, 'metadata', 'labels')), name))

const REVISION = 'deployment.kubernetes.io/revision'
const HASH = 'controller-revision-hash'

/** The ReplicaSet of a Deployment's current revision: the one that carries the same revision number (deployment controller). */
export const newestReplicaSet = (deployment: JsonRecord, context: RuleContext): JsonRecord | undefined => {
  const sets = findOwned(deployment, 'apps/ReplicaSet', context)
  const revision = annotation(deployment, REVISION)
  if (revision !== undefined) return sets.find(set => annotation(set, REVISION) === revision)
  return sets.reduce<JsonRecord | undefined>(
    (newest, set) => (newest === undefined || readRevision(set) > readRevision(newest) ? set : newest),
    undefined,
  )
}

/** The pods of a Deployment's current revision, where its ReplicaSets are not known: those with the hash of the youngest. */
export const youngestPods = (deployment: JsonRecord, context: RuleContext): readonly JsonRecord[] => {
  const [namespace, name] = [textOf(at(deployment, 'metadata', 'namespace')) ?? '', textOf(at(deployment, 'metadata', 'name')) ?? '']
  const pods = context.related?.referringTo('apps/Deployment', namespace, name).filter(object => object['kind'] === 'Pod') ?? NONE
  const youngest = pods.reduce<JsonRecord | undefined>(
    (best, pod) => (best === undefined || (createdAt(pod) ?? 0) > (createdAt(best) ?? 0) ? pod : best),
    undefined,
  )
  const hash = youngest === undefined ? undefined : label(youngest, TEMPLATE_HASH)
  return pods.filter(pod => label(pod, TEMPLATE_HASH) === hash)
}

const TEMPLATE_HASH = 'pod-template-hash'

const readRevision = (set: JsonRecord): number => integerOf(annotation(set, REVISION)) ?? 0

/** The revision that a pod of a StatefulSet or DaemonSet was made from. */
export const podRevision = (pod: JsonRecord): string | undefined => label(pod, HASH)

/** The pods of a DaemonSet's current template: by its newest ControllerRevision, else by the template generation that both carry. */
export const newestDaemonPods = (daemonSet: JsonRecord, pods: readonly JsonRecord[], context: RuleContext): readonly JsonRecord[] => {
  const revisions = findOwned(daemonSet, 'apps/ControllerRevision', context)
  const newest = revisions.reduce<JsonRecord | undefined>(
    (best, each) => (best === undefined || numberIn(each) > numberIn(best) ? each : best),
    undefined,
  )
  const hash = newest === undefined ? undefined : label(newest, HASH)
  if (hash !== undefined) return pods.filter(pod => podRevision(pod) === hash)
  const generation = annotation(daemonSet, 'deprecated.daemonset.template.generation')
  return generation === undefined ? pods : pods.filter(pod => (label(pod, 'pod-template-generation') ?? generation) === generation)
}

const numberIn = (revision: JsonRecord): number => integerOf(revision['revision']) ?? 0
