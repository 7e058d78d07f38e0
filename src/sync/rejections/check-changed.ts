import type { JsonRecord } from '../../model/kube-object.ts'
import type { Problem } from '../../model/problem.ts'
import { isRecord, ownChild } from '../../model/read.ts'
import type { SchemaNode } from '../../schema/internal.ts'
import { childNode } from '../apply/draft.ts'
import { reportAt, reportNew, type Report } from './report.ts'
import { STRUCT_RULES } from './struct-rules.ts'

/** What one check of an object carries along. */
interface CheckWalk {
  readonly tokens: (string | number)[]
  readonly report: Report
  /** The structs that were looked at. */
  readonly seen: Set<JsonRecord>
  /** A field of the spec that the server does not look at. */
  readonly skips: string | undefined
}

/** A place of what an apply leaves, of what is live there, and its schema. */
interface CheckedSides {
  readonly value: unknown
  readonly live: unknown
  readonly node: SchemaNode
}

/**
 * Checks the structs that lead to each changed place, and all that are new there, by the rules of their types. What a merge left alone
 * the server took already.
 */
export const checkChanged = (
  sides: CheckedSides,
  places: readonly { readonly change: { readonly tokens: readonly (string | number)[] } }[],
  { problems, skips }: { problems: Problem[]; skips: string | undefined },
): void => {
  if (sides.node.custom) return
  const tokens: (string | number)[] = []
  const walk: CheckWalk = { tokens, report: reportAt(problems, tokens), seen: new Set(), skips }
  for (const { change } of places) {
    followPath(sides, change.tokens, walk)
    tokens.length = 0
  }
}

const followPath = (sides: CheckedSides, path: readonly (string | number)[], walk: CheckWalk): void => {
  let here = sides
  for (const token of path) {
    checkStruct(here, walk)
    const child = typeof token === 'number' ? here.node.values : childNode(here.node, token)
    if (child === undefined || (walk.tokens.length === 1 && token === walk.skips)) return
    here = { value: ownChild(here.value, token), live: ownChild(here.live, token), node: child }
    walk.tokens.push(token)
  }
  checkWhole(here, walk)
}

/** Checks what changed altogether. */
const checkWhole = (sides: CheckedSides, walk: CheckWalk): void => {
  const { value, live, node } = sides
  if (value === live) return
  checkStruct(sides, walk)
  if (isRecord(value)) {
    for (const key in value) {
      const child = typeof value[key] === 'object' ? childNode(node, key) : undefined
      if (child !== undefined) checkBelow({ value: value[key], live: ownChild(live, key), node: child }, key, walk)
    }
  } else if (Array.isArray(value) && node.values !== undefined) {
    for (let index = 0; index < value.length; index++)
      checkBelow({ value: value[index], live: ownChild(live, index), node: node.values }, index, walk)
  }
}

const checkBelow = (sides: CheckedSides, token: string | number, walk: CheckWalk): void => {
  walk.tokens.push(token)
  checkWhole(sides, walk)
  walk.tokens.pop()
}

const checkStruct = ({ value, live, node }: CheckedSides, { report, seen }: CheckWalk): void => {
  if (!isRecord(value) || value === live || seen.has(value)) return
  const rules = node.struct === undefined ? undefined : STRUCT_RULES.get(node.struct.type)
  if (rules === undefined) return
  seen.add(value)
  for (const rule of rules) reportNew(rule, { value, before: live, report })
}
