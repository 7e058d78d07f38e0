import { globMatches } from '../model/glob.ts'
import { kindKeyOf } from '../model/identity.ts'
import type { JsonRecord, KubeObject } from '../model/kube-object.ts'
import { isRecord, textOf } from '../model/read.ts'
import { millisecondsOf, timestamp } from '../model/time.ts'
import { total } from '../model/total.ts'
import { indexRelated } from '../tree/index.ts'
import type { RelatedIndex } from '../tree/index.ts'
import { catalogueRule } from './catalogue.ts'
import { compileRule } from './custom-rule.ts'
import { unobserved } from './generation.ts'
import type { HealthRule, KindRule, RuleContext, Verdict } from './health-rule.ts'
import type { Health, HealthContext } from './health.ts'
import { kindRule } from './kind-rules.ts'
import { deletionDue, terminating } from './terminating.ts'
import { thresholdsOf } from './thresholds.ts'
import { notApplicable, unknown } from './verdicts.ts'

/**
 * How one live object is, and why.
 *
 * The ladder: a rule of the caller's, else the rule of a built-in kind, else the catalogue of custom resources, else a generic reading of
 * conditions, phases and generations, else NotApplicable. Whichever it is, an object that is being deleted or whose spec the controller
 * has not seen is answered first, unless the rule says that it looks at that itself.
 *
 * @param live the object as the API server gives it: raw JSON, or a typed client object. Any JSON is answered: what is malformed counts as
 * absent, null as an object that is not in the cluster.
 * @param context what else is known: related objects, the time, thresholds, callers' rules. More related objects never make an answer better.
 * @returns status, reason (for machines), message (one sentence for people, worst cause first), causes, and when time alone may change it.
 * @throws TypeError where `context` holds something of the wrong type.
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
export const assessHealth = (live: KubeObject, context: HealthContext = {}): Health => {
  const now = momentOf(context.now)
  const rules = rulesOf(context.rules)
  const rule = ruleContext(context, now, rules)
  return total(
    () => {
      if (!isRecord(live)) return health(live === null || live === undefined ? ABSENT : NO_OBJECT, 'none', now)
      const chosen = chooseRule(live, rules)
      return health(judge(live, chosen.rule, rule), chosen.name, now)
    },
    () => health(UNREADABLE, 'none', now),
  )
}

const ABSENT: Verdict = { status: 'Missing', reason: 'NotInCluster', message: 'Is not in the cluster' }
const NO_OBJECT: Verdict = unknown('NotAnObject', 'This is no Kubernetes object')
const UNREADABLE: Verdict = unknown('Unreadable', 'The object cannot be read')
const CIRCLE: Verdict = unknown('CircularReference', 'The objects refer to each other in a circle')
const SILENT: Verdict = notApplicable('NoHealth', '')

/** Related objects that lead to related objects: three are a long chain (Deployment, ReplicaSet, Pod); a circle ends here. */
const DEEPEST = 8

interface Chosen {
  readonly rule: KindRule | undefined
  /** As `Health.rule` says it. */
  readonly name: string
}

const chooseRule = (live: JsonRecord, rules: readonly KindRule[]): Chosen => {
  const kind = kindKeyOf(live)
  for (const rule of rules) {
    const pattern = rule.for.find(each => globMatches(each, kind))
    if (pattern !== undefined) return { rule, name: `custom:${pattern}` }
  }
  const known = kindRule(kind) ?? catalogueRule(kind)
  return { rule: known, name: known === undefined ? 'none' : kind }
}

/** What holds for every kind comes first; a rule that knows better says 'own'. */
const judge = (live: JsonRecord, rule: KindRule | undefined, context: RuleContext): Verdict => {
  if (rule?.deletion !== 'own' && deletionDue(live) !== undefined) return terminating(live, context)
  const behind = rule?.generation === 'own' ? undefined : unobserved(live)
  return behind ?? rule?.assess(live, context) ?? SILENT
}

const ruleContext = (context: HealthContext, now: number | undefined, rules: readonly KindRule[]): RuleContext => {
  let index: RelatedIndex | undefined
  let depth = 0
  const made: RuleContext = {
    now,
    thresholds: thresholdsOf(context.thresholds),
    get related() {
      return (index ??= relatedOf(context.related))
    },
    complete: kind => context.complete?.includes(kind) ?? false,
    assess: object => {
      if (depth >= DEEPEST) return CIRCLE
      depth++
      const related = object as JsonRecord
      const verdict = judge(related, chooseRule(related, rules).rule, made)
      depth--
      return verdict
    },
  }
  return made
}

const relatedOf = (related: HealthContext['related']): RelatedIndex | undefined =>
  related === undefined || isIndex(related) ? related : indexRelated(related)
const isIndex = (related: readonly KubeObject[] | RelatedIndex): related is RelatedIndex => 'ownedBy' in related

/** Settled by default: waiting does not change what is as it should be, nor what was stopped. */
const SETTLED: ReadonlySet<string> = new Set(['Healthy', 'Suspended', 'NotApplicable'])

const health = (verdict: Verdict, rule: string, now: number | undefined): Health => {
  const { status, reason, message, reassessAt } = verdict
  return {
    status,
    reason,
    message,
    causes: verdict.causes ?? NO_CAUSES,
    settled: verdict.settled ?? SETTLED.has(status),
    ...(verdict.advisory === true ? { advisory: true } : undefined),
    ...(reassessAt !== undefined && now !== undefined && reassessAt > now ? { reassessAt: timestamp(reassessAt) } : undefined),
    rule: status === 'NotApplicable' ? 'none' : rule,
  }
}

const NO_CAUSES: Health['causes'] = Object.freeze([])

const momentOf = (now: HealthContext['now']): number | undefined => {
  if (now === undefined) return undefined
  const moment = millisecondsOf(now)
  if (moment === undefined)
    throw new TypeError(`now: expected RFC 3339 text, milliseconds or a Date, got ${textOf(now) === undefined ? typeof now : 'other text'}`)
  return moment
}

const rulesOf = (rules: readonly HealthRule[] | undefined): readonly KindRule[] => {
  if (rules === undefined || (Array.isArray(rules) && rules.length === 0)) return NO_RULES
  if (Array.isArray(rules)) return rules.map(compileRule)
  throw new TypeError(`rules: expected a list, got ${typeof rules}`)
}

const NO_RULES: readonly KindRule[] = Object.freeze([])
