import type { JsonRecord } from '../model/kube-object.ts'
import { applyFrame } from './apply-frame.ts'
import { applyList } from './apply-list.ts'
import { seen, seesOf } from './source-store.ts'
import type { SourceStore } from './source-store.ts'

/** Takes one watch frame; true where a listing ended with it, so that what is absent now means something. */
export const observe = (store: SourceStore, frame: { readonly type: unknown; readonly object: unknown }, time: number): boolean => {
  // An ERROR ends a watch: it is no sign that anything is being watched.
  if (frame.type !== 'ERROR') seen(store, time)
  return applyFrame(store, frame, time) && refresh(store)
}

/** Takes a list response; true where it was the first of its kind and scope. */
export const replace = (store: SourceStore, list: JsonRecord, time: number, namespace: string | undefined): boolean => {
  seen(store, time)
  return applyList(store, { list, time, namespace }) && refresh(store)
}

const refresh = (store: SourceStore): true => {
  store.sees = seesOf(store)
  return true
}
