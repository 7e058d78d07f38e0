import { assessHealth } from '../../src/health/index.ts'
import type { Health } from '../../src/health/index.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { at } from '../../src/model/read.ts'
import { sharedLines } from '../support/fixtures.ts'
import type { Conformance, Disagreement } from './conformance.ts'

/** One of Argo CD's own health tests: an object, and what its check is expected to answer. */
export interface ArgoCase {
  /** The folder of the rule: 'group/Kind', `_` for a wildcard. */
  readonly kind: string
  readonly source: string
  readonly object: KubeObject
  readonly status: string
  readonly message: string
}

/** With the disagreements that are meant, which are not counted. */
export interface HealthConformance extends Conformance {
  readonly agreeing: number
  readonly deviations: readonly Disagreement[]
}

/** The cases that lie beside the repository; none in a clone without them. */
export const argoCases = (): readonly ArgoCase[] => sharedLines<ArgoCase>('conformance/argo-health.jsonl.gz')

/** Not counted: a deletion under way, and an answer that the controller has not seen the latest change. */
export const isCounted = ({ object }: ArgoCase, health: Health): boolean =>
  at(object, 'metadata', 'deletionTimestamp') === undefined && health.reason !== 'GenerationNotObserved'

/**
 * The answers that depart on purpose, by kind and what is said instead of what; docs/health-rules.md has the reasons.
 */
const DEVIATIONS: ReadonlySet<string> = new Set([
  'projectcontour.io/HTTPProxy Degraded, not Healthy',
  'pxc.percona.com/PerconaXtraDBCluster Progressing, not Degraded',
  'pxc.percona.com/PerconaXtraDBCluster Suspended, not Unknown',
  'rollouts.kruise.io/Rollout Suspended, not Degraded',
  'batch/CronJob Suspended, not Healthy',
  'apiextensions.k8s.io/CustomResourceDefinition Healthy, not Degraded',
])

/** Asks every case and compares the status. */
export const argoHealthConformance = (): HealthConformance => {
  const all = argoCases()
  const answers = all
    .map(one => ({ one, health: assessHealth(one.object) }))
    .filter(({ one, health }) => isCounted(one, health) || health.status === one.status)
  const differing = answers.filter(({ one, health }) => health.status !== one.status).map(({ one, health }) => disagreement(one, health))
  const deviations = differing.filter(({ about, wrong }) => DEVIATIONS.has(`${about} ${wrong}`))
  const cases = answers.length - deviations.length
  return {
    corpus: 'argo-health',
    cases,
    agreeing: answers.length - differing.length,
    disagreements: differing.filter(one => !deviations.includes(one)),
    deviations,
    floor: 0.995,
    left: all.length - cases,
  }
}

const disagreement = (one: ArgoCase, health: Health): Disagreement => ({
  id: one.source.split('/').at(-1) ?? '',
  about: one.kind,
  wrong: `${health.status}, not ${one.status}`,
})
