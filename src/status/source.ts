import { type Check, aBoolean, aDocument, aList, aString, aTime, aWord } from '../model/expect.ts'
import type { Time } from '../model/scalars/time.ts'

/**
 * One source of observations (a cluster, a monitor), with what it can see. Everything is optional; what is absent does not limit.
 * Kinds are written 'group/Kind', or 'Kind' for the core group; `*` stands for every kind and `group/*` for those of a group.
 */
export interface Source {
  /** Its last sign of life: a frame, a list, a bookmark, or that it is connected. Absent: that of the newest object it saw, else always fresh. */
  readonly observedAt?: Time
  /** False until the first listing has ended: what is not seen is Unknown then, not Missing. Absent: true. */
  readonly synced?: boolean
  /**
   * The kinds of which the first listing has ended, where they end one by one: `apps/Deployment` for all namespaces,
   * `apps/Deployment@shop` for one. Absent: all, where `synced` is not false.
   */
  readonly listed?: readonly string[]
  /** The state of the cluster's API discovery: 'partial' where it did not answer for every group. Absent: healthy. */
  readonly discovery?: 'healthy' | 'partial'
  /** The kinds that the cluster serves. Absent: all. */
  readonly served?: readonly string[]
  /** The namespaces that are watched. Absent: all. */
  readonly namespaces?: readonly string[]
  /** False where cluster-scoped objects are not watched. */
  readonly clusterScoped?: boolean
  /** The kinds that are watched. Absent: all. */
  readonly kinds?: readonly string[]
  /** The kinds that the source may not list or watch. */
  readonly forbidden?: readonly string[]
}

const someNames = /* @__PURE__ */ aList('a list of names', aString)

/** A source as a caller tells of it. */
export const aSource: Check = /* @__PURE__ */ aDocument<Source>('what a source can see', () => ({
  observedAt: aTime,
  synced: aBoolean,
  listed: someNames,
  discovery: aWord('healthy', 'partial'),
  served: someNames,
  namespaces: someNames,
  clusterScoped: aBoolean,
  kinds: someNames,
  forbidden: someNames,
}))
