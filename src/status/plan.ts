import { refKey } from '../model/identity.ts'
import type { ObjectRef } from '../model/identity.ts'
import type { Problem } from '../model/problem.ts'
import type { NotMonitored } from './application-assessment.ts'
import type { Deployment, DeploymentState } from './deployment.ts'
import { appliedBy } from './expected-objects.ts'
import type { Applied, ExpectedObject, Naming } from './expected-objects.ts'

/** Everything that later deployments need to know of the finished ones. Plain JSON, and as small as the application. */
export interface History {
  /** The objects that the latest successful deployment left expected, and those that its idle steps applied before: identity and step. */
  readonly held: Readonly<Record<string, { readonly ref: ObjectRef; readonly step: string }>>
  /** The objects that an earlier successful deployment applied and the latest one dropped. */
  readonly orphans: Readonly<Record<string, ObjectRef>>
}

/** Before any deployment. */
export const NO_HISTORY: History = Object.freeze({ held: {}, orphans: {} })

/** The objects that are expected in the cluster, those that an earlier release left there, and what the latest deployment does. */
export interface DeploymentPlan {
  readonly state: DeploymentState | undefined
  readonly expected: readonly ExpectedObject[]
  readonly orphans: readonly ObjectRef[]
  readonly notMonitored: readonly NotMonitored[]
  readonly problems: readonly Problem[]
}

/**
 * History after a deployment that applied all it had. What it does not apply becomes an orphan, unless the step that applied it did not run this
 * time; what it applies again is an orphan no more. Deployments that did not succeed leave history as it is.
 */
export const afterDeployment = (history: History, deployment: Deployment, naming: Naming): History => {
  if (!isComplete(deployment)) return history
  const { objects, idle } = appliedBy(deployment, naming)
  const held: Record<string, { ref: ObjectRef; step: string }> = {}
  const orphans: Record<string, ObjectRef> = {}
  for (const [key, ref] of Object.entries(history.orphans)) if (!objects.has(key)) orphans[key] = ref
  for (const [key, { ref, step }] of Object.entries(history.held)) {
    if (objects.has(key)) continue
    if (idle.has(step)) held[key] = { ref, step }
    else orphans[key] = ref
  }
  for (const [key, { ref, step }] of objects) held[key] = { ref, step }
  return { held, orphans }
}

/** True for a deployment that applied all it had, and took away what it dropped, whether or not it ended well. */
export const isComplete = ({ state, reached }: Deployment): boolean => state === 'succeeded' || reached === 'all'

/** Lists what a deployment has applied so far. One that is queued, or got to nothing, nothing; one that waits for a person the steps that say so, not yet its list. */
const findBegun = (deployment: Deployment): readonly Deployment[] => {
  if (deployment.state === 'queued' || (deployment.reached === 'nothing' && deployment.state !== 'succeeded')) return []
  if (deployment.state !== 'waiting') return [deployment]
  const { desired: _, ...begun } = deployment
  return [begun]
}

/**
 * Works out what to expect after these deployments, oldest first. The last successful one decides; a later one that began and did not succeed (it
 * runs, failed, was cancelled) replaces what it got to, object by object, so that everything stays visible below Waiting and Unavailable.
 */
export const makePlan = (deployments: readonly Deployment[], history: History, naming: Naming): DeploymentPlan => {
  const past = deployments.reduce((before, deployment) => afterDeployment(before, deployment, naming), history)
  const base = deployments.findLastIndex(isComplete)
  const begun = deployments.slice(Math.max(base, 0)).flatMap(findBegun)
  const expected = new Map<string, ExpectedObject>()
  let latest: Applied = NOTHING
  for (const deployment of begun) {
    const applied = appliedBy(deployment, naming)
    if (applied.objects.size > 0 || applied.notMonitored.length > 0 || deployment.state === 'succeeded') latest = applied
    for (const [key, object] of applied.objects) expected.set(key, object)
  }
  return {
    state: deployments.at(-1)?.state,
    expected: [...expected.values()],
    orphans: Object.entries(past.orphans).flatMap(([key, ref]) => (expected.has(key) ? [] : [ref])),
    notMonitored: latest.notMonitored.map(entry => ({ ...entry, objects: entry.objects.filter(ref => !expected.has(refKey(ref))) })),
    problems: latest.problems,
  }
}

const NOTHING: Applied = { objects: new Map(), idle: new Set(), notMonitored: [], problems: [] }
