import { type Check, fitting } from '../model/expect.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import { isRecord } from '../model/read.ts'

/** Objects indexed once by owner, by identity and by what refers to them; made by `indexRelated`, to be handed in as `related`. */
export interface RelatedIndex {
  /** How many objects it holds. */
  readonly size: number
  /** The objects with that uid among their ownerReferences, in the order in which they came. */
  ownedBy(uid: string): readonly JsonRecord[]
  /** The object of that kind ('apps/Deployment', 'Pod') and name; the namespace is '' for cluster-scoped kinds. */
  find(kind: string, namespace: string, name: string): JsonRecord | undefined
  /** Whether any object of a kind is known; where it is left out, `ofKind` is asked. */
  has?(kind: string): boolean
  /** Every object of a kind, whatever its namespace. */
  ofKind(kind: string): readonly JsonRecord[]
  /** The objects of a kind in one namespace. */
  ofKindIn(kind: string, namespace: string): readonly JsonRecord[]
  /** The objects that name this one in a field that says what they belong to: EndpointSlices their Service, autoscalers their target, pods the Deployment that they say they are of. */
  referringTo(kind: string, namespace: string, name: string): readonly JsonRecord[]
  /** The Events about the object with that uid. */
  eventsAbout(uid: string): readonly JsonRecord[]
  /** The pods of a namespace that carry a label, and the workloads whose template gives it to their pods. */
  labelled(namespace: string, key: string, value: string): readonly JsonRecord[]
  /** The pods that are bound to a node. */
  onNode(node: string): readonly JsonRecord[]
  /** The Events in a namespace by which a pod was preempted: they name the pod that took its place. */
  preemptionsIn(namespace: string): readonly JsonRecord[]
}

/** Whether any object of a kind is known. */
export const hasKind = (index: RelatedIndex, kind: string): boolean => index.has?.(kind) ?? index.ofKind(kind).length > 0

/** True for what `indexRelated` made, or what answers as it does. */
export const isRelatedIndex = (value: unknown): value is RelatedIndex => isRecord(value) && 'ownedBy' in value

/** The index that health, sync and status take as `related`. */
export const relatedObjects: Check = /* @__PURE__ */ fitting(
  'a list of objects or an index of them',
  value => Array.isArray(value) || isRelatedIndex(value),
)
