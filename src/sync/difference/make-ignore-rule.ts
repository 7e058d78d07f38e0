import { pointerOf } from '../../model/field-path.ts'
import { groupVersion } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { recordOf, textOf } from '../../model/read.ts'
import type { Difference, IgnoreRule } from '../comparison.ts'
import type { ComparisonContext } from './comparison-context.ts'
import { jqExpression } from './jq-expression.ts'
import type { LocatedChange } from './locate.ts'

/** How ignore rules of other tools name the object. */
export interface DifferenceTarget {
  readonly group: string
  readonly kind: string
  readonly name: string | undefined
  readonly namespace: string | undefined
  /** Flux reads all four as regular expressions of its own. */
  readonly flux: JsonRecord
}

/** Names the object of a comparison for the rules about it. */
export const makeTarget = ({ desired, live }: ComparisonContext): DifferenceTarget => {
  const { group } = groupVersion(textOf(desired.object['apiVersion']))
  const kind = textOf(desired.object['kind']) ?? ''
  const metadata = recordOf(live['metadata'])
  const [name, namespace] = [textOf(metadata['name']), textOf(metadata['namespace'])]
  const flux: Record<string, unknown> = group === '' ? { kind } : { group: literal(group), kind }
  if (name !== undefined) flux['name'] = literal(name)
  if (namespace !== undefined) flux['namespace'] = literal(namespace)
  return { group, kind, name, namespace, flux }
}

/** Makes the rule that silences a difference and no other, for each tool, about this object alone. */
export const makeIgnoreRule = (
  place: LocatedChange,
  steps: LocatedChange['steps'],
  target: DifferenceTarget,
): NonNullable<Difference['ignoreRule']> => {
  const { group, kind, name, namespace, flux } = target
  const pointer = pointerTo(place)
  const keyed = steps.some(step => typeof step === 'object')
  const expression = keyed ? jqExpression(steps) : ''
  const own: IgnoreRule = keyed ? { path: expression } : { pointer }
  const argocd: Record<string, unknown> = { group, kind }
  if (name !== undefined) argocd['name'] = name
  if (namespace !== undefined) argocd['namespace'] = namespace
  argocd[keyed ? 'jqPathExpressions' : 'jsonPointers'] = [keyed ? expression : pointer]
  return { own, argocd, flux: { paths: [pointer], target: flux } }
}

/** Gives the pointers that an ignore rule has to cover to hide a difference: of a list the items that came or went, else the place itself. */
export const findAnchors = (place: LocatedChange): readonly string[] => {
  const { list, tokens, live, predicted } = place
  if (list === undefined) return [pointerTo(place)]
  const within = (items: unknown, wanted: readonly unknown[]): string[] =>
    Array.isArray(items) ? wanted.map(item => pointerOf([...tokens, items.indexOf(item)])) : []
  const anchors = [...within(live, list.removed), ...within(predicted, list.added)]
  return anchors.length > 0 ? anchors : [pointerOf(tokens)]
}

const pointerTo = ({ change, tokens }: LocatedChange): string => (tokens === change.tokens ? change.pointer : pointerOf(tokens))

/** A text as a regular expression that matches nothing else. */
const literal = (text: string): string => (SPECIAL.test(text) ? text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&') : text)

const SPECIAL = /[\\^$.*+?()[\]{}|]/
