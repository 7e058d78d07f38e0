import type { HealthContext } from '../health/index.ts'
import { healthChecks } from '../health/internal.ts'
import { type Check, type MakeChecks, aList, aNumber, aString, aWord, exactly, someOptions } from '../model/expect.ts'
import type { CompareOptions } from '../sync/index.ts'
import { compareChecks } from '../sync/internal.ts'
import { aCountingRule } from './policy/counting.ts'
import type { CountingRule } from './policy/counting.ts'
import type { PolicySource } from './policy/policy-effect.ts'

/** How objects and applications are assessed; everything is optional. */
export interface AssessOptions
  extends
    HealthContext,
    Pick<
      CompareOptions,
      'applier' | 'deployer' | 'fieldManager' | 'force' | 'strict' | 'acceptAdmission' | 'ignore' | 'clusterVersion' | 'redactor'
    > {
  /** Milliseconds without a sign of life after which a source's objects are Unknown. Default 600,000 (10 minutes); exactly that long is fresh. */
  readonly staleAfter?: number
  /**
   * The order that decides the application's label. 'health-first' (default): problems before drift. 'health-only': drift does not count.
   * 'sync-first': drift before problems.
   */
  readonly rollUp?: 'health-first' | 'health-only' | 'sync-first'
  /** The namespace of manifests that say none and whose step says none. Default 'default'. */
  readonly namespace?: string
  /** Objects that hold nothing back: they keep their status and are no part of the label, the counts and the gate. */
  readonly counting?: readonly CountingRule[]
  /** The origin of the rules, so that the answer can name it and say what they silenced: `readPolicy` gives it. */
  readonly policy?: PolicySource
}

/** The check of each option of {@link AssessOptions}. */
export const assessChecks: MakeChecks<AssessOptions> = () => {
  const { previous: _previous, ...comparing } = compareChecks()
  return {
    ...comparing,
    ...healthChecks(),
    staleAfter: aNumber('milliseconds'),
    rollUp: aWord('health-first', 'health-only', 'sync-first'),
    namespace: aString,
    counting: aList('a list of counting rules', aCountingRule),
    policy: exactly<PolicySource>('an object with source', () => ({ source: aString }), ['source']),
  }
}
export const someAssessOptions: Check = /* @__PURE__ */ someOptions<AssessOptions>(assessChecks)
