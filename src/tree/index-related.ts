import { anIterable, expect } from '../model/expect.ts'
import { kindKeyOf } from '../model/identity.ts'
import type { JsonRecord, KubeObjectLike } from '../model/kube-object.ts'
import { at, isRecord, textOf } from '../model/read.ts'
import { total } from '../model/total.ts'
import type { RelatedIndex } from './related-index.ts'
import { answering, questionsAbout } from './related-questions.ts'

/**
 * Indexes objects once, so that assessing each of them with all others as `related` stays linear in their number.
 *
 * @param objects children, what they refer to, Events: anything that was seen; what is no Kubernetes object, or throws when it is read, is passed over.
 * @returns an index to hand in as `related` as often as needed; it keeps references to the objects and copies nothing.
 * @throws TypeError where `objects` cannot be iterated.
 *
 * Source: `findOwner`, and `involvedObject` or `regarding` of Events.
 *
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
export const indexRelated = (objects: Iterable<KubeObjectLike>): RelatedIndex => {
  expect('objects', anIterable('an iterable of Kubernetes objects'), objects)
  const filed: Filed = { lists: new Map(), names: new Map() }
  let size = 0
  for (const object of objects) {
    // An object that cannot be read must not take the others with it.
    const filing = total(
      () => readFiling(object),
      () => undefined,
    )
    if (filing === undefined) continue
    size++
    enter(filing, filed)
  }
  return answering({
    size,
    answer: question => filed.lists.get(question) ?? NONE,
    find: (kind, namespace, name) => filed.names.get(nameKey(kind, namespace, name)),
  })
}

interface Filed {
  readonly lists: Map<string, JsonRecord[]>
  readonly names: Map<string, JsonRecord>
}

interface Filing {
  readonly object: JsonRecord
  readonly questions: readonly string[]
  /** Absent for an object without a name. */
  readonly name: string | undefined
}

const NONE: readonly JsonRecord[] = Object.freeze([])

/** No group, kind, namespace or name can hold a slash, and the group's is always written, so two objects never meet. */
const nameKey = (kind: string, namespace: string, name: string): string => `${kind}/${namespace}/${name}`

/** All that is read of an object. */
const readFiling = (object: unknown): Filing | undefined => {
  if (!isRecord(object)) return undefined
  const name = textOf(at(object, 'metadata', 'name'))
  const namespace = textOf(at(object, 'metadata', 'namespace')) ?? ''
  return { object, questions: questionsAbout(object), name: name === undefined ? undefined : nameKey(kindKeyOf(object), namespace, name) }
}

const enter = ({ object, questions, name }: Filing, { lists, names }: Filed): void => {
  if (name !== undefined) names.set(name, object)
  for (const question of questions) {
    const list = lists.get(question)
    if (list === undefined) lists.set(question, [object])
    else list.push(object)
  }
}
