import { hasEnded, readEndpoints, wantsPods } from '../../health/internal.ts'
import { isTrue, liveCondition } from '../../model/conditions.ts'
import { kindKeyOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { fitsLabelSelector, fitsPairs, readLabels, readPodLabels } from '../../model/selectors/fitted-labels.ts'
import { readName, readNamespace } from './look.ts'
import type { Look } from './look.ts'

/** The objects behind a Service, and how they are. */
export interface Backing {
  /** 'none': nothing is meant to be behind it now, or nobody can tell; 'ready': something answers. */
  readonly state: 'ready' | 'unready' | 'none'
  readonly pods: readonly JsonRecord[]
  /** Makers of such pods: live workloads, or manifests of ones that are missing. */
  readonly workloads: readonly JsonRecord[]
}

/** Kinds whose template says which labels their pods carry. */
const WORKLOADS: ReadonlySet<string> = new Set([
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'argoproj.io/Rollout',
  'batch/Job',
  'ReplicationController',
  'apps/ReplicaSet',
])

/**
 * Reads what is behind a Service, by its endpoints as health reads them, and where these have nothing by the pods and templates that its selector fits. Scaled to
 * zero and finished is as somebody wants it.
 */
export const readBacking = (service: JsonRecord, look: Look): Backing => {
  const selector = recordOf(at(service, 'spec', 'selector'))
  const namespace = readNamespace(service)
  const seen = readEndpoints(service, look)
  if (seen !== undefined && seen.ready > 0) return READY
  if (Object.keys(selector).length === 0) return NONE
  const chosen = findSelected(selector, namespace, look)
  const pods = chosen.filter(each => each['kind'] === 'Pod' && !hasEnded(each))
  const workloads = [...chosen.filter(isWorkload), ...look.missingIn(namespace).filter(each => fitsPairs(selector, readPodLabels(each)))]
  if (seen === undefined && pods.some(pod => isTrue(liveCondition(pod, 'Ready')))) return READY
  const isWanted = pods.length > 0 || workloads.some(wantsPods)
  return { state: isWanted ? 'unready' : 'none', pods, workloads }
}

const READY: Backing = Object.freeze({ state: 'ready', pods: [], workloads: [] })
const NONE: Backing = Object.freeze({ state: 'none', pods: [], workloads: [] })

/** As few candidates as these need no further label. */
const FEW = 16

/** The pods that a plain selector selects, and the workloads whose pods it would select: found by the label that the fewest carry. */
export const findSelected = (selector: JsonRecord, namespace: string, { related }: Look): readonly JsonRecord[] => {
  let fewest: readonly JsonRecord[] | undefined
  for (const [key, value] of Object.entries(selector)) {
    const found = related.labelled(namespace, key, textOf(value) ?? '')
    if (fewest === undefined || found.length < fewest.length) fewest = found
    if (fewest.length <= FEW) break
  }
  return (fewest ?? []).filter(each => fitsPairs(selector, readPodLabels(each)))
}

/** True for what makes pods by itself. */
const isWorkload = (object: JsonRecord): boolean => {
  const kind = kindKeyOf(object)
  return WORKLOADS.has(kind) && !isOwned(object, kind)
}

const isOwned = (workload: JsonRecord, kind: string): boolean =>
  kind === 'apps/ReplicaSet' && recordsOf(at(workload, 'metadata', 'ownerReferences')).length > 0

/** The pods that a budget, or anything else with a label selector, is about. */
export const podsSelected = (object: JsonRecord, look: Look): readonly JsonRecord[] => {
  const selector = at(object, 'spec', 'selector')
  if (!isRecord(selector)) return []
  const [labels, namespace] = [recordOf(selector['matchLabels']), readNamespace(object)]
  const pods = Object.keys(labels).length > 0 ? findSelected(labels, namespace, look) : look.related.ofKindIn('Pod', namespace)
  return pods.filter(pod => pod['kind'] === 'Pod' && fitsLabelSelector(selector, readLabels(pod)))
}

/** The workload of a namespace whose pods have all but one of the labels that a selector asks for, and of that one the key. */
export const nearMiss = (service: JsonRecord, look: Look): JsonRecord | undefined => {
  const selector = Object.entries(recordOf(at(service, 'spec', 'selector')))
  const matched = (workload: JsonRecord): number => {
    const labels = readLabels(at(workload, 'spec', 'template'))
    return selector.every(([key]) => textOf(labels[key]) !== undefined)
      ? selector.filter(([key, value]) => labels[key] === value).length
      : -1
  }
  const all = Array.from(WORKLOADS).flatMap(kind => look.related.ofKindIn(kind, readNamespace(service)).filter(isWorkload))
  const near = all.filter(workload => wantsPods(workload) && isClose(workload, service, matched(workload), selector.length))
  return near.length === 1 ? near[0] : undefined
}

/** One label of several is another, or the only one is while both have the same name. */
const isClose = (workload: JsonRecord, service: JsonRecord, matched: number, asked: number): boolean =>
  matched === asked - 1 && (asked > 1 || readName(workload) === readName(service))
