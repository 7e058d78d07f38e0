import { type MakeChecks, aList, aString, aTime, expect, someOptions } from '../model/expect.ts'
import { globMatches } from '../model/glob.ts'
import { kindKeyOf, refOf } from '../model/identity.ts'
import type { JsonRecord, KubeObjectLike } from '../model/kube-object.ts'
import { isRecord, textOf } from '../model/read.ts'
import { selects } from '../model/selectors/object-selector.ts'
import { millisecondsOf, timestamp } from '../model/scalars/time.ts'
import { aSchemaSet, hasStatus, printerColumns } from '../model/kind-hints.ts'
import type { SchemaSet } from '../model/kind-hints.ts'
import { total } from '../model/total.ts'
import { indexRelated } from '../tree/index.ts'
import type { RelatedIndex } from '../tree/index.ts'
import { isRelatedIndex, relatedObjects } from '../tree/internal.ts'
import { compileRule } from './rules/check-rule.ts'
import { unobserved } from './verdict/generation.ts'
import { assessGeneric } from './convention/generic-rule.ts'
import type { HealthRule } from './rules/health-rule.ts'
import type { KindRule, RuleContext, Verdict } from './verdict/kind-rule.ts'
import type { Health, HealthContext } from './health.ts'
import { kindRule } from './kind-rules.ts'
import type { KnownRule } from './kind-rules.ts'
import { printedOf } from './convention/printed-columns.ts'
import type { Printed } from './convention/printed-columns.ts'
import { groupReports } from './convention/reporting-groups.ts'
import { deletionDue, terminating } from './verdict/terminating.ts'
import { someThresholds, thresholdsOf } from '../model/thresholds.ts'
import { notApplicable, unknown } from './verdict/verdicts.ts'
// Last, so that all code comes before all data in a bundle: it compresses 1 % better.
import { catalogueRule } from './rules/catalogue.ts'

/**
 * How one live object is, and why.
 *
 * The ladder: a rule of the caller's, else the rule of a built-in kind, else the catalogue of custom resources, else a generic reading of
 * conditions, phases and generations, else NotApplicable. Whichever it is, an object that is being deleted or whose spec the controller
 * has not seen is answered first, unless the rule says that it looks at that itself.
 *
 * @param live the object as the API server gives it: raw JSON, or a typed client object. Any JSON is answered: what is malformed counts as
 * absent, null as an object that is not in the cluster.
 * @param options what else is known: related objects, the time, thresholds, callers' rules. More related objects never make an answer better.
 * @returns status, reason (for machines), message (one sentence for people, worst cause first), causes, and when time alone may change it.
 * @throws TypeError where `options` hold something of the wrong type.
 *
 * Source: the Kubernetes API conventions for conditions and generations; for each kind what its controller writes. docs/health.md has the table,
 * docs/conformance.md the measurements beside kstatus and Argo CD.
 *
 * @example
 * ```ts
 * import { assessHealth } from 'live-object-status/health'
 *
 * const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' }, status: { phase: 'Lost' } }
 * assessHealth(claim).status // => 'Degraded'
 * assessHealth(claim).reason // => 'VolumeLost'
 * assessHealth({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } }).status // => 'NotApplicable'
 * ```
 */
export const assessHealth = (live: KubeObjectLike, options: HealthContext = {}): Health => {
  expect('options', someHealthOptions, options)
  return assessLive(live, options)
}

/** What {@link assessHealth} takes beside the object. */
export const healthChecks: MakeChecks<HealthContext> = () => ({
  related: relatedObjects,
  complete: aList('a list of kinds', aString),
  now: aTime,
  rules: aList('a list of rules'),
  thresholds: someThresholds,
  schemas: aSchemaSet,
})
const someHealthOptions = /* @__PURE__ */ someOptions<HealthContext>(healthChecks)

/** {@link assessHealth} for options that are known to fit: status/ asks for every object of an application. */
export const assessLive = (live: KubeObjectLike, context: HealthContext): Health => {
  const now = millisecondsOf(context.now)
  const book: Rulebook = { rules: rulesOf(context.rules), schemas: context.schemas }
  const known = ruleContext(context, now, book)
  // Not `total`: this is called for every object of a cluster, and its two closures showed in the benchmark.
  try {
    if (!isRecord(live)) return health(live === null || live === undefined ? ABSENT : NO_OBJECT, 'none', now)
    const { rule, name } = chooseRule(live, book)
    return health(applyRule(live, rule, known), name, now)
  } catch {
    return health(UNREADABLE, 'none', now)
  }
}

const ABSENT: Verdict = { status: 'Missing', reason: 'NotInCluster', message: 'Is not in the cluster' }
const NO_OBJECT: Verdict = unknown('NotAnObject', 'This is no Kubernetes object')
const UNREADABLE: Verdict = unknown('Unreadable', 'The object cannot be read')
const CIRCLE: Verdict = unknown('CircularReference', 'The objects refer to each other in a circle')
const FAILED: Verdict = unknown('RuleFailed', 'The rule for this kind failed')
const SILENT: Verdict = notApplicable('NoHealth', '')

/** Related objects that lead to related objects: three are a long chain (Deployment, ReplicaSet, Pod); a circle ends here. */
const DEEPEST = 8

/** What else than the object decides which rule speaks. */
interface Rulebook {
  readonly rules: readonly KindRule[]
  readonly schemas: SchemaSet | undefined
}

const chooseRule = (live: JsonRecord, { rules, schemas }: Rulebook): KnownRule => {
  const own = rules.length === 0 ? undefined : callersRule(live, rules)
  if (own !== undefined) return { ...own, rule: guarded(own.rule) }
  return kindRule(live['apiVersion'], live['kind']) ?? catalogued(kindKeyOf(live), schemas) ?? generic(schemas)
}

/** The first rule of the caller's that speaks for an object. */
const callersRule = (object: JsonRecord, rules: readonly KindRule[]): KnownRule | undefined => {
  const kind = kindKeyOf(object)
  for (const rule of rules) {
    const pattern = rule.for.find(each => globMatches(each, kind))
    if (pattern !== undefined && (rule.objects === undefined || selects(rule.objects, refOf(object), object)))
      return { rule, name: `custom:${rule.name ?? pattern}` }
  }
  return undefined
}

/** What a rule of the caller's says of an object that is not in the cluster, by its manifest; undefined where none says that it need not be. */
export const assessAbsence = (manifest: KubeObjectLike, { rules }: HealthContext): Health | undefined => {
  const found = rules === undefined ? undefined : callersRule(manifest as JsonRecord, rulesOf(rules))
  return found?.rule.absence === undefined ? undefined : health(found.rule.absence, found.name, undefined)
}

/** A caller's function may throw or answer nothing: that is a reason to show, and no crash. */
const guarded = (rule: KindRule): KindRule => ({
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

const catalogued = (kind: string, schemas: SchemaSet | undefined): KnownRule | undefined => {
  const rule = catalogueRule(kind)
  if (rule === undefined) return undefined
  return { rule: schemas === undefined ? rule : informed(rule, schemas), name: kind }
}

/** What a rule for a whole group waits for never comes where the kind's definition knows no status. */
const informed = (rule: KindRule, schemas: SchemaSet): KindRule => ({
  ...rule,
  assess: (live, context) => {
    const verdict = rule.assess(live, context)
    return verdict.reason === 'NotReported' && !reportsStatus(live, schemas, true) ? SILENT : verdict
  },
})

/** Kinds without a rule: what most of them have in common, which may be nothing. */
const generic = (schemas: SchemaSet | undefined): KnownRule => ({
  rule: {
    for: ['*'],
    assess: live => assessGeneric(live, { reportsStatus: () => reportsStatus(live, schemas), ...printedColumns(live, schemas) }) ?? SILENT,
  },
  name: 'generic',
})

const printedColumns = ({ apiVersion, kind }: JsonRecord, schemas: SchemaSet | undefined): { readonly printed?: Printed } =>
  schemas === undefined ? {} : { printed: printedOf(printerColumns(textOf(apiVersion) ?? '', textOf(kind) ?? '', schemas)) }

/** What the kind's definition says, else what is known of its API group. */
const reportsStatus = ({ apiVersion, kind }: JsonRecord, schemas: SchemaSet | undefined, otherwise?: boolean): boolean => {
  const group = textOf(apiVersion) ?? ''
  const told = schemas === undefined ? undefined : hasStatus(group, textOf(kind) ?? '', schemas)
  return told ?? otherwise ?? groupReports(group)
}

/** What holds for every kind comes first; a rule that knows better says 'own'. */
const applyRule = (live: JsonRecord, rule: KindRule, context: RuleContext): Verdict => {
  if (rule.deletion !== 'own' && deletionDue(live) !== undefined) return terminating(live, context)
  const behind = rule.generation === 'own' ? undefined : unobserved(live)
  return behind ?? rule.assess(live, context)
}

const ruleContext = (context: HealthContext, now: number | undefined, book: Rulebook, depth = 0): RuleContext => {
  const { complete } = context
  const related = relatedOf(context.related)
  return {
    now,
    thresholds: thresholdsOf(context.thresholds),
    related,
    complete: complete === undefined ? isNever : kind => complete.includes(kind),
    assess: object => {
      if (depth >= DEEPEST) return CIRCLE
      const live = object as JsonRecord
      const { rule } = chooseRule(live, book)
      return applyRule(live, rule, ruleContext(related === undefined ? context : { ...context, related }, now, book, depth + 1))
    },
  }
}

const isNever = (): boolean => false

const relatedOf = (related: HealthContext['related']): RelatedIndex | undefined => {
  if (related === undefined || isRelatedIndex(related)) return related
  return indexRelated(related)
}

/** Settled by default: waiting does not change what is as it should be, nor what was stopped. */
const SETTLED: ReadonlySet<string> = new Set(['Healthy', 'Suspended', 'NotApplicable'])

const health = (verdict: Verdict, name: string, now: number | undefined): Health => {
  const { status, reason, causes = NO_CAUSES, settled = SETTLED.has(verdict.status), advisory, reassessAt } = verdict
  const message = brief(verdict.message)
  const rule = status === 'NotApplicable' && !name.startsWith('custom:') ? 'none' : name
  const due = reassessAt !== undefined && now !== undefined && reassessAt > now ? timestamp(reassessAt) : undefined
  // Most answers have neither: one literal is several times as fast as spreading what may be there.
  if (advisory !== true && due === undefined) return { status, reason, message, causes, settled, rule }
  return {
    status,
    reason,
    message,
    causes,
    settled,
    ...(advisory === true ? { advisory } : undefined),
    ...(due === undefined ? undefined : { reassessAt: due }),
    rule,
  }
}

/** Controllers write what they like into their messages; here it is one line that a table can show. */
const brief = (message: string): string => {
  const line = message.includes('\n')
    ? message
        .slice(0, 4 * LONGEST)
        .split('\n')
        .map(part => part.trim())
        .filter(part => part !== '')
        .join(' ')
    : message
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
}

const LONGEST = 400

const NO_CAUSES: Health['causes'] = Object.freeze([])

const rulesOf = (rules: readonly HealthRule[] | undefined): readonly KindRule[] =>
  rules === undefined ? NO_RULES : rules.map((rule, index) => compileRule(rule, `options.rules[${index}]`))

const NO_RULES: readonly KindRule[] = Object.freeze([])
