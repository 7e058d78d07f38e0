import { timestamp } from '../model/time.ts'
import { STALE_AFTER, assessTop, freshnessOf, planOf, summarise, topsOf } from '../status/index.ts'
import type { ApplicationAssessment, Freshness, Moment, ObjectAssessment, Plan, Top, Tops } from '../status/index.ts'
import type { LabelChange } from './tracker.ts'
import type { State } from './tracker-state.ts'

/** The application at that time; see `Tracker.assess`. */
export const assessNow = (state: State, now: number): ApplicationAssessment => {
  // Going back in time undoes deadlines, which nothing recorded.
  if (state.assessedAt !== undefined && now < state.assessedAt) state.memory.touchAll(now)
  state.memory.touchDue(now)
  const replanned = state.tops === undefined
  const { plan, tops } = expectations(state)
  const freshness = freshnessAt(state, tops, now)
  const moment: Moment = { world: state.world, options: { ...state.options, now }, stale: freshness.stale, tops: tops.keys }
  const times = new Map(state.memory.touched)
  const { objects, orphans } = replanned ? everything(tops, moment) : whatChanged(state, tops, moment)
  noteLabels(state, { tops, objects, orphans }, key => times.get(key) ?? state.plannedAt ?? now)
  state.memory.settle()
  state.assessedAt = now
  state.plannedAt = undefined
  return answer(state, { plan, freshness, objects, orphans })
}
