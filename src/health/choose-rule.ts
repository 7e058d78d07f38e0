import { globMatches } from '../model/glob.ts'
import { kindKeyOf, refOf } from '../model/identity.ts'
import { hasStatus, printerColumns } from '../model/kind-hints.ts'
import type { SchemaSet } from '../model/kind-hints.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import { isRecord, textOf } from '../model/read.ts'
import { selects } from '../model/selectors/object-selector.ts'
import { total } from '../model/total.ts'
import { assessGeneric } from './convention/generic-rule.ts'
import { pausedByConvention } from './convention/pauses.ts'
import { selectPrinted } from './convention/printed-columns.ts'
import type { Printed } from './convention/printed-columns.ts'
import { groupReports } from './convention/reporting-groups.ts'
import { withWarnings } from './convention/warnings.ts'
import { kindRule } from './kind-rules.ts'
import type { KnownRule } from './kind-rules.ts'
import { explainByOwned } from './pods/explain-by-owned.ts'
import type { KindRule, Verdict } from './verdict/kind-rule.ts'
import { notApplicable, unknown } from './verdict/verdicts.ts'
// Last, so that all code comes before all data in a bundle: it compresses 1 % better.
import { catalogueRule } from './catalogue.ts'

/** Everything else than the object that decides which rule speaks. */
export interface Rulebook {
  readonly rules: readonly KindRule[]
  readonly schemas: SchemaSet | undefined
}

/** The rule that speaks for an object: a caller's, that of a built-in kind, that of the catalogue, convention. */
export const chooseRule = (live: JsonRecord, { rules, schemas }: Rulebook): KnownRule => {
  const own = rules.length === 0 ? undefined : chooseCallersRule(live, rules)
  if (own !== undefined) return { ...own, rule: catchingErrors(own.rule) }
  return kindRule(live['apiVersion'], live['kind']) ?? catalogueRuleFor(kindKeyOf(live), schemas) ?? genericRule(schemas)
}

/** The first rule of the caller's that speaks for an object. */
export const chooseCallersRule = (object: JsonRecord, rules: readonly KindRule[]): KnownRule | undefined => {
  const kind = kindKeyOf(object)
  for (const rule of rules) {
    const pattern = rule.for.find(each => globMatches(each, kind))
    if (pattern !== undefined && (rule.objects === undefined || selects(rule.objects, refOf(object), object)))
      return { rule, name: `custom:${rule.name ?? pattern}` }
  }
  return undefined
}

const FAILED: Verdict = unknown('RuleFailed', 'The rule for this kind failed')
const SILENT: Verdict = notApplicable('NoHealth', '')

/** A caller's function may throw or answer nothing: that is a reason to show, and no crash. */
const catchingErrors = (rule: KindRule): KindRule => ({
  ...rule,
  assess: (live, context) =>
    total(
      () => {
        const verdict: unknown = rule.assess(live, context)
        return isRecord(verdict) ? (verdict as unknown as Verdict) : FAILED
      },
      () => FAILED,
    ),
})

const catalogueRuleFor = (kind: string, schemas: SchemaSet | undefined): KnownRule | undefined => {
  const rule = catalogueRule(kind)
  if (rule === undefined) return undefined
  return { rule: schemas === undefined ? rule : withDefinition(rule, schemas), name: kind }
}

/** A rule for a whole group does not wait for a status where the kind's definition knows none. */
const withDefinition = (rule: KindRule, schemas: SchemaSet): KindRule => ({
  ...rule,
  assess: (live, context) => {
    const verdict = rule.assess(live, context)
    return verdict.reason === 'NotReported' && !reportsStatus(live, schemas, true) ? SILENT : verdict
  },
})

/** Kinds without a rule: what most of them have in common, which may be nothing. */
const genericRule = (schemas: SchemaSet | undefined): KnownRule => ({
  rule: {
    for: ['*'],
    paused: pausedByConvention,
    assess: (live, context) => {
      const knowledge = { reportsStatus: () => reportsStatus(live, schemas), ...printedColumns(live, schemas) }
      return explainByOwned(live, withWarnings(live, assessGeneric(live, knowledge) ?? SILENT), context)
    },
  },
  name: 'generic',
})

const printedColumns = ({ apiVersion, kind }: JsonRecord, schemas: SchemaSet | undefined): { readonly printed?: Printed } =>
  schemas === undefined ? {} : { printed: selectPrinted(printerColumns(textOf(apiVersion) ?? '', textOf(kind) ?? '', schemas)) }

/** True where the kind's definition says that it reports a status, else by its API group. */
const reportsStatus = ({ apiVersion, kind }: JsonRecord, schemas: SchemaSet | undefined, otherwise?: boolean): boolean => {
  const group = textOf(apiVersion) ?? ''
  const told = schemas === undefined ? undefined : hasStatus(group, textOf(kind) ?? '', schemas)
  return told ?? otherwise ?? groupReports(group)
}
