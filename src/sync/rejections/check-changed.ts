import type { JsonRecord } from '../../model/kube-object.ts'
import type { Problem } from '../../model/problem.ts'
import { isRecord, ownChild } from '../../model/read.ts'
import type { SchemaNode } from '../../schema/internal.ts'
import { childNode } from '../apply/draft.ts'
import { isOptionalKey, itemElement } from '../fields/path-element.ts'
import { refusesNull } from '../server/normalise.ts'
import { reportAt, reportNew, type Report } from './report.ts'
import { STRUCT_RULES } from './struct-rules.ts'

/** What one check of an object carries along. */
interface CheckWalk {
  readonly tokens: (string | number)[]
  readonly report: Report
  /** The structs and lists that were looked at. */
  readonly seen: Set<unknown>
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
    checkNode(here, walk)
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
  checkNode(sides, walk)
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

const checkNode = (sides: CheckedSides, walk: CheckWalk): void => {
  const { value, live, node } = sides
  if (value === live || walk.seen.has(value)) return
  if (Array.isArray(value)) {
    walk.seen.add(value)
    if (node.custom) checkCustomItems(value, node, walk)
    else if (node.keys.length > 0) checkKeys(value, sides, walk)
  } else if (isRecord(value)) checkStruct(value, sides, walk)
}

const checkStruct = (value: JsonRecord, { live, node }: CheckedSides, { report, seen }: CheckWalk): void => {
  const rules = node.struct === undefined ? undefined : STRUCT_RULES.get(node.struct.type)
  if (rules === undefined) return
  seen.add(value)
  for (const rule of rules) reportNew(rule, { value, before: live, report })
}

/** Validation asks of each item for what tells it from the others, which the merge takes for zero where it is left out. */
const checkKeys = (items: readonly unknown[], { live, node }: CheckedSides, { report }: CheckWalk): void => {
  const struct = node.values?.struct
  if (struct === undefined || isOptionalKey(struct)) return
  for (const [index, item] of items.entries()) {
    if (!isRecord(item) || item === ownChild(live, index)) continue
    for (const key of node.keys)
      if (struct.fields.get(key)?.keepsEmpty === true && isZero(item[key]))
        report('required', 'An item of a list lacks the field that tells it from the others', index, key)
  }
}

const isZero = (value: unknown): boolean => value === undefined || value === '' || value === 0

/**
 * Of a custom resource nothing stands twice in a set or under one key, whoever wrote it (ValidateListSetsAndMaps in apiextensions-apiserver's
 * pkg/apiserver/schema/listtype), and no item is null where its type does not say so.
 */
const checkCustomItems = (items: readonly unknown[], node: SchemaNode, { report }: CheckWalk): void => {
  const { values } = node
  const isNamed = node.set || node.keys.length > 0
  const names = new Set<string>()
  for (const [index, item] of items.entries()) {
    if (item === null && values !== undefined && refusesNull(values))
      report('schema-mismatch', 'The value is not of the type that the schema has there', index)
    const name = isNamed ? itemElement(item, node) : undefined
    if (name !== undefined && names.has(name)) report('duplicate-key', 'Two items of the list have the same key', index)
    if (name !== undefined) names.add(name)
  }
}
