import { kindKey } from '../../model/identity.ts'
import { at, integerOf } from '../../model/read.ts'
import type { ObjectAssessment } from '../../status/index.ts'

/**
 * How much it hurts that an object is not well, from what hurts most. `outage`: nothing of it serves. `partial`: some of it does. `failing`: it is broken, and nothing
 * tells how much of it serves. `serving`: what is new is broken, and what was there before still serves. `uncounted`: it is not well and holds nothing back.
 */
export type Impact = (typeof IMPACTS)[number]

const IMPACTS = [
  'outage',
  'partial',
  'failing',
  'missing',
  'serving',
  'unknown',
  'progressing',
  'drift',
  'orphan',
  'uncounted',
  'well',
] as const

/** The rank of an impact; the smaller one hurts more. */
export const rankImpact = (impact: Impact): number => IMPACTS.indexOf(impact)

/** True for what somebody has to repair. */
export const isProblem = (impact: Impact): boolean => rankImpact(impact) <= rankImpact('serving')

/** The part of an assessment that is read. */
export interface Weighed extends Pick<ObjectAssessment, 'ref' | 'status' | 'counting' | 'orphaned'> {
  readonly health: Pick<ObjectAssessment['health'], 'status' | 'reason' | 'advisory'>
  readonly children: readonly Weighed[]
}

/** Kinds whose pods serve. Others run to an end, or run none. */
const SERVING: ReadonlySet<string> = new Set([
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'ReplicationController',
  'argoproj.io/Rollout',
])

/** Kinds that lead to what serves. */
const LEADING: ReadonlySet<string> = new Set(['Service', 'networking.k8s.io/Ingress', 'gateway.networking.k8s.io/HTTPRoute'])

/** The reasons of the health rules of these kinds that say that nothing is ready. */
const NOTHING_READY: ReadonlySet<string> = new Set(['NoReadyEndpoints', 'NoReadyReplicas'])

/**
 * How much it hurts that an object is as it is: by its label, by its pods, and where no pod of it is known by the counters of its live object.
 *
 * @param object an assessment with what the object owns
 * @param live the live object, where it is at hand
 */
export const readImpact = (object: Weighed, live?: unknown): Impact => {
  const { status, health, counting, orphaned } = object
  // An answer from a wire may have any word here.
  const impact = Object.hasOwn(LABELS, status) ? (LABELS[status] ?? 'unknown') : 'unknown'
  if (orphaned === true) return 'orphan'
  if (impact === 'well') return 'well'
  if (counting !== undefined || health.advisory === true) return 'uncounted'
  return impact === 'failing' || impact === 'missing' ? impactOfServing(object, impact, live) : impact
}

/** The impact that a label alone tells of. */
const LABELS: Readonly<Partial<Record<string, Impact>>> = {
  Degraded: 'failing',
  Missing: 'missing',
  Unknown: 'unknown',
  Progressing: 'progressing',
  'Out of Sync': 'drift',
  Suspended: 'well',
  Healthy: 'well',
  'In Sync': 'well',
}

/** How much serves of what is broken or not there. */
const impactOfServing = (object: Weighed, impact: Impact, live: unknown): Impact => {
  const { ref, health } = object
  const key = kindKey(ref.group, ref.kind)
  const [hasPods, leads] = [SERVING.has(key), LEADING.has(key)]
  if (!hasPods && !leads) return impact
  if (impact === 'missing' || NOTHING_READY.has(health.reason)) return 'outage'
  return hasPods ? (impactOfPods(object) ?? impactOfCounters(live) ?? impact) : impact
}

/** By the pods below an object; undefined where there is none. */
const impactOfPods = (object: Weighed): Impact | undefined => {
  const { ready, total } = countPods(object)
  if (total === 0) return undefined
  if (ready === 0) return 'outage'
  // A ReplicaSet of a Deployment that is broken has no ready pod where all that serve are of another one.
  const sets = object.children.map(child => ({ broken: isBroken(child), ...countPods(child) })).filter(set => set.total > 0)
  const [broken, sound] = [sets.filter(set => set.broken), sets.filter(set => !set.broken)]
  return sound.length > 0 && broken.length > 0 && broken.every(set => set.ready === 0) && !object.children.some(isPod)
    ? 'serving'
    : 'partial'
}

const isPod = ({ ref }: Weighed): boolean => ref.kind === 'Pod' && ref.group === ''
const isBroken = ({ health }: Weighed): boolean => health.status !== 'Healthy'

interface PodCount {
  readonly ready: number
  readonly total: number
}

/** How many pods stand below an object, and how many of them are ready. */
const countPods = (object: Weighed): PodCount => {
  if (isPod(object)) return { ready: isBroken(object) ? 0 : 1, total: 1 }
  let [ready, total] = [0, 0]
  for (const child of object.children) {
    const below = countPods(child)
    ready += below.ready
    total += below.total
  }
  return { ready, total }
}

/** By what the controller counted: `availableReplicas` and its like are left out where they are 0 (Go's omitempty). */
const impactOfCounters = (live: unknown): Impact | undefined => {
  const status = at(live, 'status')
  if (at(status, 'observedGeneration') === undefined) return undefined
  const ready = Math.max(...COUNTERS.map(field => integerOf(at(status, field)) ?? 0))
  const wanted = integerOf(at(status, 'desiredNumberScheduled')) ?? integerOf(at(live, 'spec', 'replicas')) ?? 1
  return ready === 0 ? 'outage' : ready < wanted ? 'partial' : 'serving'
}
const COUNTERS = ['availableReplicas', 'readyReplicas', 'numberAvailable', 'numberReady'] as const
