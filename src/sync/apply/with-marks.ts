import type { JsonRecord } from '../../model/kube-object.ts'
import { isRecord, own, recordOf, textOf } from '../../model/read.ts'
import type { DeployerMark } from '../deployers/deployer.ts'
import { isMark } from '../deployers/find-marks.ts'
import { matchesManager } from '../deployers/match-manager.ts'
import { treeAt } from '../fields/field-set.ts'
import type { PreparedObject } from '../sides/prepare-desired.ts'
import type { ResolvedApplier } from './resolved-applier.ts'

/**
 * Adds to a manifest what its deployer adds by itself, as far as live or the last apply show it: then a mark is no drift, and one that
 * somebody changed is. What the manifest says of a mark stays. A mark that the deployer always writes and that somebody took away is
 * lost: it comes back, with a value that only the deployer knows.
 */
export const withMarks = (desired: PreparedObject, live: JsonRecord, applier: ResolvedApplier): PreparedObject => {
  const { deployer } = applier
  if (deployer === undefined || deployer.marks.length === 0) return desired
  const restores = deployer.unrecorded !== true && deployer.marks.some(mark => mark.identifies && isThere(mark, live))
  const additions: Addition[] = []
  for (const mark of deployer.marks)
    for (const path of mark.at) collect(additions, [], path, { mark, desired: desired.appliedPart, live, applier, restores })
  const lostMarks = restores
    ? deployer.marks.filter(mark => isLost(mark, desired, live)).map(({ at, key }) => [...(at[0] ?? []), key])
    : NONE
  if (additions.length === 0) return lostMarks.length === 0 ? desired : { ...desired, lostMarks }
  const appliedPart = additions.reduce<unknown>(withAddition, desired.appliedPart)
  const served = desired.served === desired.appliedPart ? appliedPart : additions.reduce<unknown>(withAddition, desired.served)
  return { ...desired, appliedPart: recordOf(appliedPart), served: recordOf(served), lostMarks }
}

const NONE: PreparedObject['lostMarks'] = []

const mapAt = (object: unknown, path: readonly string[]): JsonRecord =>
  recordOf(path.reduce<unknown>((value, step) => recordOf(value)[step], object))

const isThere = ({ at: [path = []], key }: DeployerMark, object: unknown): boolean =>
  key.endsWith('*') ? Object.keys(mapAt(object, path)).some(name => isMark(key, name)) : own(mapAt(object, path), key) !== undefined

const isLost = (mark: DeployerMark, { appliedPart }: PreparedObject, live: JsonRecord): boolean =>
  mark.always && mark.value === undefined && !isThere(mark, live) && !isThere(mark, appliedPart)

interface Addition {
  readonly path: readonly (string | number)[]
  readonly key: string
  readonly value: string
}

interface MarkSearch {
  readonly mark: DeployerMark
  readonly desired: unknown
  readonly live: unknown
  readonly applier: ResolvedApplier
  /** Another mark of the deployer is there: what it always writes comes back where it is gone. */
  readonly restores: boolean
}

/** Follows a path, every item of a list at its own index; the maps at its end get what they lack. */
const collect = (additions: Addition[], done: readonly (string | number)[], path: readonly string[], search: MarkSearch): void => {
  const [step, ...rest] = path
  const { desired, live } = search
  if (step === '*') {
    if (Array.isArray(desired) && Array.isArray(live))
      for (const [index, item] of desired.entries())
        collect(additions, [...done, index], rest, { ...search, desired: item as unknown, live: live[index] as unknown })
    return
  }
  if (step !== undefined) {
    if (isRecord(desired))
      collect(additions, [...done, step], rest, { ...search, desired: own(desired, step), live: own(recordOf(live), step) })
    return
  }
  for (const key of keysOfMark(search, done)) {
    const value = own(recordOf(desired), key) === undefined ? valueOf(key, done, search) : undefined
    if (value !== undefined) additions.push({ path: done, key, value })
  }
}

const keysOfMark = ({ mark, live }: MarkSearch, path: readonly (string | number)[]): readonly string[] => {
  if (mark.key.endsWith('*')) return Object.keys(recordOf(live)).filter(key => isMark(mark.key, key))
  return path[0] === 'metadata' || isRecord(live) ? [mark.key] : []
}

/** Finds what the deployer would write: what it always writes, where its other marks are there; else what it wrote last; else what is there and is its own. */
const valueOf = (key: string, path: readonly (string | number)[], { mark, live, applier, restores }: MarkSearch): string | undefined => {
  if (mark.value !== undefined && mark.always && restores) return mark.value
  const applied = textOf(own(recordOf(path.reduce<unknown>((value, step) => recordOf(value)[step], applier.previous)), key))
  return applied ?? (isItsOwn(key, path, applier) ? textOf(own(recordOf(live), key)) : undefined)
}

/** The applier owns it, or nobody is recorded as its owner. */
const isItsOwn = (key: string, path: readonly (string | number)[], { entries, manager, deployer }: ResolvedApplier): boolean => {
  const elements = [...path.map(step => `f:${step}`), `f:${key}`]
  const owners = entries.filter(entry => treeAt(entry.fields, elements) !== undefined)
  return owners.length === 0 || owners.some(owner => owner.manager === manager || matchesManager(deployer?.managers ?? [], owner.manager))
}

const withAddition = (value: unknown, { path, key, value: text }: Addition): unknown => {
  const [step, ...rest] = path
  if (step === undefined) return { ...recordOf(value), [key]: text }
  const addition = { path: rest, key, value: text }
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? withAddition(item, addition) : item))
  return { ...recordOf(value), [step]: withAddition(recordOf(value)[step], addition) }
}
