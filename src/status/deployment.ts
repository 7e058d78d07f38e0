import type { KubeObject } from '../model/kube-object.ts'
import type { Time } from '../model/scalars/time.ts'

/** Where a deployment stands. */
export type DeploymentState = 'queued' | 'waiting' | 'running' | 'cancelling' | 'succeeded' | 'failed' | 'cancelled' | 'timed-out'

/** One deployment of an application: what it applied, as one list or step by step. */
export interface Deployment {
  readonly id: string
  readonly state: DeploymentState
  /** When it was in that state. */
  readonly at?: Time
  /** What it applied, where it has no steps. */
  readonly desired?: readonly KubeObject[]
  readonly steps?: readonly DeploymentStep[]
}

/** One step of a deployment. Only what an applied step brings is expected in the cluster. */
export interface DeploymentStep {
  readonly id: string
  readonly name?: string
  /** Scripts and runbooks report nothing unless they report manifests. */
  readonly kind?: 'manifests' | 'helm' | 'kustomize' | 'script' | 'runbook'
  readonly state: 'applied' | 'skipped' | 'excluded' | 'disabled' | 'failed'
  /** Where its manifests say no namespace. */
  readonly namespace?: string
  /** The source that should see its objects. Absent: every source that watches them. */
  readonly source?: string
  readonly desired?: readonly KubeObject[]
}
