import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf } from '../../model/read.ts'
import type { Verdict } from '../verdict/kind-rule.ts'
import { degraded, healthy, progressing, worst } from '../verdict/verdicts.ts'

/** Flags that say whether all is well. */
export const readFlags = (status: JsonRecord): Verdict | undefined => {
  for (const field of ['ready', 'readyToUse', 'healthy', 'available', 'isReady']) {
    const said = readFlag(field, status[field])
    if (said !== undefined) return said
  }
  return undefined
}

/** A flag that says otherwise of what is well by another field. */
export const readUnmetFlag = (status: JsonRecord): Verdict | undefined =>
  worst(
    Object.entries(status).map(([field, value]) => {
      if (UNMET.test(field) && saysFalse(value)) return progressing('NotReady', `${field} is ${String(value)}`)
      return FAULT.test(field) && saysTrue(value) ? degraded('NotHealthy', `${field} is ${String(value)}`) : undefined
    }),
  )
const saysTrue = (value: unknown): boolean => value === true || value === 'true' || value === 'True'
const saysFalse = (value: unknown): boolean => value === false || value === 'false' || value === 'False'
const UNMET = /^(?:is|all)?(?:ready(?:touse)?|healthy|available|synced|insync|reachable|connected|bound|initialized|quorum)$/i
const FAULT = /^(?:is)?(?:degraded|stalled|failed|unhealthy|unavailable|unreachable|errored|broken|faulted)$/i

/** One flag, a boolean or its word. */
export const readFlag = (field: string, value: unknown): Verdict | undefined => {
  if (saysTrue(value)) return healthy('Ready', `${field} is true`)
  if (!saysFalse(value)) return undefined
  return field === 'healthy' ? degraded('NotHealthy', 'healthy is false') : progressing('InProgress', `${field} is false`)
}

/** How many of what is wanted is ready, by the fields that scaled kinds share. */
export const readReplicas = (live: JsonRecord, status: JsonRecord): Verdict | undefined => {
  const counts = readCounts(status, integerOf(at(live, 'spec', 'replicas')))
  if (counts === undefined) return undefined
  const { ready, wanted } = counts
  if (wanted === 0) return (ready ?? 0) === 0 ? healthy('ScaledToZero', 'Is scaled to zero') : healthy('Ready', readyText(ready, wanted))
  if (ready === undefined && !('replicas' in status)) return undefined
  return (ready ?? 0) >= wanted ? healthy('Ready', readyText(ready, wanted)) : progressing('InProgress', readyText(ready, wanted))
}

/** That not all are ready, where both numbers are written: an absent one may be a zero that was left out, or no count at all. */
export const readShortage = (status: JsonRecord, spec: JsonRecord = {}): Verdict | undefined => {
  const counts = readCounts(status, integerOf(spec['replicas']))
  if (counts?.ready !== undefined && counts.ready < counts.wanted) return progressing('NotAllReady', readyText(counts.ready, counts.wanted))
  for (const [field, name, called] of MEMBERS) {
    const [ready, wanted] = [integerOf(status[field]), integerOf(status[name]) ?? integerOf(spec[name])]
    if (ready !== undefined && wanted !== undefined && ready < wanted)
      return progressing('NotAllReady', `${ready} of ${wanted}${called} are ready`)
  }
  return readMissing(status)
}

/** Counts, or lists, of what is not as it should be: `unavailableReplicas: 1`, `failedNodes: [a]`. */
const readMissing = (status: JsonRecord): Verdict | undefined =>
  worst(
    Object.entries(status).map(([field, value]) => {
      const [, word = '', members = ''] = MISSING.exec(field) ?? []
      const count = word === '' ? 0 : Array.isArray(value) ? value.length : (integerOf(value) ?? 0)
      if (count <= 0) return undefined
      const some = `${count} of its ${members === '' ? 'members' : members.toLowerCase()}`
      if (/^failed$/i.test(word)) return degraded('NotAllReady', `${some} ${count === 1 ? 'has' : 'have'} failed`)
      return progressing('NotAllReady', `${some} ${count === 1 ? 'is' : 'are'} ${spaced(word)}`)
    }),
  )
const MISSING =
  /^(?:number|num)?(un(?:available|healthy|ready|reachable)|notready|failed(?=[A-Z]))(replicas|members|nodes|instances|brokers|shards|components|machines|servers|workers|volumes)?$/i
const spaced = (word: string): string => (/^notready$/i.test(word) ? 'not ready' : word.toLowerCase())

/** How operators of clusters count what replicas are to others. */
const MEMBERS: readonly (readonly [ready: string, all: string, called: string])[] = [
  ['readyMembers', 'members', ' members'],
  ['readyNodes', 'nodes', ' nodes'],
  ['readyInstances', 'instances', ' instances'],
  ['currentReplicas', 'desiredReplicas', ' replicas'],
  ['ready', 'total', ''],
  ['available', 'total', ''],
  ['ready', 'desired', ''],
  ['available', 'desired', ''],
]

interface ReplicaCounts {
  readonly ready: number | undefined
  readonly wanted: number
}

const readCounts = (status: JsonRecord, desired: number | undefined): ReplicaCounts | undefined => {
  const wanted = desired ?? firstInteger(status, ['replicas', 'desiredReplicas', 'desiredNumberScheduled'])
  return wanted === undefined
    ? undefined
    : { ready: firstInteger(status, ['readyReplicas', 'availableReplicas', 'readyInstances', 'numberReady']), wanted }
}

const readyText = (ready = 0, wanted = 0): string => `${ready} of ${wanted} replicas are ready`

const firstInteger = (record: JsonRecord, fields: readonly string[]): number | undefined => {
  for (const field of fields) {
    const value = integerOf(record[field])
    if (value !== undefined) return value
  }
  return undefined
}

/** `ready: 2/3`: how many of all, as several kinds print it. */
export const readFraction = (status: JsonRecord): Verdict | undefined => {
  for (const [field, value] of Object.entries(status)) {
    const [, part = '', whole = ''] = typeof value === 'string' && COUNTED.test(field) ? (FRACTION.exec(value) ?? []) : []
    if (part === '') continue
    const text = `${part} of ${whole} ${Number(whole) === 1 ? 'is' : 'are'} ready`
    return Number(part) < Number(whole) ? progressing('NotAllReady', text) : healthy('Ready', text)
  }
  return undefined
}
const FRACTION = /^(\d{1,6})\/(\d{1,6})$/
const COUNTED = /ready|availab|health|replicas|members|instances|nodes/i
