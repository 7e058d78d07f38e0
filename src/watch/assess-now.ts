import { STALE_AFTER, assessTop, freshnessOf, planOf, recounted, summarise, tallyOf, topsOf } from '../status/index.ts'
import type { ApplicationAssessment, Freshness, Moment, Plan, Top, Tops } from '../status/index.ts'
import { noteLabels } from './label-changes.ts'
import type { Problem } from '../model/problem.ts'
import { settle, touchAll, touchDue, touchSource } from './memory.ts'
import { sameJson } from '../model/same-json.ts'
import { problemOf } from './source-store.ts'
import type { LastAnswer, Place, State } from './tracker-state.ts'

/** The application at that time; see `Tracker.assess`. */
export const assessNow = (state: State, now: number): ApplicationAssessment => {
  const { memory } = state
  // Going back in time undoes deadlines, which nothing recorded.
  if (state.assessedAt !== undefined && now < state.assessedAt) touchAll(memory, now)
  touchDue(memory, now)
  const { replan } = state
  const { plan, tops } = expectations(state)
  const freshness = freshnessAt(state, tops, now)
  for (const [source, time] of flips(state, freshness, now)) touchSource(memory, source, time)
  if (replan) touchAll(memory, state.plannedAt ?? now)
  const times = new Map(memory.touched)
  const fallback = state.plannedAt ?? now
  const lists = assessed(state, momentOf(state, { stale: freshness.stale, tops, now }), replan ? undefined : [...times.keys()])
  noteLabels(state, { ...lists, tops, keys: replan ? undefined : times }, key => times.get(key) ?? fallback)
  settle(memory)
  state.assessedAt = now
  state.stale = freshness.stale
  state.replan = false
  state.plannedAt = undefined
  return concluded(state, { plan, freshness, problems: [...tops.problems, ...problemsOf(state)], ...lists })
}

const momentOf = (state: State, { stale, tops, now }: { stale: ReadonlySet<string>; tops: Tops; now: number }): Moment => ({
  world: state.world,
  options: { ...state.options, now },
  beside: state.beside,
  stale,
  tops: tops.keys,
})

/** What is expected now, worked out again where that is needed. */
export const expectations = (state: State): { plan: Plan; tops: Tops } => {
  const plan = (state.plan ??= planOf(state.deployments, state.history, state.options))
  if (state.tops === undefined) {
    const { objects, orphans } = (state.tops = topsOf(plan, state.world, state.options))
    const place = (list: Place['list']) => (top: Top, index: number) => [top.key, { top, list, index }] as const
    state.places = new Map([...objects.map(place('objects')), ...orphans.map(place('orphans'))])
  }
  return { plan, tops: state.tops }
}

const freshnessAt = (state: State, tops: Tops, now: number): Freshness =>
  freshnessOf(tops, state.world, { now, staleAfter: state.options.staleAfter ?? STALE_AFTER })

/** The sources that became stale or fresh since the last answer, and when. */
const flips = (
  { stores, options, stale: before, assessedAt }: State,
  { stale }: Freshness,
  now: number,
): readonly (readonly [string, number])[] => {
  if (assessedAt === undefined) return []
  const signOf = (name: string): number => stores.get(name)?.sign ?? now
  const gone = [...stale]
    .filter(name => !before.has(name))
    .map(name => [name, signOf(name) + (options.staleAfter ?? STALE_AFTER) + 1] as const)
  const back = [...before].filter(name => !stale.has(name)).map(name => [name, signOf(name)] as const)
  return [...gone, ...back]
}

type Lists = Pick<LastAnswer, 'objects' | 'orphans' | 'tally'>

/** The answers for all objects: those of `keys` looked at again, the others as they were; without `keys` all are looked at. */
const assessed = (state: State, moment: Moment, keys: readonly string[] | undefined): Lists => {
  const { tops, last } = state
  if (keys === undefined || last === undefined) {
    const objects = (tops?.objects ?? []).map(top => assessTop(top, moment))
    return { objects, orphans: (tops?.orphans ?? []).map(top => assessTop(top, moment)), tally: tallyOf(objects) }
  }
  const lists = { objects: last.objects, orphans: last.orphans }
  let { tally } = last
  for (const key of keys) {
    const place = state.places.get(key)
    if (place === undefined) continue
    const before = lists[place.list][place.index]
    const after = assessTop(place.top, moment)
    if (before === undefined || after === before) continue
    lists[place.list] = lists[place.list].with(place.index, after)
    if (place.list === 'objects') tally = recounted(tally, before, after)
  }
  return { ...lists, tally }
}

/** What the sources told that could not be taken in, in the order of their names. */
const problemsOf = ({ stores }: State): readonly Problem[] =>
  Array.from(stores.values(), problemOf)
    .flatMap(problem => problem ?? [])
    .sort((a, b) => ((a.source ?? '') < (b.source ?? '') ? -1 : 1))

/** The last answer where nothing of it changed, else a new one, which shares what did not change. */
const concluded = (state: State, parts: Omit<LastAnswer, 'answer'>): ApplicationAssessment => {
  const { last } = state
  const same =
    last !== undefined &&
    last.plan === parts.plan &&
    last.objects === parts.objects &&
    last.orphans === parts.orphans &&
    sameJson(last.problems, parts.problems) &&
    sameFreshness(last.freshness, parts.freshness)
  const answer = same ? last.answer : summarise({ ...parts, mode: state.options.rollUp })
  state.last = { ...parts, answer }
  return answer
}

const sameFreshness = (a: Freshness, b: Freshness): boolean =>
  a.until === b.until && a.allStale === b.allStale && a.neverObserved === b.neverObserved
