import { isTrue, liveCondition, transitionOf } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at } from '../../model/read.ts'
import type { Trouble } from '../graph/fault.ts'
import type { Look } from '../graph/look.ts'
import { conditionWords, eventWords } from '../graph/words.ts'

const PRESSURES = ['MemoryPressure', 'DiskPressure', 'PIDPressure'] as const

/** Finds the troubles of a node, by the conditions that its kubelet and the node lifecycle controller write. */
export const nodeTroubles = (live: JsonRecord, look: Look): readonly Trouble[] => {
  const draining = at(live, 'spec', 'unschedulable') === true || at(live, 'metadata', 'deletionTimestamp') !== undefined
  const drain: readonly Trouble[] = draining ? [{ what: 'draining', words: eventWords(live, look, ['FailedDraining']) }] : []
  const ill = condition(live)
  return ill === undefined ? drain : [ill, ...drain]
}

const condition = (live: JsonRecord): Trouble | undefined => {
  const ready = liveCondition(live, 'Ready')
  if (ready !== undefined && !isTrue(ready)) {
    const since = transitionOf(ready)
    const words = conditionWords(live, 'Ready')
    if (ready.status !== 'False') return { what: 'notReady', words, since, fault: { reason: 'NodeLost', since, quote: words[0]?.quote } }
    const network = /network|cni/i.test(ready.message)
    return { what: network ? 'network' : 'notReady', words, since, fault: { reason: 'NodeNotReady', since, quote: words[0]?.quote } }
  }
  const type = isTrue(liveCondition(live, 'NetworkUnavailable'))
    ? 'NetworkUnavailable'
    : PRESSURES.find(each => isTrue(liveCondition(live, each)))
  if (type === undefined) return undefined
  const since = transitionOf(liveCondition(live, type))
  const words = conditionWords(live, type)
  const reason = type === 'NetworkUnavailable' ? 'NodeNotReady' : 'NodePressure'
  return { what: type === 'NetworkUnavailable' ? 'network' : 'notReady', words, since, fault: { reason, since, quote: words[0]?.quote } }
}
