import { assessHealth } from '../../src/health/index.ts'
import type { Health } from '../../src/health/index.ts'
import { kindKeyOf } from '../../src/model/identity.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { recordOf, textOf } from '../../src/model/read.ts'
import { indexRelated } from '../../src/tree/index.ts'
import { sharedLines } from '../support/fixtures.ts'
import type { Conformance, Disagreement } from './conformance.ts'

/** An object as the recordings name it: without a namespace where it is of the cluster. */
export interface NamedObject {
  readonly kind: string
  readonly namespace?: string
  readonly name: string
  readonly why?: string
  readonly exists?: boolean
}

/** A snapshot of a living cluster with one fault in it, before, during and after. */
export interface IncidentSnapshot {
  readonly scenario: string
  readonly phase: 'healthy' | 'fault' | 'after-repair'
  readonly at: string
  readonly objects: readonly KubeObject[]
  readonly desired: readonly KubeObject[]
  readonly truth?: {
    readonly roots: readonly NamedObject[]
    readonly explains: Readonly<Record<string, readonly (NamedObject & { readonly gone?: boolean })[]>>
    readonly healsWithAnotherAct?: readonly NamedObject[]
    readonly notExplained?: readonly NamedObject[]
    readonly rootWasIll?: boolean
  }
}

/** The snapshots that lie beside the repository; none in a clone without them. */
export const incidentSnapshots = (): readonly IncidentSnapshot[] => sharedLines<IncidentSnapshot>('incidents/recorded.jsonl.gz')

/** Kinds of which a snapshot holds every object of its namespaces, whether or not there is any. */
const COMPLETE = [
  'Pod',
  'Service',
  'Secret',
  'ConfigMap',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'Node',
  'Endpoints',
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'batch/Job',
  'batch/CronJob',
  'discovery.k8s.io/EndpointSlice',
  'networking.k8s.io/Ingress',
  'networking.k8s.io/IngressClass',
  'storage.k8s.io/StorageClass',
]

/** An object of a snapshot and how it is. */
export interface IncidentAnswer {
  readonly object: KubeObject
  readonly health: Health
}

/** Asks every object of a snapshot with all others related. */
export const answerSnapshot = ({ objects, at }: IncidentSnapshot, complete: readonly string[] = COMPLETE): readonly IncidentAnswer[] => {
  const related = indexRelated(objects)
  return objects
    .filter(object => !kindKeyOf(object).endsWith('Event'))
    .map(object => ({ object, health: assessHealth(object, { related, complete, now: at }) }))
}

const isNamed = (object: KubeObject, { kind, namespace, name }: NamedObject): boolean => {
  const metadata = recordOf(object['metadata'])
  return object['kind'] === kind && metadata['name'] === name && textOf(metadata['namespace']) === namespace
}

/** What may be Healthy over a fault: a budget that does its work, a claim that waits for its consumer, what is scaled to zero or finished. */
const MAY_BE_GREEN: ReadonlySet<string> = new Set([
  'NoDisruptionsAllowed',
  'SelectsNothing',
  'DisruptionsAllowed',
  'WaitingForFirstConsumer',
  'ScaledToZero',
])

/** What stays red for good though all is well again, and what the recording leaves unattached. */
const MAY_BE_RED: ReadonlySet<string> = new Set(['batch/Job', 'storage.k8s.io/VolumeAttachment'])

/** Green over a fault, and red where all is well. */
export const incidentsHealthConformance = (): readonly Conformance[] => {
  const snapshots = incidentSnapshots()
  const faults = snapshots.filter(({ phase }) => phase === 'fault').map(faultFindings)
  const wells = snapshots.filter(isWell).map(wellFindings)
  return [summed('incidents: nothing green over a fault', faults), summed('incidents: nothing red where all is well', wells)]
}

interface Findings {
  readonly cases: number
  readonly wrong: readonly Disagreement[]
}

const summed = (corpus: string, findings: readonly Findings[]): Conformance => ({
  corpus,
  cases: findings.reduce((sum, { cases }) => sum + cases, 0),
  disagreements: findings.flatMap(({ wrong }) => wrong),
  floor: 1,
})

/** Before the fault, and after the last repair of the scenario. */
const isWell = ({ phase, scenario, at }: IncidentSnapshot, _: number, all: readonly IncidentSnapshot[]): boolean =>
  phase === 'healthy' ||
  (phase === 'after-repair' && !all.some(other => other.scenario === scenario && other.phase === phase && other.at > at))

const faultFindings = (snapshot: IncidentSnapshot): Findings => {
  const { truth } = snapshot
  const ill = [
    ...Object.values(truth?.explains ?? {}).flat(),
    ...(truth?.healsWithAnotherAct ?? []),
    ...(truth?.rootWasIll === true ? truth.roots : []),
  ]
  const asked = answerSnapshot(snapshot).filter(({ object }) => ill.some(each => isNamed(object, each)))
  return { cases: asked.length, wrong: asked.filter(isGreen).map(answer => disagreement(snapshot, answer)) }
}

const isGreen = ({ health: { status, reason } }: IncidentAnswer): boolean => status === 'Healthy' && !MAY_BE_GREEN.has(reason)

const wellFindings = (snapshot: IncidentSnapshot): Findings => {
  const asked = answerSnapshot(snapshot)
  return { cases: asked.length, wrong: asked.filter(isRed).map(answer => disagreement(snapshot, answer)) }
}

const isRed = ({ object, health }: IncidentAnswer): boolean =>
  health.status === 'Degraded' && !MAY_BE_RED.has(kindKeyOf(object)) && !(kindKeyOf(object) === 'Pod' && health.settled)

const disagreement = ({ scenario, phase }: IncidentSnapshot, { object, health }: IncidentAnswer): Disagreement => ({
  id: `${scenario} (${phase})`,
  about: `${kindKeyOf(object)} ${textOf(recordOf(object['metadata'])['name']) ?? ''}`,
  wrong: `${health.status} ${health.reason}: ${health.message}`,
})
