import type { Condition } from '../model/conditions.ts'
import type { HealthStatus } from '../model/vocabulary.ts'
import type { Verdict } from './health-rule.ts'
import { SUMMARY_TYPES, typeClass, wordClass } from './word-classes.ts'
import type { TypeClass } from './word-classes.ts'

type Classed = readonly [TypeClass, Condition]

/** What a list of conditions says by the API conventions and kstatus' types, or undefined where it says nothing that convention knows. */
export const readConditions = (conditions: readonly Condition[]): Verdict | undefined => {
  const classed = conditions.map((condition): Classed => [typeClass(condition.type), condition]).toSorted(byType)
  const first = (fits: (kind: TypeClass, condition: Condition) => boolean): Condition | undefined =>
    classed.find(([kind, condition]) => fits(kind, condition))?.[1]
  const bad = first((kind, { status, type }) => kind === 'negative' && status === 'True' && type !== '')
  const summary = summaryOf(classed)
  if (bad !== undefined) return verdict('Degraded', bad)
  const paused = first((kind, { status }) => kind === 'paused' && status === 'True')
  if (paused !== undefined) return verdict('Suspended', paused)
  const busy = first((kind, { status }) => kind === 'busy' && status === 'True')
  if (summary !== undefined && summary.status !== 'True') {
    if (busy !== undefined && summary.status === 'Unknown') return verdict('Progressing', busy)
    return notTrue(summary, busy !== undefined)
  }
  const other = first((kind, { status }) => (kind === 'positive' || kind === 'summary') && status === 'False')
  if (other !== undefined) return notTrue(other, busy !== undefined)
  if (busy !== undefined && (summary === undefined || busy.type === 'Reconciling')) return verdict('Progressing', busy)
  const open = first((kind, { status }) => kind === 'positive' && status === 'Unknown')
  if (open !== undefined) return verdict('Progressing', open)
  const good = summary ?? first((kind, { status }) => kind === 'positive' && status === 'True')
  return good === undefined ? undefined : verdict('Healthy', good)
}

/** Neither the order of conditions nor which of two alike comes first may matter. */
const byType = ([, a]: Classed, [, b]: Classed): number =>
  compare(a.type, b.type) || compare(a.reason, b.reason) || compare(a.message, b.message)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const summaryOf = (classed: readonly Classed[]): Condition | undefined => {
  for (const type of SUMMARY_TYPES) {
    const found = classed.find(([kind, condition]) => kind === 'summary' && condition.type.toLowerCase().endsWith(type))
    if (found !== undefined) return found[1]
  }
  return undefined
}

/** A condition that should be True: its reason says whether it is on its way; Unknown is, by the API conventions. */
const notTrue = (condition: Condition, busy: boolean): Verdict => {
  if (condition.status !== 'False') return verdict('Progressing', condition)
  const said = wordClass(condition.reason)
  if (said === 'paused') return verdict('Suspended', condition)
  if (said === 'busy' || said === 'unknown' || (said !== 'bad' && (busy || isUnderWay(condition.message))))
    return verdict('Progressing', condition)
  return condition.reason === '' && condition.message === '' ? verdict('Progressing', condition) : verdict('Degraded', condition)
}

const UNDER_WAY =
  /\b(?:waiting|in progress|pending|not yet|being (?:created|updated|provisioned|deployed|deleted|initiali[sz]ed)|creating|provisioning|starting)\b/i
const isUnderWay = (message: string): boolean =>
  UNDER_WAY.test(message.slice(0, 300)) && !/\b(?:fail|error|denied|invalid)/i.test(message.slice(0, 300))

const REASONS: Readonly<Partial<Record<HealthStatus, string>>> = {
  Healthy: 'Ready',
  Degraded: 'ConditionFailed',
  Progressing: 'InProgress',
  Suspended: 'Suspended',
}

const verdict = (status: HealthStatus, condition: Condition): Verdict => ({
  status,
  reason: REASONS[status] ?? status,
  message: condition.message || [`${condition.type} is ${condition.status}`, condition.reason].filter(text => text !== '').join(': '),
})
