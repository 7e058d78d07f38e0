import { type Check, aDocument, aList, aString, aTime, aWord } from '../model/expect.ts'
import type { KubeObjectLike } from '../model/kube-object.ts'
import type { ManifestObject } from '../parse/index.ts'
import type { Time } from '../model/scalars/time.ts'

/** Manifests as applied, in the forms in which people have them: objects, Lists of them, and what `parseManifests` gives. */
export type Desired = readonly (KubeObjectLike | ManifestObject)[]

/** The state of a deployment. */
export type DeploymentState = 'queued' | 'waiting' | 'running' | 'cancelling' | 'succeeded' | 'failed' | 'cancelled' | 'timed-out'

/** One deployment of an application: what it applied, as one list or step by step. */
export interface Deployment {
  readonly id: string
  readonly state: DeploymentState
  /** When it was in that state. */
  readonly at?: Time
  /**
   * How far it got, where it did not succeed. 'nothing': it applied nothing. 'partly' (default): what it applied is there, and nothing is taken away. 'all': it
   * applied all of it and took away what it dropped, and failed afterwards.
   */
  readonly reached?: 'nothing' | 'partly' | 'all'
  /** The manifests that it applied, where it has no steps. */
  readonly desired?: Desired
  readonly steps?: readonly DeploymentStep[]
}

/** One step of a deployment. Only what an applied step brings is expected in the cluster. */
export interface DeploymentStep {
  readonly id: string
  readonly name?: string
  /** Scripts and runbooks report nothing unless they report manifests. */
  readonly kind?: 'manifests' | 'helm' | 'kustomize' | 'script' | 'runbook'
  readonly state: 'applied' | 'skipped' | 'excluded' | 'disabled' | 'failed'
  /** The namespace of manifests that say none. */
  readonly namespace?: string
  /** The source that should see its objects. Absent: every source that watches them. */
  readonly source?: string
  readonly desired?: Desired
}

const someManifests = /* @__PURE__ */ aList('a list of objects')

const aStep: Check = /* @__PURE__ */ aDocument<DeploymentStep>(
  'a step with id and state',
  () => ({
    id: aString,
    name: aString,
    kind: aWord('manifests', 'helm', 'kustomize', 'script', 'runbook'),
    state: aWord('applied', 'skipped', 'excluded', 'disabled', 'failed'),
    namespace: aString,
    source: aString,
    desired: someManifests,
  }),
  ['id', 'state'],
)

/** A deployment, as it is recorded or handed in. */
export const aDeployment: Check = /* @__PURE__ */ aDocument<Deployment>(
  'a deployment with id and state',
  () => ({
    id: aString,
    state: aWord('queued', 'waiting', 'running', 'cancelling', 'succeeded', 'failed', 'cancelled', 'timed-out'),
    at: aTime,
    reached: aWord('nothing', 'partly', 'all'),
    desired: someManifests,
    steps: aList('a list of steps', aStep),
  }),
  ['id', 'state'],
)
