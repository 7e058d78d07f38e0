import { globMatches } from '../model/glob.ts'
import { compileCatalogueRule } from './catalogue-rule.ts'
import type { DeclarativeRule } from './declarative-rule.ts'
import type { KindRule } from './health-rule.ts'
import { certManager } from './catalogue/cert-manager.io.ts'

/** Every rule set, by file; a line for each API group. */
const GROUPS: readonly (readonly DeclarativeRule[])[] = [certManager]

interface Catalogue {
  readonly exact: ReadonlyMap<string, DeclarativeRule>
  readonly globs: readonly (readonly [string, DeclarativeRule])[]
}

/** The catalogue by kind, and rules compiled when first met: filled from the data above alone, so no answer depends on what was asked before. */
let index: Catalogue | undefined
const compiled = new Map<DeclarativeRule, KindRule>()

const catalogue = (): Catalogue => {
  if (index !== undefined) return index
  const entries = GROUPS.flat().flatMap(rule => rule.for.map(kind => [kind, rule] as const))
  index = { exact: new Map(entries.filter(([kind]) => !kind.includes('*'))), globs: entries.filter(([kind]) => kind.includes('*')) }
  return index
}

/**
 * The rule that the catalogue has for a kind, or undefined. A kind by its name comes before a wildcard.
 * @param kindKey - 'group/Kind'
 */
export const catalogueRule = (kindKey: string): KindRule | undefined => {
  const { exact, globs } = catalogue()
  const rule = exact.get(kindKey) ?? globs.find(([glob]) => globMatches(glob, kindKey))?.[1]
  if (rule === undefined) return undefined
  const known = compiled.get(rule)
  if (known !== undefined) return known
  const made = compileCatalogueRule(rule)
  compiled.set(rule, made)
  return made
}

/** Every kind of the catalogue as it is written there, wildcards among them; for documentation and tests. */
export const catalogueKinds = (): readonly string[] => GROUPS.flat().flatMap(rule => rule.for)
