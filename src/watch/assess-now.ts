import { defaults } from '../model/thresholds.ts'
import {
  assessManagedObject,
  createShownVoice,
  judgeFreshness,
  makePlan,
  recordedPlan,
  recounted,
  shownApplication,
  summarise,
  countLabels,
  listManagedObjects,
} from '../status/internal.ts'
import type { ApplicationAssessment, ObjectAssessment } from '../status/index.ts'
import type { Freshness, AssessmentContext, DeploymentPlan, ManagedObject, ManagedObjects } from '../status/internal.ts'
import { noteApplication, noteLabels } from './label-changes.ts'
import type { Problem } from '../model/problem.ts'
import { evictStale, invalidateAll, invalidateDue, invalidateSource } from './dependency-cache.ts'
import { samePlain } from '../model/same-plain.ts'
import { updateCauses } from './causes/update-causes.ts'
import type { Moment } from './causes/update-causes.ts'
import { noteIncidents } from './incident-changes.ts'
import { createLiveIndex, relatedIn } from './live-index.ts'
import { tellProblem } from './source-store.ts'
import type { LastAnswer, Slot, TrackerWork } from './tracker-state.ts'

/** The application at that time; see `Tracker.assess`. */
export const assessNow = (state: TrackerWork, now: number): ApplicationAssessment => {
  const { cache } = state
  // Going back in time undoes deadlines, which nothing recorded.
  const anew = state.assessedAt !== undefined && now < state.assessedAt
  if (anew) invalidateAll(cache, now)
  invalidateDue(cache, now)
  const { replan } = state
  const { plan, managed } = expectations(state)
  const freshness = freshnessAt(state, managed, now)
  for (const [source, time] of flips(state, freshness, now)) invalidateSource(cache, source, time)
  if (replan) invalidateAll(cache, state.plannedAt ?? now)
  const times = new Map(cache.invalid)
  const fallback = state.plannedAt ?? now
  const context = contextAt(state, { stale: freshness.stale, managed, now })
  const lists = assessed(state, context, replan ? undefined : [...times.keys()])
  noteLabels(state, { ...lists, managed, keys: replan ? undefined : times }, key => times.get(key) ?? fallback)
  evictStale(cache)
  const time = latest(state, times.values()) ?? now
  const changed = replan || anew || state.last === undefined ? undefined : times.keys()
  const caused = findCauses(state, { managed, objects: lists.objects, changed, context, now, time })
  state.assessedAt = now
  state.stale = freshness.stale
  state.replan = false
  state.plannedAt = undefined
  state.touchedAt = undefined
  const problems = [...managed.problems, ...(state.recorded?.problems ?? []), ...listProblems(state)]
  const answer = concluded(state, { plan, freshness, problems, ...lists, ...caused })
  noteApplication(state, answer, time)
  return answer
}

/** When the latest of what came since the last assessment happened. */
const latest = ({ plannedAt, touchedAt }: TrackerWork, times: Iterable<number>): number | undefined => {
  let last = Math.max(plannedAt ?? -Infinity, touchedAt ?? -Infinity)
  for (const time of times) last = Math.max(last, time)
  return last === -Infinity ? undefined : last
}

interface LookedAt extends Pick<Moment, 'objects' | 'now' | 'time'> {
  readonly managed: ManagedObjects
  /** The keys of those that were looked at; all where undefined. */
  readonly changed: Iterable<string> | undefined
  readonly context: AssessmentContext
}

/** The causes of what is wrong, and the objects with their incidents. */
const findCauses = (state: TrackerWork, { managed, changed, ...rest }: LookedAt): Pick<LastAnswer, 'findings' | 'shown'> => {
  const { cache, causes, slots, stores } = state
  const indexOf = (key: string): number | undefined => {
    const slot = slots.get(key)
    return slot?.list === 'objects' ? slot.index : undefined
  }
  const before = causes.findings
  const { findings, objects: shown } = updateCauses(causes, {
    ...rest,
    managed: managed.objects,
    changed: changed === undefined ? undefined : [...changed],
    indexOf,
    voice: createShownVoice(state.showing),
    // Every key but those of comparisons is that of an object.
    assessed: key => cache.answers.get(key)?.known?.value as ObjectAssessment | undefined,
    related: (source, ask) => relatedIn(stores.get(source)?.index ?? createLiveIndex(source), ask),
  })
  if (findings !== before) noteIncidents(state, { found: findings.incidents, objects: shown }, rest.time)
  return { findings, shown }
}

const contextAt = (
  state: TrackerWork,
  { stale, managed, now }: { stale: ReadonlySet<string>; managed: ManagedObjects; now: number },
): AssessmentContext => ({
  observations: state.observations,
  options: { ...state.options, now },
  ...(state.showing === undefined ? undefined : { showing: state.showing }),
  extraRelated: state.extraRelated,
  recorded: state.recorded,
  stale,
  managedKeys: managed.keys,
})

/** Gives the objects that are expected now, worked out again where that is needed. */
export const expectations = (state: TrackerWork): { plan: DeploymentPlan; managed: ManagedObjects } => {
  const plan = (state.plan ??= recordedPlan(makePlan(state.deployments, state.history, state.options), state.recorded))
  if (state.managed === undefined) {
    const { objects, orphans } = (state.managed = listManagedObjects(plan, state.observations, state.options))
    const place = (list: Slot['list']) => (object: ManagedObject, index: number) => [object.key, { object, list, index }] as const
    state.slots = new Map([...objects.map(place('objects')), ...orphans.map(place('orphans'))])
  }
  return { plan, managed: state.managed }
}

const freshnessAt = (state: TrackerWork, managed: ManagedObjects, now: number): Freshness =>
  judgeFreshness(managed, state.observations, { now, staleAfter: state.options.staleAfter ?? defaults.staleAfter })

/** The sources that became stale or fresh since the last answer, and when. */
const flips = (
  { stores, options, stale: before, assessedAt }: TrackerWork,
  { stale }: Freshness,
  now: number,
): readonly (readonly [string, number])[] => {
  if (assessedAt === undefined) return []
  const signOf = (name: string): number => stores.get(name)?.lastSeenAt ?? now
  const gone = [...stale]
    .filter(name => !before.has(name))
    .map(name => [name, signOf(name) + (options.staleAfter ?? defaults.staleAfter) + 1] as const)
  const back = [...before].filter(name => !stale.has(name)).map(name => [name, signOf(name)] as const)
  return [...gone, ...back]
}

type Lists = Pick<LastAnswer, 'objects' | 'orphans' | 'tally'>

/** The answers for all objects: those of `keys` looked at again, the others as they were; without `keys` all are looked at. */
const assessed = (state: TrackerWork, context: AssessmentContext, keys: readonly string[] | undefined): Lists => {
  const { managed, last } = state
  if (keys === undefined || last === undefined) {
    const objects = (managed?.objects ?? []).map(object => assessManagedObject(object, context))
    return { objects, orphans: (managed?.orphans ?? []).map(object => assessManagedObject(object, context)), tally: countLabels(objects) }
  }
  const lists = { objects: last.objects, orphans: last.orphans }
  let { tally } = last
  for (const key of keys) {
    const place = state.slots.get(key)
    if (place === undefined) continue
    const before = lists[place.list][place.index]
    const after = assessManagedObject(place.object, context)
    if (before === undefined || after === before) continue
    lists[place.list] = lists[place.list].with(place.index, after)
    if (place.list === 'objects') tally = recounted(tally, before, after)
  }
  return { ...lists, tally }
}

/** Lists what the sources told that could not be taken in, in the order of their names. */
const listProblems = ({ stores }: TrackerWork): readonly Problem[] =>
  Array.from(stores.values(), tellProblem)
    .flatMap(problem => problem ?? [])
    .sort((a, b) => ((a.source ?? '') < (b.source ?? '') ? -1 : 1))

/** The last answer where nothing of it changed, else a new one, which shares what did not change. */
const concluded = (state: TrackerWork, parts: Omit<LastAnswer, 'answer'>): ApplicationAssessment => {
  const { last } = state
  const same =
    last !== undefined &&
    last.plan === parts.plan &&
    last.orphans === parts.orphans &&
    last.shown === parts.shown &&
    last.findings === parts.findings &&
    samePlain(last.problems, parts.problems) &&
    sameFreshness(last.freshness, parts.freshness)
  const answer = same
    ? last.answer
    : shown(state, summarise({ ...parts, objects: parts.shown, mode: state.options.rollUp, policy: state.options.policy }))
  state.last = { ...parts, answer }
  return answer
}

const shown = ({ showing }: TrackerWork, answer: ApplicationAssessment): ApplicationAssessment =>
  showing === undefined ? answer : shownApplication(answer, showing)

const sameFreshness = (a: Freshness, b: Freshness): boolean =>
  a.until === b.until && a.allStale === b.allStale && a.neverObserved === b.neverObserved
