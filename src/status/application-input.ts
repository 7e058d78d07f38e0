import { type Check, aDocument, aList, aMap, anIterable } from '../model/expect.ts'
import type { KubeObjectLike } from '../model/kube-object.ts'
import type { Time } from '../model/scalars/time.ts'
import { aDeployment } from './deployment.ts'
import type { Deployment, Desired } from './deployment.ts'
import { aRecordedApplication } from './recorded/recorded-application.ts'
import type { RecordedApplication } from './recorded/recorded-application.ts'
import { aSource } from './source.ts'
import type { Source } from './source.ts'

/** A live object with who saw it. */
export interface Observed {
  readonly object: KubeObjectLike
  /** The name of the source; absent where there is one without a name. */
  readonly source?: string
  /** A sign of life of that source. */
  readonly observedAt?: Time
}

/** The deployments of an application, and what is there. */
export interface ApplicationInput {
  /** Oldest first; the latest decides, earlier ones make orphans. Absent: one succeeded deployment of `desired`. */
  readonly deployments?: readonly Deployment[]
  readonly desired?: Desired
  /**
   * The record of it in the cluster, from `recordedApplications`: deployments, appliers, ignore rules, and what the tool will not mend. `deployments` or
   * `desired` beside it go before its own, and so do options.
   */
  readonly recorded?: RecordedApplication
  /** The live objects: by themselves, as lists, or with their source. */
  readonly live: Iterable<KubeObjectLike | Observed>
  /** The sources of observations (a cluster, a monitor) with what each can see; absent: one source that sees all. */
  readonly sources?: Readonly<Record<string, Source>>
  /** Events, which explain. They may as well be among `live`. */
  readonly events?: readonly KubeObjectLike[]
  /** Objects that were there and are gone, as they last were: a Job with a time to live that was complete is done, not missing. */
  readonly removed?: readonly (KubeObjectLike | Observed)[]
}

/** The input of `assessApplication`. Objects are data, whatever they hold. */
export const anApplicationInput: Check = /* @__PURE__ */ aDocument<ApplicationInput>(
  'an object with live',
  () => ({
    deployments: aList('a list of deployments', aDeployment),
    desired: aList('a list of objects'),
    recorded: aRecordedApplication,
    live: anIterable('an iterable of objects'),
    sources: aMap('an object of sources by name', aSource),
    events: anIterable('a list of events'),
    removed: anIterable('a list of objects'),
  }),
  ['live'],
)
