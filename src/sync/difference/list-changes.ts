import { LAST_APPLIED } from '../../model/annotations.ts'
import { pointerOf } from '../../model/field-path.ts'
import { hasOwn, isRecord } from '../../model/read.ts'
import { SERVER_METADATA } from '../sides/prepare-desired.ts'

/** One place where two objects differ in bytes; a value that is absent or null is undefined. */
export interface Change {
  readonly tokens: readonly (string | number)[]
  /** The same as an RFC 6901 pointer. */
  readonly pointer: string
  readonly live: unknown
  readonly predicted: unknown
}

/**
 * Lists where the predicted object differs from live: maps by key, lists by index, what one side lacks as one change. What the server alone
 * owns of the metadata is passed over. Parts that a prediction left alone are the same value in both and cost nothing.
 */
export const listChanges = (live: unknown, predicted: unknown): readonly Change[] => {
  const changes: Change[] = []
  if (live !== predicted) walk(live, predicted, [], changes)
  return changes
}

/** Compares two values that are not the same one. */
const walk = (live: unknown, predicted: unknown, tokens: (string | number)[], changes: Change[]): void => {
  if (isRecord(live) && isRecord(predicted)) return walkRecords(live, predicted, tokens, changes)
  if (Array.isArray(live) && Array.isArray(predicted)) {
    for (let index = 0; index < Math.max(live.length, predicted.length); index++) {
      const [before, after]: [unknown, unknown] = [live[index], predicted[index]]
      if (before === after) continue
      // A null is an item of a list, while in a map it is as good as nothing.
      if ((before ?? after ?? undefined) === undefined) changes.push(changeAt([...tokens, index], before, after))
      else step(before, after, index, tokens, changes)
    }
    return
  }
  if ((live ?? undefined) !== (predicted ?? undefined)) changes.push(changeAt(tokens, live ?? undefined, predicted ?? undefined))
}

const changeAt = (tokens: readonly (string | number)[], live: unknown, predicted: unknown): Change => ({
  tokens: [...tokens],
  pointer: pointerOf(tokens),
  live,
  predicted,
})

const walkRecords = (
  live: Readonly<Record<string, unknown>>,
  predicted: Readonly<Record<string, unknown>>,
  tokens: (string | number)[],
  changes: Change[],
): void => {
  for (const key in live) {
    const [before, after] = [live[key], predicted[key]]
    if (before !== after && !isServerOwned(tokens, key)) step(before, hasOwn(predicted, key) ? after : undefined, key, tokens, changes)
  }
  for (const key in predicted) if (!hasOwn(live, key) && !isServerOwned(tokens, key)) step(undefined, predicted[key], key, tokens, changes)
}

const step = (live: unknown, predicted: unknown, token: string | number, tokens: (string | number)[], changes: Change[]): void => {
  tokens.push(token)
  if (isAnnotations(tokens)) walkAnnotations(live, predicted, tokens, changes)
  else walk(live, predicted, tokens, changes)
  tokens.pop()
}

const walkAnnotations = (live: unknown, predicted: unknown, tokens: (string | number)[], changes: Change[]): void => {
  const [without, gets] = [onlyLastApplied(live), onlyLastApplied(predicted)]
  if (without !== gets) changes.push(changeAt(tokens, without ? undefined : live, gets ? undefined : predicted))
  else if (!without) walk(live, predicted, tokens, changes)
}

const isServerOwned = (tokens: readonly (string | number)[], key: string): boolean => {
  if (tokens[0] !== 'metadata') return tokens.length === 0 && (key === 'apiVersion' || key === 'kind')
  return tokens.length === 1 ? SERVER_METADATA.has(key) : tokens.length === 2 && tokens[1] === 'annotations' && key === LAST_APPLIED
}

const isAnnotations = (tokens: readonly (string | number)[]): boolean =>
  tokens.length === 2 && tokens[0] === 'metadata' && tokens[1] === 'annotations'

/** Annotations of which only kubectl's own record is left count as none. */
export const onlyLastApplied = (annotations: unknown): boolean =>
  !isRecord(annotations) || Object.keys(annotations).every(key => key === LAST_APPLIED)
