import type { JsonRecord } from '../model/kube-object.ts'
import { applyFrame } from './apply-frame.ts'
import type { Coming, Frame } from './apply-frame.ts'
import { applyList } from './apply-list.ts'
import { noteSign, tellCoverage } from './source-store.ts'
import type { SourceStore } from './source-store.ts'

/** An ERROR ends a watch: it is no sign that anything is being watched. */
const SIGNS: ReadonlySet<unknown> = new Set(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK'])

/** Takes one watch frame; true where a listing ended with it, so that what is absent now means something. */
export const observe = (store: SourceStore, frame: Frame, coming: Coming): boolean => {
  if (SIGNS.has(frame.type)) noteSign(store, coming.time)
  return applyFrame(store, frame, coming) && refresh(store)
}

/** Takes a list response; true where it was the first of its kind and scope. */
export const replace = (store: SourceStore, list: JsonRecord, coming: Coming): boolean => {
  noteSign(store, coming.time)
  return applyList(store, list, coming) && refresh(store)
}

const refresh = (store: SourceStore): true => {
  store.coverage = tellCoverage(store)
  return true
}
