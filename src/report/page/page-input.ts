import { type Check, aDocument, aList, aString, aTime, aWord, anIterable, someOptions } from '../../model/expect.ts'
import { someThresholds } from '../../model/thresholds.ts'
import { aShownApplication } from '../shown-arguments.ts'
import type { Thresholds } from '../../health/index.ts'
import type { KubeObjectLike } from '../../model/kube-object.ts'
import type { Time } from '../../model/scalars/time.ts'
import type { Shown } from '../../redact/index.ts'
import type { ApplicationAssessment, Deployment, Desired, Observed } from '../../status/index.ts'

/** The input of a page. */
export interface PageInput {
  /** The name of the application. */
  readonly title?: string
  /** Oldest first. One makes a page of that moment; several make a timeline, which may be produced one by one. */
  readonly moments: Iterable<PageSnapshot>
  /** Everything that happened meanwhile; deployments and edits stand on the timeline. */
  readonly marks?: readonly { readonly at: Time; readonly kind: 'deployment' | 'edit'; readonly title: string }[]
}

/** The application at one time, and what is known beside the assessment. */
export interface PageSnapshot {
  readonly at: Time
  /** Made with a redactor, which everything beside it passes as well. */
  readonly assessment: Shown<ApplicationAssessment>
  /** For manifests, summaries and ages; as given to `assessApplication`. */
  readonly live?: Iterable<KubeObjectLike | Observed>
  readonly events?: Iterable<KubeObjectLike>
  /** The manifests as applied, as given to `assessApplication`: each stands beside the live one. */
  readonly desired?: Desired
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
export interface PreparePageOptions {
  /** Those that the assessments were made with, which the page tells. */
  readonly thresholds?: Partial<Thresholds>
}

const aMark = /* @__PURE__ */ aDocument<NonNullable<PageInput['marks']>[number]>(
  'a mark',
  () => ({ at: aTime, kind: aWord('deployment', 'edit'), title: aString }),
  ['at', 'kind', 'title'],
)

/** The input of `preparePage`. Each moment is looked at when it is its turn, since there may be thousands that are made as they are asked for. */
export const aPageInput: Check = /* @__PURE__ */ aDocument<PageInput>(
  'an object with moments',
  () => ({ title: aString, moments: anIterable('moments'), marks: aList('a list of marks', aMark) }),
  ['moments'],
)

/** One of its moments. */
export const aSnapshot: Check = /* @__PURE__ */ aDocument<PageSnapshot>(
  'a moment with at and assessment',
  () => ({
    at: aTime,
    assessment: aShownApplication,
    live: anIterable('the live objects'),
    events: anIterable('events'),
    desired: anIterable('what was applied'),
    logs: aList('a list of logs'),
    deployment: aDocument<NonNullable<PageSnapshot['deployment']>>(
      'a deployment with id and state',
      () => ({ id: aString, state: aString, at: aTime, name: aString }),
      ['id', 'state'],
    ),
    observedAt: aTime,
  }),
  ['at', 'assessment'],
)

export const somePageOptions: Check = /* @__PURE__ */ someOptions<PreparePageOptions>(() => ({ thresholds: someThresholds }))
