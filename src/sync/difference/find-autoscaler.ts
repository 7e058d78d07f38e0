import { kindKeyOf } from '../../model/identity.ts'
import type { JsonRecord, KubeObjectLike } from '../../model/kube-object.ts'
import { at, textOf } from '../../model/read.ts'
import { indexRelated, type RelatedIndex } from '../../tree/index.ts'

const SCALERS: ReadonlySet<string> = new Set(['HorizontalPodAutoscaler', 'ScaledObject'])

/** The autoscaler among the related objects whose target is this one, as people name it; undefined where none is. */
export const findAutoscaler = (live: JsonRecord, related: readonly KubeObjectLike[] | RelatedIndex | undefined): string | undefined => {
  if (related === undefined) return undefined
  const index = 'referringTo' in related ? related : indexRelated(related)
  const [namespace, name] = [textOf(at(live, 'metadata', 'namespace')) ?? '', textOf(at(live, 'metadata', 'name')) ?? '']
  const scaler = index.referringTo(kindKeyOf(live), namespace, name).find(object => SCALERS.has(textOf(object['kind']) ?? ''))
  return scaler === undefined ? undefined : `${textOf(scaler['kind']) ?? ''} ${textOf(at(scaler, 'metadata', 'name')) ?? ''}`
}
