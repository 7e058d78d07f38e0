import { describeIncidents, findFacts, nodeShape, sameFacts, traceIncidents } from '../../incidents/internal.ts'
import type { ObjectFacts, Findings, Look, Voice } from '../../incidents/internal.ts'
import { refKey } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { sameJson } from '../../model/same-json.ts'
import type { ObjectAssessment } from '../../status/index.ts'
import { clusterView, createLook, isStart, listDesired, listMissing, listStarts, ownRef } from '../../status/internal.ts'
import type { ClusterContext, ManagedObject } from '../../status/internal.ts'
import type { RelatedIndex } from '../../tree/index.ts'
import { dependsOn, evictStale, invalidate, invalidateAll, invalidateDue, remember } from '../dependency-cache.ts'
import type { Causes } from './causes.ts'
import { keepFindings } from './keep-findings.ts'
import { nodesQuestion } from './note-change.ts'
import { showObjects } from './show-objects.ts'

/** The application at one moment, before its causes are known. */
export interface Moment {
  readonly managed: readonly ManagedObject[]
  /** The answers for {@link managed}, in the same order. */
  readonly objects: readonly ObjectAssessment[]
  /** The keys of those, and of what these own, that may be others than at the last moment; all where undefined. */
  readonly changed: readonly string[] | undefined
  /** Finds the index of a key in {@link objects}. */
  readonly indexOf: (key: string) => number | undefined
  /** The answer for one of {@link objects}, or for one that these own. */
  readonly assessed: (key: string) => ObjectAssessment | undefined
  readonly context: Omit<ClusterContext, 'observations'> & { readonly observations: Pick<ClusterContext['observations'], 'source'> }
  /** The objects of a source; `ask` is told each question. */
  readonly related: (source: string, ask: (question: string) => void) => RelatedIndex
  /** Through it everything that is said passes. */
  readonly voice: Voice
  readonly now: number
  /** When the latest of what changed happened. */
  readonly time: number
}

/** The causes at a moment, of which only what a change could have touched is looked for again, and the objects with their incidents. */
export const updateCauses = (
  causes: Causes,
  moment: Moment,
): { readonly findings: Findings; readonly objects: readonly ObjectAssessment[] } => {
  const before = causes.findings
  const moved = moment.changed === undefined ? restart(causes, moment) : noteAssessed(causes, moment, moment.changed)
  invalidateDue(causes.cache, moment.now)
  const readFacts = createReader(causes, moment)
  // If it begins at other objects, all is asked again anyway, and what is not asked for need not be found.
  if (moved || before === undefined || refreshFacts(causes, readFacts)) {
    const trace = traceIncidents(causes.own, readFacts)
    causes.findings = keepFindings(before, describeIncidents(trace, moment.voice))
    forgetOthers(causes, trace.visited)
  }
  const findings = causes.findings ?? NOTHING
  const changed = moment.changed?.flatMap(key => moment.indexOf(key) ?? [])
  causes.shown = showObjects(causes, { ...moment, changed: findings === before ? changed : undefined }, findings.idsByKey)
  causes.plain = moment.objects
  return { findings, objects: causes.shown }
}

const NOTHING: Findings = { incidents: [], suspects: [], unseen: [], idsByKey: new Map(), until: undefined }

/** Another plan, or a time before the last one: nothing that was found counts. */
const restart = (causes: Causes, { managed, objects, time }: Moment): true => {
  invalidateAll(causes.cache, time)
  evictStale(causes.cache)
  causes.desired = listDesired(managed)
  causes.missing = listMissing(objects, causes.desired)
  causes.own = listStarts(objects, causes.desired)
  return true
}

/** Takes in the answers that changed; true where looking for causes begins at other objects than before. */
const noteAssessed = (causes: Causes, { indexOf, objects, time }: Moment, changed: readonly string[]): boolean => {
  let [moved, missing] = [false, false]
  for (const key of changed) {
    const index = indexOf(key) ?? -1
    const [before, after] = [causes.plain[index], objects[index]]
    if (after !== undefined && before === after) continue
    invalidate(causes.cache, [healthQuestion(key)], time)
    if (after === undefined) continue
    moved = noteStart(causes, key, after) || moved
    missing ||= (before?.health.status === 'Missing') !== (after.health.status === 'Missing')
  }
  if (missing) noteMissing(causes, objects, time)
  return moved
}

const noteStart = ({ own, desired }: Causes, key: string, object: ObjectAssessment): boolean => {
  const starts = isStart(object) && desired.has(key)
  if (starts === own.has(key)) return false
  if (starts) own.set(key, ownRef(object))
  else own.delete(key)
  return true
}

const noteMissing = (causes: Causes, objects: readonly ObjectAssessment[], time: number): void => {
  const before = causes.missing
  causes.missing = listMissing(objects, causes.desired)
  for (const namespace of new Set([...before.keys(), ...causes.missing.keys()]))
    if (!sameJson(before.get(namespace), causes.missing.get(namespace))) invalidate(causes.cache, [missingQuestion(namespace)], time)
}

const healthQuestion = (key: string): string => `health:${key}`
const missingQuestion = (namespace: string): string => `missing:${namespace}`

const nobody = (): void => undefined

type ReadFacts = (ref: ObjectRef, key: string) => ObjectFacts

/** Finds facts, or remembers them: what they rest on is noted while they are found. */
const createReader = (causes: Causes, moment: Moment): ReadFacts => {
  const { cache } = causes
  const looks = new Map<string, Look>()
  const lookAt = (source: string): Look => {
    const look = looks.get(source) ?? createTrackedLook(source, causes, moment)
    looks.set(source, look)
    return look
  }
  const dueOf = ({ until }: ObjectFacts): string | undefined => until
  return (ref, key) => remember(cache, key, () => findFacts(ref, lookAt(ref.source ?? '')), dueOf, sameFacts)
}

const createTrackedLook = (source: string, causes: Causes, { context, related, assessed }: Moment): Look => {
  const ask = (question: string): void => dependsOn(causes.cache, question)
  const seen = (asked: (question: string) => void): ClusterContext => ({
    ...context,
    observations: { source: context.observations.source, related: name => related(name, asked) },
  })
  return createLook(clusterView(source, seen(ask)), {
    known(key): ObjectAssessment | undefined {
      ask(healthQuestion(key))
      return assessed(key)
    },
    desired: causes.desired,
    missingIn(namespace): readonly JsonRecord[] {
      ask(missingQuestion(namespace))
      return causes.missing.get(namespace) ?? []
    },
    nodesIn(name) {
      ask(nodesQuestion(name))
      const nodes = causes.nodes.get(name) ?? clusterView(name, seen(nobody)).related.ofKind('Node').map(nodeShape)
      causes.nodes.set(name, nodes)
      return nodes
    },
  })
}

/** Finds the facts again that a change touched; true where one of them is another. */
const refreshFacts = ({ cache }: Causes, readFacts: ReadFacts): boolean => {
  const touched = Array.from(cache.invalid.keys(), key => cache.answers.get(key)?.known?.value as ObjectFacts | undefined)
  return touched.filter(before => before !== undefined && readFacts(before.ref, refKey(before.ref)) !== before).length > 0
}

/** Forgets what no way leads over any more. */
const forgetOthers = ({ cache }: Causes, visited: ReadonlyMap<string, ObjectFacts>): void => {
  for (const key of cache.answers.keys()) if (!visited.has(key)) cache.invalid.set(key, 0)
  evictStale(cache)
}
