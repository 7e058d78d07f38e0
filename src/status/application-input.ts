import type { KubeObject } from '../model/kube-object.ts'
import type { Time } from '../model/scalars/time.ts'
import type { Deployment } from './deployment.ts'
import type { Source } from './source.ts'

/** A live object with who saw it. */
export interface Observed {
  readonly object: KubeObject
  /** The name of the source; absent where there is one without a name. */
  readonly source?: string
  /** A sign of life of that source. */
  readonly observedAt?: Time
}

/** What was deployed and what is there. */
export interface ApplicationInput {
  /** Oldest first; the latest decides, earlier ones make orphans. Absent: one succeeded deployment of `desired`. */
  readonly deployments?: readonly Deployment[]
  readonly desired?: readonly KubeObject[]
  /** The live objects: by themselves, as lists, or with their source. */
  readonly live: Iterable<KubeObject | Observed>
  /** What each source of observations (a cluster, a monitor) can see; absent: one source that sees all. */
  readonly sources?: Readonly<Record<string, Source>>
  /** Events, which explain. They may as well be among `live`. */
  readonly events?: readonly KubeObject[]
  /** Objects that were there and are gone, as they last were: a Job with a time to live that was complete is done, not missing. */
  readonly removed?: readonly (KubeObject | Observed)[]
}
