import { put } from '../../model/read.ts'
import type { ParseFinding } from '../documents.ts'
import { scalarKey, resolvePlain, resolveTagged, type YamlScalar } from './resolve-scalar.ts'

/** The tree of a YAML document with its aliases tied to what they stand for; `at` is an offset into the text. */
export type YamlNode =
  | { readonly kind: 'scalar'; readonly at: number; readonly text: string; readonly plain: boolean; readonly tag?: string | undefined }
  | { readonly kind: 'list'; readonly at: number; readonly items: YamlNode[] }
  | { readonly kind: 'map'; readonly at: number; readonly pairs: (readonly [key: YamlNode, value: YamlNode])[] }
  | { readonly kind: 'alias'; readonly at: number; readonly target: YamlNode }

type MapNode = Extract<YamlNode, { kind: 'map' }>

interface BuildState {
  readonly maxDepth: number
  /** Findings that do not keep the value from being used. */
  readonly findings: ParseFinding[]
  /** Findings that do: the value is then given up. */
  fatal: ParseFinding | undefined
  /** The aliases that are being expanded: meeting one again means that it contains itself. */
  readonly open: Set<YamlNode>
  decoded: number
  fromAliases: number
  depth: number
}

/** The JSON value of a document as kubectl's decoder builds it, or what makes it refuse the document. */
export const buildValue = (
  node: YamlNode,
  maxDepth: number,
): { readonly value: unknown; readonly findings: readonly ParseFinding[]; readonly fatal: ParseFinding | undefined } => {
  const state: BuildState = { maxDepth, findings: [], fatal: undefined, open: new Set(), decoded: 0, fromAliases: 0, depth: 0 }
  const value = build(node, state)
  return { value: state.fatal === undefined ? value : null, findings: state.findings, fatal: state.fatal }
}

const build = (node: YamlNode, state: BuildState): unknown => {
  if (!mayDecode(node, state)) return null
  if (node.kind === 'scalar') return resolveValue(readScalar(node), node.at, state)
  state.depth++
  const value = node.kind === 'alias' ? expand(node, state) : node.kind === 'list' ? buildList(node.items, state) : fillMap({}, node, state)
  state.depth--
  return value
}

const buildList = (items: readonly YamlNode[], state: BuildState): unknown[] => {
  const list: unknown[] = []
  for (const item of items) {
    if (state.fatal !== undefined) break
    list.push(build(item, state))
  }
  return list
}

const fail = (state: BuildState, finding: ParseFinding): null => {
  state.fatal ??= finding
  return null
}

/** Counts, and stops at too deep nesting and at what the decoder calls excessive aliasing, with its own measure. */
const mayDecode = (node: YamlNode, state: BuildState): boolean => {
  if (state.fatal !== undefined) return false
  state.decoded++
  if (state.open.size > 0) state.fromAliases++
  if (state.depth > state.maxDepth) fail(state, { code: 'too-deep', at: node.at })
  else if (state.fromAliases > 100 && state.decoded > 1000 && state.fromAliases / state.decoded > allowedAliasRatio(state.decoded))
    fail(state, { code: 'excessive-aliasing', at: node.at })
  return state.fatal === undefined
}

/** The share of a document that may come from aliases: 99 % of a small one, 10 % of a large one (go.yaml.in/yaml/v2, decode.go). */
const allowedAliasRatio = (decoded: number): number =>
  0.99 - 0.89 * Math.min(1, Math.max(0, (decoded - ALIAS_RANGE_LOW) / (ALIAS_RANGE_HIGH - ALIAS_RANGE_LOW)))
const ALIAS_RANGE_LOW = 400_000
const ALIAS_RANGE_HIGH = 4_000_000

/** Aliases are copied, not shared: the size that was checked is then the size that callers walk. */
const expand = (alias: Extract<YamlNode, { kind: 'alias' }>, state: BuildState, into?: Record<string, unknown>): unknown => {
  const { target } = alias
  if (state.open.has(target)) return fail(state, { code: 'recursive-anchor', at: alias.at })
  state.open.add(target)
  const value = into !== undefined && target.kind === 'map' ? merged(target, into, state) : build(target, state)
  state.open.delete(target)
  return value
}

const merged = (node: MapNode, into: Record<string, unknown>, state: BuildState): unknown =>
  mayDecode(node, state) ? fillMap(into, node, state) : null

const fillMap = (map: Record<string, unknown>, node: MapNode, state: BuildState): Record<string, unknown> => {
  const written = new Set<string>()
  for (const [keyNode, valueNode] of node.pairs) {
    if (state.fatal !== undefined) break
    if (isMergeKey(keyNode)) merge(map, valueNode, state)
    else {
      const key = buildKey(keyNode, state)
      if (key === undefined) break
      if (written.has(key) && state.open.size === 0) state.findings.push({ code: 'duplicate-key', at: keyNode.at })
      written.add(key)
      put(map, key, build(valueNode, state))
    }
  }
  return map
}

const buildKey = (node: YamlNode, state: BuildState): string | undefined => {
  if (!mayDecode(node, state)) return undefined
  const here = node.kind === 'alias' ? node.target : node
  const scalar = here.kind === 'scalar' ? readScalar(here) : undefined
  if (scalar?.type === 'invalid') return void fail(state, { code: scalar.code, at: node.at })
  return (scalar && scalarKey(scalar)) ?? void fail(state, { code: 'invalid-key', at: node.at })
}

const isMergeKey = (node: YamlNode): boolean =>
  node.kind === 'scalar' &&
  node.text === '<<' &&
  (node.tag === undefined ? node.plain : node.tag === '!' || node.tag === 'tag:yaml.org,2002:merge')

/** In the order written, as this decoder does: what a later merge holds replaces an earlier key. */
const merge = (map: Record<string, unknown>, node: YamlNode, state: BuildState): void => {
  // The earlier of several wins.
  const sources = node.kind === 'list' ? node.items.toReversed() : [node]
  for (const source of sources) {
    if (source.kind === 'map') merged(source, map, state)
    else if (source.kind === 'alias' && source.target.kind === 'map' && mayDecode(source, state)) expand(source, state, map)
    else fail(state, { code: 'invalid-merge', at: source.at })
  }
}

const readScalar = (node: Extract<YamlNode, { kind: 'scalar' }>): YamlScalar => {
  if (node.tag !== undefined) return resolveTagged(node.text, node.tag)
  return node.plain ? resolvePlain(node.text) : { type: 'text', value: node.text }
}

const resolveValue = (scalar: YamlScalar, at: number, state: BuildState): unknown => {
  if (scalar.type === 'invalid') return fail(state, { code: scalar.code, at })
  if (scalar.type === 'float' && !Number.isFinite(scalar.value)) return fail(state, { code: 'non-finite-number', at })
  if (scalar.type === 'integer' && scalar.exact !== undefined && state.open.size === 0)
    state.findings.push({ code: 'integer-precision', at })
  return scalar.value
}
