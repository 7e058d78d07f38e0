import type { ObjectRef } from '../../model/identity.ts'
import { parseLabelSelector } from '../../model/selectors/label-selector.ts'
import type { ObjectPredicate } from '../../model/selectors/object-selector.ts'
import { at, recordOf } from '../../model/read.ts'
import type { IgnoreRule } from '../comparison.ts'
import { type NamePattern, globPattern, literalPattern, regexpPattern } from './name-pattern.ts'

/** An entry of `ignoreDifferences` in an Application of Argo CD. */
export interface ArgoIgnoreRule {
  /** A glob; absent or '' for the core group. */
  readonly group?: string
  /** A glob. */
  readonly kind: string
  readonly name?: string
  readonly namespace?: string
  /** RFC 6901. */
  readonly jsonPointers?: readonly string[]
  /** Paths in jq's language. */
  readonly jqPathExpressions?: readonly string[]
  readonly managedFieldsManagers?: readonly string[]
}

/** An entry of `spec.ignore` in a Kustomization of Flux, or of `spec.driftDetection.ignore` in a HelmRelease. */
export interface FluxIgnoreRule {
  /** RFC 6901. */
  readonly paths: readonly string[]
  /** The objects; absent: all. */
  readonly target?: FluxTarget
}

/** Which objects an entry of Flux is about: names are regular expressions that fit the whole name. */
export interface FluxTarget {
  readonly group?: string
  readonly version?: string
  readonly kind?: string
  readonly name?: string
  readonly namespace?: string
  readonly labelSelector?: string
  readonly annotationSelector?: string
}

/** An entry of another tool as rules of ours. */
export interface ForeignRules {
  /** Each with where it stands in the entry. */
  readonly rules: readonly { readonly at: readonly (string | number)[]; readonly rule: IgnoreRule }[]
  /** Fields that say which objects are meant and cannot be read: without them nothing is ignored. */
  readonly unreadable: readonly (readonly string[])[]
  /** How much its patterns ask to be looked at for each character of a name. */
  readonly size: number
}

/**
 * An entry of Argo CD's as rules of ours.
 *
 * Source: Argo CD's `ignoreNormalizer` and `IgnoreDiffConfig`: group and kind are globs, name and namespace are compared, '' fits every one.
 */
export const readArgoRule = (entry: ArgoIgnoreRule): ForeignRules => {
  const { group = '', kind, name = '', namespace = '', jsonPointers = [], jqPathExpressions = [], managedFieldsManagers = [] } = entry
  const scope = makeScope({
    group: { text: group, pattern: globPattern(group) },
    kind: { text: kind, pattern: globPattern(kind) },
    name: { text: name, pattern: name === '' ? undefined : literalPattern(name) },
    namespace: { text: namespace, pattern: namespace === '' ? undefined : literalPattern(namespace) },
  })
  return placed(scope, [
    ...jsonPointers.map((pointer, index) => ({ at: ['jsonPointers', index], rule: { pointer } })),
    ...jqPathExpressions.map((path, index) => ({ at: ['jqPathExpressions', index], rule: { path } })),
    ...managedFieldsManagers.map((manager, index) => ({ at: ['managedFieldsManagers', index], rule: { manager } })),
  ])
}

/**
 * An entry of Flux's as rules of ours.
 *
 * Source: `SelectorRegex` of fluxcd/pkg/ssa/jsondiff: every part that is not '' has to fit.
 */
export const readFluxRule = ({ paths, target = {} }: FluxIgnoreRule): ForeignRules => {
  const { labelSelector = '', annotationSelector = '', ...names } = target
  const patterns = Object.entries(names).map(([part, text]) => [part, { text, pattern: text === '' ? undefined : regexpPattern(text) }])
  const named = makeScope(Object.fromEntries(patterns) as Readonly<Record<string, TargetPart>>)
  const selectors = [
    { part: 'labels', field: 'labelSelector', text: labelSelector },
    { part: 'annotations', field: 'annotationSelector', text: annotationSelector },
  ].filter(({ text }) => text !== '')
  const tests = selectors.map(({ part, field, text }) => ({ part, field, test: parseLabelSelector(text) }))
  const scope: Scope = {
    predicate: (ref, object) =>
      named.predicate(ref, object) && tests.every(({ part, test }) => test?.(recordOf(at(object, 'metadata', part))) === true),
    unreadable: [...named.unreadable, ...tests.flatMap(({ field, test }) => (test === undefined ? [[field]] : []))].map(path => [
      'target',
      ...path,
    ]),
    size: named.size,
  }
  return placed(
    scope,
    paths.map((pointer, index) => ({ at: ['paths', index], rule: { pointer } })),
  )
}

/** One field of a scope; without a pattern it fits everything, or nothing where its text is a pattern that cannot be read. */
interface TargetPart {
  readonly text: string
  readonly pattern: NamePattern | undefined
}

interface Scope extends Pick<ForeignRules, 'unreadable' | 'size'> {
  readonly predicate: ObjectPredicate
}

const makeScope = (parts: Readonly<Record<string, TargetPart>>): Scope => {
  const used = Object.entries(parts).filter(([, { pattern }]) => pattern !== undefined)
  // Patterns that only compare come first: most objects are told apart by them.
  const sorted = used.sort(([, a], [, b]) => (a.pattern?.size ?? 0) - (b.pattern?.size ?? 0))
  return {
    predicate: ref => sorted.every(([part, { pattern }]) => pattern?.fits(readPart(ref, part)) === true),
    unreadable: Object.entries(parts).flatMap(([part, { text, pattern }]) => (pattern === undefined && text !== '' ? [[part]] : [])),
    size: sorted.reduce((sum, [, { pattern }]) => sum + (pattern?.size ?? 0), 0),
  }
}

const readPart = (ref: ObjectRef, part: string): string => ref[part as 'group' | 'version' | 'kind' | 'name' | 'namespace']

const placed = ({ predicate, unreadable, size }: Scope, rules: ForeignRules['rules']): ForeignRules => ({
  rules: unreadable.length > 0 ? [] : rules.map(({ at: place, rule }) => ({ at: place, rule: { ...rule, for: predicate } })),
  unreadable,
  size,
})
