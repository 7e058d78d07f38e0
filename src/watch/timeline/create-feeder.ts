import { anObject, expect } from '../../model/expect.ts'
import type { Deployment } from '../../status/index.ts'
import type { TimelineLine } from './read-timeline-line.ts'

const STATES = { deploying: 'running', deployed: 'succeeded', failed: 'failed' } as const

/** The part of a tracker that is fed. */
interface Fed {
  recordDeployment(deployment: Deployment): void
  observeList(list: { readonly items: readonly unknown[] }, at: string): void
  observeEvent(frame: { readonly type: string; readonly object: unknown }, at: string): void
}

/**
 * Makes a function that feeds the lines of a timeline to a tracker, one after the other. Deployments are numbered as they begin.
 *
 * @param tracker takes what the lines tell.
 * @returns the function: it takes a line, and gives the deployment that the line tells of, if it does.
 * @throws TypeError where `tracker` is no object.
 *
 * Source: the format of `live-object-status replay` (docs/cli.md).
 *
 * @example
 * ```ts
 * import { createFeeder, createTracker } from 'live-object-status/watch'
 *
 * const tracker = createTracker()
 * const feed = createFeeder(tracker)
 * feed({ at: '2026-11-23T10:00:00Z', phase: 'deploying', desired: [] })?.state // => 'running'
 * tracker.assess('2026-11-23T10:00:01Z').status // => 'Waiting'
 * ```
 */
export const createFeeder = (tracker: Fed): ((line: TimelineLine) => Deployment | undefined) => {
  expect('tracker', anObject, tracker)
  let deployments = 0
  const deploymentOf = ({ at, phase, desired }: TimelineLine): Deployment | undefined => {
    if (phase === undefined) return undefined
    if (phase === 'deploying' || deployments === 0) deployments++
    return { id: String(deployments), state: STATES[phase], at, ...(desired === undefined ? undefined : { desired }) }
  }
  return line => {
    const deployment = deploymentOf(line)
    if (deployment !== undefined) tracker.recordDeployment(deployment)
    if (line.list !== undefined) tracker.observeList(line.list, line.at)
    if (line.frame !== undefined) tracker.observeEvent(line.frame, line.at)
    return deployment
  }
}
