import { conditionsOf, isFalse, isTrue, liveCondition, transitionOf } from '../../model/conditions.ts'
import type { Condition } from '../../model/conditions.ts'
import { refOf } from '../../model/identity.ts'
import { at } from '../../model/read.ts'
import { typeClass } from '../convention/condition-types.ts'
import type { Cause } from '../verdict/cause.ts'
import { clockText } from '../verdict/clock-text.ts'
import type { KindRule, Verdict } from '../verdict/kind-rule.ts'
import { oneLine } from '../verdict/texts.ts'
import { degraded, healthy, progressing, suspended } from '../verdict/verdicts.ts'

/**
 * Rests on the conditions that kubelet and the node lifecycle controller write. Others come from agents on the node, by two conventions: what ends in
 * Ready, Healthy or Available is good when True (the EKS node monitoring agent), anything else is a problem when True (node-problem-detector).
 */
export const node: KindRule = {
  for: ['Node'],
  healthyWhen: 'its condition Ready is True, it is under no pressure, and no agent on it reports a fault',
  assess: live => {
    const ready = liveCondition(live, 'Ready')
    if (ready === undefined) return progressing('NotReported', 'Its kubelet has not reported yet')
    if (!isTrue(ready)) return notReady(ready)
    const network = liveCondition(live, 'NetworkUnavailable')
    if (isTrue(network)) return degraded('NetworkUnavailable', network.message || 'Its network is not set up')
    for (const [type, text] of PRESSURES) if (isTrue(liveCondition(live, type))) return degraded(type, text)
    const others = conditionsOf(live).filter(({ type }) => !KNOWN.has(type))
    const fault = others.find(isFault)
    const causes = others.flatMap((condition): readonly Cause[] =>
      isNote(condition) ? [{ ref: refOf(live), reason: condition.type, message: faultText(condition) }] : [],
    )
    const note = causes.length === 0 ? '' : `; ${causes.map(cause => cause.message).join('; ')}`
    const extras = causes.length === 0 ? undefined : { causes }
    if (fault !== undefined) return degraded(fault.type, faultText(fault), extras)
    if (at(live, 'spec', 'unschedulable') === true) return suspended('Cordoned', `Takes no new pods: it is cordoned${note}`, extras)
    return healthy('Ready', `Is ready${note}`, extras)
  },
}

const PRESSURES = [
  ['MemoryPressure', 'Runs out of memory'],
  ['DiskPressure', 'Runs out of disk space'],
  ['PIDPressure', 'Runs out of process ids'],
] as const

const notReady = (ready: Condition): Verdict => {
  const since = transitionOf(ready)
  const when = since === undefined ? '' : ` since ${clockText(since)}`
  if (!isFalse(ready)) return degraded('NotReporting', `Its kubelet does not report${when}`)
  return degraded('NotReady', `Is not ready${when}${ready.message === '' ? '' : `: ${oneLine(ready.message)}`}`)
}

/** k3s and RKE2 say by EtcdIsVoter that a server is a full member: that is no problem. */
const KNOWN: ReadonlySet<string> = new Set(['Ready', 'NetworkUnavailable', 'MemoryPressure', 'DiskPressure', 'PIDPressure', 'EtcdIsVoter'])

const isGoal = ({ type }: Condition): boolean => /(?:Ready|Healthy|Available)$/.test(type) && typeClass(type) !== 'negative'

/** True for a condition that stops pods from running as they should: a goal that is missed, or a problem of which the name says so. */
const isFault = (condition: Condition): boolean =>
  isGoal(condition)
    ? isFalse(condition)
    : isTrue(condition) && (typeClass(condition.type) === 'negative' || /Deadlock|ReadonlyFilesystem/.test(condition.type))

/** Any other problem, and a goal of which nobody knows. */
const isNote = (condition: Condition): boolean => (isGoal(condition) ? !isTrue(condition) : isTrue(condition))

const faultText = ({ type, status, message }: Condition): string => oneLine(message) || (status === 'True' ? type : `${type} is ${status}`)
