import { compileGlob } from '../model/glob.ts'
import { compileCatalogueRule } from './rules/catalogue-rule.ts'
import type { DeclarativeRule } from './rules/declarative-rule.ts'
import type { KindRule } from './verdict/kind-rule.ts'
// Last, so that all code comes before all data in a bundle: it compresses 1 % better.
import { catalogueRules } from './catalogue-rules.ts'

type PatternEntry = readonly [fits: (kind: string) => boolean, rule: DeclarativeRule]

interface Catalogue {
  readonly exact: ReadonlyMap<string, DeclarativeRule>
  /** Patterns of kinds by their group, so that only a few are tried. */
  readonly byGroup: ReadonlyMap<string, readonly PatternEntry[]>
  /** Patterns of groups. */
  readonly others: readonly PatternEntry[]
}

/** The catalogue by kind, and rules compiled when first met: filled from the data alone, so no answer depends on what was asked before. */
let index: Catalogue | undefined
const compiled = new Map<DeclarativeRule, KindRule>()

const groupOf = (kind: string): string => kind.slice(0, Math.max(0, kind.indexOf('/')))

const catalogue = (): Catalogue => {
  if (index !== undefined) return index
  const exact = new Map<string, DeclarativeRule>()
  const byGroup = new Map<string, PatternEntry[]>()
  const others: PatternEntry[] = []
  for (const rule of catalogueRules) {
    for (const pattern of rule.for) {
      const group = groupOf(pattern)
      if (!pattern.includes('*')) exact.set(pattern, rule)
      else if (group.includes('*')) others.push([compileGlob(pattern), rule])
      else byGroup.set(group, [...(byGroup.get(group) ?? []), [compileGlob(pattern), rule]])
    }
  }
  index = { exact, byGroup, others }
  return index
}

/**
 * The rule that the catalogue has for a kind, or undefined. A kind by its name comes before a wildcard, and a group by its name before one of groups.
 * @param kindKey - 'group/Kind'
 */
export const catalogueRule = (kindKey: string): KindRule | undefined => {
  const { exact, byGroup, others } = catalogue()
  const rule = exact.get(kindKey) ?? match(byGroup.get(groupOf(kindKey)), kindKey) ?? match(others, kindKey)
  if (rule === undefined) return undefined
  const known = compiled.get(rule)
  if (known !== undefined) return known
  const made = compileCatalogueRule(rule)
  compiled.set(rule, made)
  return made
}

const match = (entries: readonly PatternEntry[] | undefined, kind: string): DeclarativeRule | undefined =>
  entries?.find(([fits]) => fits(kind))?.[1]

/**
 * The kinds that the catalogue of custom resources has rules for, as 'group/Kind'; `*` stands for anything.
 *
 * @returns a new list, in the order of the catalogue.
 *
 * Source: what the projects document of their own statuses, checked against the cases that docs/conformance.md counts.
 *
 * @example
 * ```ts
 * import { catalogueKinds } from 'live-object-status/health'
 * catalogueKinds().includes('cert-manager.io/Certificate') // => true
 * ```
 */
export const catalogueKinds = (): readonly string[] => catalogueRules.flatMap(rule => rule.for)
