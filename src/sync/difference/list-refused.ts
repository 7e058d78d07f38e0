import { pathText, pointerTokens } from '../../model/field-path.ts'
import { isRecord, isScalar, own } from '../../model/read.ts'
import { sameJson } from '../../model/same-json.ts'
import type { Difference, Writable } from '../comparison.ts'
import type { SchemaFinding } from '../fields/merge-state.ts'
import type { ComparisonContext } from './comparison-context.ts'
import { displayValue, inWords } from './show-value.ts'

/**
 * Lists what the manifest says and the server refuses to take: a field that the schema does not have, a value of another type. Live does not say it, so
 * the object is not what the manifest says; a number for a text that reads the same is no difference.
 */
export const listRefused = (findings: readonly SchemaFinding[], context: ComparisonContext): readonly Difference[] =>
  findings.flatMap(finding => {
    if (finding.kind === 'refused-order') return []
    const tokens = (pointerTokens(finding.pointer) ?? []).map(token => (/^\d{1,9}$/.test(token) ? Number(token) : token))
    const [desired, live] = [valueAt(context.desired.appliedPart, tokens), valueAt(context.live, tokens)]
    if ((desired ?? undefined) === undefined && (live ?? undefined) === undefined) return []
    if (desired === undefined || sameJson(desired, live) || (isScalar(desired) && isScalar(live) && String(desired) === String(live)))
      return []
    return [refusedDifference(finding, tokens, { desired, live }, context)]
  })

const valueAt = (object: unknown, tokens: readonly (string | number)[]): unknown =>
  tokens.reduce<unknown>(
    (value, token) => (Array.isArray(value) ? value[Number(token)] : isRecord(value) ? own(value, String(token)) : undefined),
    object,
  )

const refusedDifference = (
  { kind, pointer }: SchemaFinding,
  tokens: readonly (string | number)[],
  sides: { desired: unknown; live: unknown },
  { viewer }: ComparisonContext,
): Difference => {
  const elements = tokens.map(token => `f:${token}`)
  const [desired, live] = [displayValue(sides.desired, elements, viewer), displayValue(sides.live, elements, viewer)]
  const path = pathText(tokens)
  const is = sides.live === undefined ? 'is not there' : live === undefined ? 'is another value' : `is ${inWords(live)}`
  const says = desired === undefined ? '' : `, the manifest says ${inWords(desired)}`
  const unknown = kind === 'unknown-field'
  const why = unknown ? 'the schema has no such field' : 'that is not of the type that the schema has there'
  const difference = { path, pointer, class: unknown ? 'dropped-unknown-field' : 'changed' } as Writable<Difference>
  if (desired !== undefined) difference.desired = desired
  if (live !== undefined) difference.live = live
  difference.effect = 'rejected'
  difference.message = `${path} ${is}${says}; ${why}`
  difference.ignoreRule = { own: { pointer } }
  return difference
}
