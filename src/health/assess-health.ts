import { type MakeChecks, aList, aString, aTime, expect, someOptions } from '../model/expect.ts'
import { aSchemaSet } from '../model/kind-hints.ts'
import type { JsonRecord, KubeObjectLike } from '../model/kube-object.ts'
import { isRecord } from '../model/read.ts'
import { sameJson } from '../model/same-json.ts'
import { MAX_TIME, millisecondsOf, timestamp } from '../model/scalars/time.ts'
import { someThresholds, thresholdsOf } from '../model/thresholds.ts'
import { indexRelated } from '../tree/index.ts'
import type { RelatedIndex } from '../tree/index.ts'
import { isRelatedIndex, relatedObjects } from '../tree/internal.ts'
import { chooseCallersRule, chooseRule } from './choose-rule.ts'
import type { Rulebook } from './choose-rule.ts'
import type { Health, HealthContext } from './health.ts'
import { checkRuleAt } from './rules/check-rule.ts'
import type { HealthRule } from './rules/health-rule.ts'
import { advisoryMark } from './verdict/advisory-mark.ts'
import { unobserved } from './verdict/generation.ts'
import type { KindRule, RuleContext, Verdict } from './verdict/kind-rule.ts'
import { deletionDue, terminating } from './verdict/terminating.ts'
import { brief, joined } from './verdict/texts.ts'
import { unknown } from './verdict/verdicts.ts'

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

/** The options of {@link assessHealth}. */
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
  const book: Rulebook = { rules: compileGiven(context.rules), schemas: context.schemas }
  const known = ruleContext(context, now, book)
  // Not `total`: this is called for every object of a cluster, and its two closures showed in the benchmark.
  try {
    if (!isRecord(live)) return health(live === null || live === undefined ? ABSENT : NO_OBJECT, 'none', now)
    const { rule, name } = chooseRule(live, book)
    return health(
      judge(live, rule, known, time => ruleContext(within(context, known.related), time, book)),
      name,
      now,
      live,
    )
  } catch {
    return health(UNREADABLE, 'none', now)
  }
}

const ABSENT: Verdict = { status: 'Missing', reason: 'NotInCluster', message: 'Is not in the cluster' }
const NO_OBJECT: Verdict = unknown('NotAnObject', 'This is no Kubernetes object')
const UNREADABLE: Verdict = unknown('Unreadable', 'The object cannot be read')
const CIRCLE: Verdict = unknown('CircularReference', 'The objects refer to each other in a circle')

/** Related objects that lead to related objects: three are a long chain (Deployment, ReplicaSet, Pod); a circle ends here. */
const DEEPEST = 8

/** Asks the caller's rules about an object that is not in the cluster, by its manifest; undefined where none says that it need not be. */
export const assessAbsence = (manifest: KubeObjectLike, { rules }: HealthContext): Health | undefined => {
  const found = rules === undefined ? undefined : chooseCallersRule(manifest as JsonRecord, compileGiven(rules))
  return found?.rule.absence === undefined ? undefined : health(found.rule.absence, found.name, undefined)
}

/** Asks what holds for every kind first; a rule that knows better says 'own'. */
const applyRule = (live: JsonRecord, rule: KindRule, context: RuleContext): Verdict => {
  if (rule.deletion !== 'own' && deletionDue(live) !== undefined) return terminating(live, context)
  const paused = rule.paused?.(live)
  if (paused !== undefined) return paused
  const behind = rule.generation === 'own' ? undefined : unobserved(live)
  return behind ?? rule.assess(live, context)
}

/** More moments than these are not looked at: the last is then when it is looked at again, and on from there. */
const MOST_MOMENTS = 16

/** The verdict of a rule; where it tells of moments at which others change, the first of them at which it is another itself. */
const judge = (live: JsonRecord, rule: KindRule, context: RuleContext, contextAt: (time: number) => RuleContext): Verdict => {
  const verdict = applyRule(live, rule, context)
  const { now } = context
  if (rule.borrowsMoments !== true || now === undefined || !isAfter(verdict.reassessAt, now)) return verdict
  let due: number | undefined = verdict.reassessAt
  for (let looks = 0; isAfter(due, now) && looks < MOST_MOMENTS; looks++) {
    const later = applyRule(live, rule, contextAt(due))
    if (!saysSame(verdict, later)) break
    due = isAfter(later.reassessAt, due) ? later.reassessAt : undefined
  }
  return { ...verdict, reassessAt: due }
}

const isAfter = (moment: number | undefined, time: number): moment is number => moment !== undefined && moment > time

const saysSame = (a: Verdict, b: Verdict): boolean =>
  a.status === b.status &&
  a.reason === b.reason &&
  a.message === b.message &&
  a.settled === b.settled &&
  a.advisory === b.advisory &&
  sameJson(a.causes, b.causes)

const ruleContext = (context: HealthContext, now: number | undefined, book: Rulebook, depth = 0): RuleContext => {
  const { complete } = context
  const related = indexGiven(context.related)
  return {
    now,
    thresholds: thresholdsOf(context.thresholds),
    related,
    complete:
      complete === undefined ? isNever : (kind, namespace) => complete.includes(kind) || complete.includes(`${kind}@${namespace ?? ''}`),
    assess: object => {
      if (depth >= DEEPEST) return CIRCLE
      const live = object as JsonRecord
      const { rule } = chooseRule(live, book)
      const inside = within(context, related)
      return judge(live, rule, ruleContext(inside, now, book, depth + 1), time => ruleContext(inside, time, book, depth + 1))
    },
  }
}

/** The same question, with the index of related objects that was made for it. */
const within = (context: HealthContext, related: RelatedIndex | undefined): HealthContext =>
  related === undefined ? context : { ...context, related }

const isNever = (): boolean => false

const indexGiven = (related: HealthContext['related']): RelatedIndex | undefined => {
  if (related === undefined || isRelatedIndex(related)) return related
  return indexRelated(related)
}

/** Settled by default: waiting does not change what is as it should be, nor what was stopped. */
const SETTLED: ReadonlySet<string> = new Set(['Healthy', 'Suspended', 'NotApplicable'])

const health = (verdict: Verdict, name: string, now: number | undefined, live?: JsonRecord): Health => {
  const { status, reason, causes = NO_CAUSES, settled = SETTLED.has(verdict.status), reassessAt } = verdict
  const mark = live === undefined ? undefined : advisoryMark(live)
  const advisory = verdict.advisory === true || mark !== undefined
  const message =
    mark === undefined || SETTLED.has(status) ? brief(verdict.message) : joined(brief(verdict.message), `Is not counted: ${mark}`)
  const rule = status === 'NotApplicable' && !name.startsWith('custom:') ? 'none' : name
  const due = now === undefined ? undefined : dueText(reassessAt, now)
  // Most answers have neither: one literal is several times as fast as spreading what may be there.
  if (!advisory && due === undefined) return { status, reason, message, causes, settled, rule }
  return {
    status,
    reason,
    message,
    causes,
    settled,
    ...(advisory ? { advisory } : undefined),
    ...(due === undefined ? undefined : { reassessAt: due }),
    rule,
  }
}

/** When time may change an answer; after the last moment that a date can be nothing comes. */
const dueText = (moment: number | undefined, now: number): string | undefined =>
  moment !== undefined && moment > now && moment <= MAX_TIME ? timestamp(moment) : undefined

const NO_CAUSES: Health['causes'] = Object.freeze([])

const compileGiven = (rules: readonly HealthRule[] | undefined): readonly KindRule[] =>
  rules === undefined ? NO_RULES : rules.map((rule, index) => checkRuleAt(rule, `options.rules[${index}]`))

const NO_RULES: readonly KindRule[] = Object.freeze([])
