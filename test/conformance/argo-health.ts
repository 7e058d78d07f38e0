import { assessHealth } from '../../src/health/index.ts'
import type { Health } from '../../src/health/index.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { at } from '../../src/model/read.ts'
import { sharedLines } from '../support/fixtures.ts'

/** One of Argo CD's own health tests: an object, and what its check is expected to answer. */
export interface ArgoCase {
  /** The folder of the rule: 'group/Kind', `_` for a wildcard. */
  readonly kind: string
  readonly source: string
  readonly object: KubeObject
  readonly status: string
  readonly message: string
}

/** One case that is answered otherwise. */
export interface Disagreement {
  readonly id: string
  readonly expected: string
  readonly got: string
}

/** What a runner gives to test/conformance/run.ts. */
export interface Conformance {
  readonly corpus: string
  readonly cases: number
  readonly agreeing: number
  readonly disagreements: readonly Disagreement[]
  /** Disagreements that are meant, by the reasons in docs/health-rules.md. */
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
export const DEVIATIONS: readonly string[] = [
  'projectcontour.io/HTTPProxy Healthy Degraded',
  'pxc.percona.com/PerconaXtraDBCluster Degraded Progressing',
  'pxc.percona.com/PerconaXtraDBCluster Unknown Suspended',
  'rollouts.kruise.io/Rollout Degraded Suspended',
  'batch/CronJob Healthy Suspended',
  'apiextensions.k8s.io/CustomResourceDefinition Degraded Healthy',
]

/** Asks every case and compares the status. */
export const runArgoHealth = (): Conformance => {
  const answers = argoCases()
    .map(one => ({ one, health: assessHealth(one.object) }))
    .filter(({ one, health }) => isCounted(one, health) || health.status === one.status)
  const differing = answers
    .filter(({ one, health }) => health.status !== one.status)
    .map(({ one, health }) => ({ id: `${one.kind} ${one.source.split('/').at(-1) ?? ''}`, expected: one.status, got: health.status }))
  const isMeant = ({ id, expected, got }: Disagreement): boolean => DEVIATIONS.includes(`${id.split(' ')[0] ?? ''} ${expected} ${got}`)
  return {
    corpus: 'argo-health',
    cases: answers.length,
    agreeing: answers.length - differing.length,
    disagreements: differing.filter(one => !isMeant(one)),
    deviations: differing.filter(isMeant),
  }
}
