import type { Thresholds } from '../../health/index.ts'
import type { KubeObject } from '../../model/kube-object.ts'
import type { Time } from '../../model/scalars/time.ts'
import type { SecretScheme } from '../../secrets/index.ts'
import type { ApplicationAssessment, Deployment, Observed } from '../../status/index.ts'
import type { RedactorChoice } from '../redactor-of.ts'

/** What a page is made from. */
export interface PageInput {
  /** The name of the application. */
  readonly title?: string
  /** Oldest first. One makes a page of that moment; several make a timeline, which may be produced one by one. */
  readonly moments: Iterable<PageSnapshot>
  /** What happened meanwhile; deployments and edits stand on the timeline. */
  readonly marks?: readonly { readonly at: Time; readonly kind: 'deployment' | 'edit'; readonly title: string }[]
}

/** The application at one time, and what is known beside the assessment. */
export interface PageSnapshot {
  readonly at: Time
  readonly assessment: ApplicationAssessment
  /** For manifests, summaries and ages; as given to `assessApplication`. */
  readonly live?: Iterable<KubeObject | Observed>
  readonly events?: Iterable<KubeObject>
  readonly logs?: readonly PageLog[]
  /** The deployment it is judged by; `name` is what people call it. */
  readonly deployment?: Pick<Deployment, 'id' | 'state' | 'at'> & { readonly name?: string }
  /** The last sign of life of who observes it. */
  readonly observedAt?: Time
}

/** The log of one object, as `kubectl logs --timestamps` prints it. */
export interface PageLog {
  readonly kind?: string
  readonly namespace?: string
  readonly name: string
  readonly text: string
}

/** How a page is prepared. */
export interface PreparePageOptions extends RedactorChoice {
  /** With a salt the manifest of a Secret shows hashes in place of values; without one it is withheld. */
  readonly secrets?: { readonly salt: string; readonly scheme?: SecretScheme }
  /** Those that the assessments were made with, which the page tells. */
  readonly thresholds?: Partial<Thresholds>
}
