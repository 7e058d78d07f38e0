import { expect } from '../model/expect.ts'
import { isRecord } from '../model/read.ts'
import type { Redactor, Shown } from '../redact/index.ts'
import { millisecondsOf } from '../model/scalars/time.ts'
import type { ApplicationAssessment } from './application-assessment.ts'
import { anApplicationInput } from './application-input.ts'
import type { ApplicationInput } from './application-input.ts'
import { someAssessOptions } from './assess-options.ts'
import type { AssessOptions } from './assess-options.ts'
import { defaults } from '../model/thresholds.ts'
import { assessManagedObject, clusterView, indexGivenRelated, listManagedObjects } from './managed-objects.ts'
import type { AssessmentContext } from './managed-objects.ts'
import type { Deployment } from './deployment.ts'
import { consultRecord, recordedPlan } from './recorded/consult-record.ts'
import { listDesired } from './causes/application-knowledge.ts'
import { findIncidents } from './causes/find-incidents.ts'
import { withIncidents } from './causes/with-incidents.ts'
import { judgeFreshness } from './freshness.ts'
import { NO_HISTORY, makePlan } from './plan.ts'
import { countLabels } from './roll-up.ts'
import { createShownVoice } from './shown/create-shown-voice.ts'
import { shownApplication } from './shown/shown-answers.ts'
import { createShowing } from './shown/showing.ts'
import { summarise } from './summarise.ts'
import { indexObservations } from './observations.ts'

/**
 * The status of an application: what its deployments applied against what is live. The first row that fits:
 *
 * | # | condition | label |
 * |---|---|---|
 * | 1 | latest deployment queued, running, cancelling or waiting for a person | Waiting |
 * | 2 | latest deployment failed, cancelled or timed out | Unavailable |
 * | 3 | no deployment, or it applied nothing that can be monitored | null, with a reason |
 * | 4 | never observed, or every source is stale | Unknown |
 * | 5 | any object Unknown by health or freshness, but for those of row 11 | Unknown |
 * | 6 | any object Degraded | Degraded |
 * | 7 | any object Missing | Missing |
 * | 8 | any object Progressing | Progressing |
 * | 9 | any object Unknown by sync alone | Unknown |
 * | 10 | any object Out of Sync | Out of Sync |
 * | 11 | any object of a kind that nobody looked at, or may look at | Unknown |
 * | 12 | otherwise | Healthy |
 *
 * Counted are the desired objects, over all sources; not their children, orphans, objects of steps that did not run, nor advisory objects
 * and those that `counting` names.
 *
 * @param input see {@link ApplicationInput}; objects may be any JSON.
 * @param options see {@link AssessOptions}; without `now` nothing is stale and no time rule fires.
 * @returns the label with its reason, each object with its own, counts per label, and when time alone may change it.
 * @throws TypeError where `input` is no object or `live` cannot be iterated, or where an option is of the wrong type.
 *
 * Source: the vocabulary and the rules of the product feature; docs/statuses.md has them with their reasons.
 *
 * @example
 * ```ts
 * import { assessApplication } from 'live-object-status/status'
 *
 * const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } }
 * const missing = assessApplication({ desired: [settings], live: [] })
 * missing.status // => 'Missing'
 * missing.message // => 'ConfigMap shop/settings is not in the cluster'
 * assessApplication({ deployments: [{ id: 'd1', state: 'running' }], live: [] }).status // => 'Waiting'
 * ```
 */
export const assessApplication: {
  // With a redactor the answer is as people may see it.
  (input: ApplicationInput, options: AssessOptions & { readonly redactor: Redactor }): Shown<ApplicationAssessment>
  (input: ApplicationInput, options?: AssessOptions): ApplicationAssessment
  // oxlint-disable-next-line typescript/no-useless-default-assignment -- the second overload lets the options be left out
} = (input: ApplicationInput, options: AssessOptions = {}) => {
  expect('input', anApplicationInput, input)
  expect('options', someAssessOptions, options)
  const recorded = consultRecord(input.recorded, input.deployments === undefined && input.desired === undefined)
  const plan = recordedPlan(makePlan(chooseDeployments(input), NO_HISTORY, options), recorded)
  const observations = indexObservations(input)
  const managed = listManagedObjects(plan, observations, options)
  const now = millisecondsOf(options.now)
  const freshness = judgeFreshness(managed, observations, { now, staleAfter: options.staleAfter ?? defaults.staleAfter })
  const showing = options.redactor && createShowing(options.redactor)
  const context: AssessmentContext = {
    observations,
    options,
    ...(showing === undefined ? undefined : { showing }),
    extraRelated: indexGivenRelated(options),
    recorded,
    stale: freshness.stale,
    managedKeys: managed.keys,
  }
  const assessed = managed.objects.map(object => assessManagedObject(object, context))
  const findings = findIncidents(assessed, {
    desired: listDesired(managed.objects),
    viewOf: source => clusterView(source, context),
    voice: createShownVoice(showing),
  })
  const objects = withIncidents(assessed, findings.idsByKey)
  const answer = summarise({
    plan,
    objects,
    findings,
    tally: countLabels(objects),
    orphans: managed.orphans.map(object => assessManagedObject(object, context)),
    freshness,
    problems: recorded === undefined ? managed.problems : [...managed.problems, ...recorded.problems],
    mode: options.rollUp,
    policy: options.policy,
  })
  return (showing === undefined ? answer : shownApplication(answer, showing)) as ApplicationAssessment & Shown<ApplicationAssessment>
}

const chooseDeployments = ({ deployments, desired, recorded }: ApplicationInput): readonly Deployment[] => {
  if (deployments !== undefined) return deployments.filter(isRecord)
  return desired === undefined ? (recorded?.deployments ?? []).filter(isRecord) : [{ id: '', state: 'succeeded', desired }]
}
