import { millisecondsOf } from '../model/scalars/time.ts'
import { afterDeployment, isComplete } from '../status/internal.ts'
import type { Deployment, DeploymentState } from '../status/index.ts'
import { planIsOld } from './tracker-state.ts'
import type { TrackerWork } from './tracker-state.ts'

const ENDED: ReadonlySet<DeploymentState> = new Set(['succeeded', 'failed', 'cancelled', 'timed-out'])

/** An older deployment that never says how it ended does not keep history from closing for ever. */
const MOST_KEPT = 32

/** Takes news of a deployment, and closes the history of those that cannot matter by themselves any more. */
export const addDeployment = (state: TrackerWork, deployment: Deployment): void => {
  if (state.finished.has(deployment.id)) return
  const place = state.deployments.findIndex(({ id }) => id === deployment.id)
  state.deployments =
    place < 0
      ? [...state.deployments, updated(undefined, deployment)]
      : state.deployments.with(place, updated(state.deployments[place], deployment))
  state.plan = undefined
  planIsOld(state, millisecondsOf(deployment.at))
  closeHistory(state)
}

/** Keeps the part of a deployment that matters from now on. */
const updated = (earlier: Deployment | undefined, { id, state, reached, ...news }: Deployment): Deployment => {
  const { desired = earlier?.desired, steps = earlier?.steps } = news
  return {
    id,
    state,
    ...(reached === undefined ? undefined : { reached }),
    ...(desired === undefined ? undefined : { desired }),
    ...(steps === undefined ? undefined : { steps }),
  }
}

const closeHistory = (state: TrackerWork): void => {
  const base = state.deployments.findLastIndex(isComplete)
  const waiting = state.deployments.slice(0, Math.max(base, 0)).findIndex(({ state: how }) => !ENDED.has(how))
  const closed = Math.max(waiting < 0 ? Math.max(base, 0) : waiting, Math.min(base, state.deployments.length - MOST_KEPT))
  if (closed <= 0) return
  const ended = state.deployments.slice(0, closed)
  state.history = ended.reduce((history, deployment) => afterDeployment(history, deployment, state.options), state.history)
  state.finished = new Set([...state.finished, ...ended.map(({ id }) => id)])
  state.deployments = state.deployments.slice(closed)
}
