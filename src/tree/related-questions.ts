import { groupVersion, kindKey, kindKeyOf } from '../model/identity.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import { at, own, recordOf, recordsOf, textOf } from '../model/read.ts'
import type { RelatedIndex } from './related-index.ts'

/*
 * The questions of a RelatedIndex by name. Whoever keeps such an index files each object under the names that `questionsAbout` gives and
 * answers through `answering`, so that a new question needs this file alone.
 */
const ownedQuestion = (uid: string): string => `owned:${uid}`
/** The name of the question for all objects of a kind ('group/Kind'). */
export const kindQuestion = (kind: string): string => `kind:${kind}`
const referenceQuestion = (kind: string, namespace: string, name: string): string => `reference:${kind}/${namespace}/${name}`
const eventQuestion = (uid: string): string => `event:${uid}`
const namespaceQuestion = (kind: string, namespace: string): string => `in:${kind}/${namespace}`
const labelQuestion = (namespace: string, key: string, value: string): string => `label:${namespace}/${key}=${value}`
const nodeQuestion = (node: string): string => `node:${node}`
const preemptionQuestion = (namespace: string): string => `preempted:${namespace}`

/** Kinds that are asked for by namespace, because their labels are searched: pods, and what makes them. */
const BY_NAMESPACE: ReadonlySet<string> = new Set([
  'Pod',
  'ReplicationController',
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'argoproj.io/Rollout',
  'batch/Job',
])

/** How a keeper of objects finds them: each list under the name of its question, one object by its identity. */
export interface RelatedAnswers {
  readonly size: number
  readonly answer: (question: string) => readonly JsonRecord[]
  readonly find: (kind: string, namespace: string, name: string) => JsonRecord | undefined
}

/** An index that asks `answers` by the names of the questions. */
export const answering = ({ size, answer, find }: RelatedAnswers): RelatedIndex => ({
  size,
  ownedBy: uid => answer(ownedQuestion(uid)),
  find,
  has: kind => answer(kindQuestion(kind)).length > 0,
  ofKind: kind => answer(kindQuestion(kind)),
  ofKindIn: (kind, namespace) =>
    BY_NAMESPACE.has(kind)
      ? answer(namespaceQuestion(kind, namespace))
      : answer(kindQuestion(kind)).filter(object => at(object, 'metadata', 'namespace') === namespace),
  referringTo: (kind, namespace, name) => answer(referenceQuestion(kind, namespace, name)),
  eventsAbout: uid => answer(eventQuestion(uid)),
  labelled: (namespace, key, value) => answer(labelQuestion(namespace, key, value)),
  onNode: node => answer(nodeQuestion(node)),
  preemptionsIn: namespace => answer(preemptionQuestion(namespace)),
})

/** The names of the questions in whose answers an object is. */
export const questionsAbout = (object: unknown): readonly string[] => {
  const kind = kindKeyOf(object)
  const questions = [kindQuestion(kind)]
  for (const reference of recordsOf(at(object, 'metadata', 'ownerReferences'))) {
    const uid = textOf(reference['uid'])
    if (uid !== undefined) questions.push(ownedQuestion(uid))
  }
  if (BY_NAMESPACE.has(kind)) questions.push(...placeQuestions(kind, object))
  const about = regarded(kind, object)
  if (about !== undefined) questions.push(eventQuestion(about))
  if (about !== undefined && at(object, 'reason') === 'Preempted')
    questions.push(preemptionQuestion(textOf(at(object, 'metadata', 'namespace')) ?? ''))
  const target = findTarget(kind, object)
  if (target !== undefined) questions.push(referenceQuestion(target.kind, textOf(at(object, 'metadata', 'namespace')) ?? '', target.name))
  return questions
}

/** Asks for the place of a pod, or of what makes pods: its namespace, the labels by which its pods are selected, and for a pod its node. */
const placeQuestions = (kind: string, object: unknown): readonly string[] => {
  const namespace = textOf(at(object, 'metadata', 'namespace')) ?? ''
  const questions = [namespaceQuestion(kind, namespace)]
  const labels = recordOf(kind === 'Pod' ? at(object, 'metadata', 'labels') : at(object, 'spec', 'template', 'metadata', 'labels'))
  for (const [key, value] of Object.entries(labels))
    if (typeof value === 'string' && !HASHES.has(key)) questions.push(labelQuestion(namespace, key, value))
  const node = kind === 'Pod' ? textOf(at(object, 'spec', 'nodeName')) : undefined
  if (node !== undefined && node !== '') questions.push(nodeQuestion(node))
  return questions
}

/** Labels that controllers tell versions of templates apart by: nobody selects by one of them alone. */
const HASHES: ReadonlySet<string> = new Set(['controller-revision-hash', 'pod-template-generation', 'pod-template-hash'])

/** The uid that an Event is about; the two Event APIs have it in different fields. */
const regarded = (kind: string, object: unknown): string | undefined => {
  if (kind === 'Event') return textOf(at(object, 'involvedObject', 'uid'))
  return kind === 'events.k8s.io/Event' ? textOf(at(object, 'regarding', 'uid')) : undefined
}

interface QuestionTarget {
  readonly kind: string
  readonly name: string
}

/** Finds what an object of these kinds is about, by the field that the API defines for it. */
const findTarget = (kind: string, object: unknown): QuestionTarget | undefined => {
  if (kind === 'discovery.k8s.io/EndpointSlice')
    return named('Service', own(recordOf(at(object, 'metadata', 'labels')), 'kubernetes.io/service-name'))
  if (kind === 'Pod') return named('apps/Deployment', guessDeployment(object))
  if (kind === 'autoscaling/HorizontalPodAutoscaler') return referenced(at(object, 'spec', 'scaleTargetRef'))
  // KEDA scales a Deployment where nothing else is said.
  if (kind === 'keda.sh/ScaledObject')
    return referenced({ apiVersion: 'apps/v1', kind: 'Deployment', ...recordOf(at(object, 'spec', 'scaleTargetRef')) })
  return undefined
}

/** A ReplicaSet is called after its Deployment and the hash that its pods carry, so a pod tells its Deployment where the ReplicaSet is not known. */
const guessDeployment = (pod: unknown): string | undefined => {
  const hash = textOf(own(recordOf(at(pod, 'metadata', 'labels')), 'pod-template-hash'))
  if (hash === undefined) return undefined
  const owner = recordsOf(at(pod, 'metadata', 'ownerReferences')).find(reference => reference['kind'] === 'ReplicaSet')
  const name = textOf(owner?.['name'])
  return name?.endsWith(`-${hash}`) === true ? name.slice(0, -hash.length - 1) : undefined
}

const named = (kind: string, name: unknown): QuestionTarget | undefined => (typeof name === 'string' ? { kind, name } : undefined)
const referenced = (reference: unknown): QuestionTarget | undefined =>
  named(kindKey(groupVersion(textOf(at(reference, 'apiVersion'))).group, textOf(at(reference, 'kind')) ?? ''), at(reference, 'name'))
