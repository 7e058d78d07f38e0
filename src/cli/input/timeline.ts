import type { Deployment, KubeObjectLike, Problem, Tracker } from '../../index.ts'
import { isRecord, listOf, textOf } from '../../model/read.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'

/** One line of a recorded timeline (docs/cli.md): what someone did, a list response, or a watch frame. */
export interface TimelineLine {
  readonly at: string
  /** What someone did. */
  readonly step?: string
  /** Of a deployment: it began, or ended well. */
  readonly phase?: 'deploying' | 'deployed' | 'failed'
  readonly desired?: readonly KubeObjectLike[]
  readonly list?: { readonly items: readonly unknown[] }
  readonly frame?: { readonly type: string; readonly object: unknown }
}

const PHASES = ['deploying', 'deployed', 'failed'] as const

/** Reads one line, or says why it is none. */
export const readTimelineLine = (text: string, place: { source: string; line: number }): TimelineLine | Problem => {
  const value = parsed(text)
  if (!isRecord(value)) return { code: 'invalid-timeline', message: 'The line is not a JSON object: was it cut off?', ...place }
  const at = textOf(value['at'])
  if (at === undefined || millisecondsOf(at) === undefined)
    return { code: 'invalid-timeline', message: 'The line has no time: "at" must be RFC 3339', ...place }
  const { list } = value
  const [step, type] = [textOf(value['step']), textOf(value['type'])]
  const phase = PHASES.find(name => name === value['phase'])
  return {
    at,
    ...(step === undefined ? undefined : { step }),
    ...(phase === undefined ? undefined : { phase }),
    ...(Array.isArray(value['desired']) ? { desired: listOf(value['desired']).filter(isKubeObject) } : undefined),
    ...(isRecord(list) && isList(list) ? { list } : undefined),
    ...(type === undefined ? undefined : { frame: { type, object: value['object'] } }),
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isKubeObject = (value: unknown): value is KubeObjectLike => isRecord(value)
const isList = (value: JsonRecord): value is JsonRecord & { readonly items: readonly unknown[] } => Array.isArray(value['items'])

const STATES = { deploying: 'running', deployed: 'succeeded', failed: 'failed' } as const

/** Feeds lines to a tracker and gives the deployment that a line tells of; deployments are numbered as they begin. */
export const createFeeder = (tracker: Tracker): ((line: TimelineLine) => Deployment | undefined) => {
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
