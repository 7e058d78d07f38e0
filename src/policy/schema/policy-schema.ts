import type { HealthCheckExpr } from '../../cel/index.ts'
import type { ObjectSelector } from '../../model/selectors/object-selector.ts'
import type { Thresholds } from '../../model/thresholds.ts'
import type { ArgoIgnoreRule, FluxIgnoreRule, FluxTarget } from '../../sync/internal.ts'
import { API_VERSION } from '../policy-document.ts'
import type {
  DataRule,
  OwnIgnoreRule,
  PolicyCounting,
  PolicyDocument,
  PolicyIgnore,
  PolicyRule,
  PolicyScope,
  WaitRule,
} from '../policy-document.ts'
import { ruleBody } from './declarative-rule.ts'
import { anything, choice, filled, form, hasOne, isList, isObject, isText, list, optional, text, textLike, words } from './schema.ts'
import type { Fields, Schema } from './schema.ts'

const some = /* @__PURE__ */ filled('a string that is not empty')
const maybe = /* @__PURE__ */ optional(some)
const maybeText = /* @__PURE__ */ optional(text)
const maybeTexts = /* @__PURE__ */ optional(list(text, 'a list of strings'))
const duration = /* @__PURE__ */ optional(textLike('a duration such as 90s, 5m or 1h30m', /^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|s|m|h)){1,3}$/))

const selector: Schema<ObjectSelector> = /* @__PURE__ */ form<ObjectSelector>(
  { kind: maybe, namespace: maybeText, name: maybe, labelSelector: maybe, annotationSelector: maybe },
  'a selector of objects',
)
const SCOPE = "a kind ('apps/Deployment'), a selector of objects or a list of them"
const scopePart = /* @__PURE__ */ choice(SCOPE, { when: isText, is: some }, { when: isObject, is: selector })
const scope: Schema<PolicyScope> = /* @__PURE__ */ choice(
  SCOPE,
  { when: isText, is: some },
  { when: isList, is: list(scopePart) },
  { when: isObject, is: selector },
)

/** An entry of `rules`. */
export const policyRule: Schema<PolicyRule> = /* @__PURE__ */ choice(
  'a rule (with for and rules, for and waitFor, or apiVersion and current)',
  {
    when: hasOne('waitFor'),
    is: form<WaitRule>({
      for: scope,
      waitFor: choice('a condition of kubectl wait or a list of them', { when: isText, is: some }, { when: isList, is: list(some) }),
    }),
  },
  {
    when: hasOne('apiVersion', 'current', 'failed', 'inProgress'),
    is: form<HealthCheckExpr>({ apiVersion: some, kind: maybe, inProgress: maybeText, failed: maybeText, current: some }),
  },
  { when: isObject, is: form<DataRule>({ for: scope, ...ruleBody() }) },
)

const target: Schema<FluxTarget> = /* @__PURE__ */ form<FluxTarget>({
  group: maybeText,
  version: maybeText,
  kind: maybeText,
  name: maybeText,
  namespace: maybeText,
  labelSelector: maybeText,
  annotationSelector: maybeText,
})

/** An entry of `ignore`. */
export const policyIgnore: Schema<PolicyIgnore> = /* @__PURE__ */ choice(
  'an ignore rule',
  { when: hasOne('paths', 'target'), is: form<FluxIgnoreRule>({ paths: list(text, 'a list of strings'), target: optional(target) }) },
  {
    when: hasOne('kind', 'group', 'jsonPointers', 'jqPathExpressions', 'managedFieldsManagers'),
    is: form<ArgoIgnoreRule>({
      group: maybeText,
      kind: some,
      name: maybeText,
      namespace: maybeText,
      jsonPointers: maybeTexts,
      jqPathExpressions: maybeTexts,
      managedFieldsManagers: maybeTexts,
    }),
  },
  { when: isObject, is: form<OwnIgnoreRule>({ pointer: maybe, path: maybe, manager: maybe, for: optional(scope) }) },
)

/** An entry of `counting`. */
export const policyCounting: Schema<PolicyCounting> = /* @__PURE__ */ form<PolicyCounting>({
  for: scope,
  countsAs: words('nothing'),
  because: maybe,
})

/** Each limit by its name. */
const thresholds = /* @__PURE__ */ form<NonNullable<PolicyDocument['thresholds']>>({
  unschedulableAfter: duration,
  terminatingAfter: duration,
  loadBalancerAfter: duration,
  addressAfter: duration,
  workloadAfter: duration,
  restartWindow: duration,
  metricsAfter: duration,
  apiServiceAfter: duration,
  disruptionAfter: duration,
  sandboxAfter: duration,
  attachAfter: duration,
} satisfies Readonly<Record<keyof Thresholds, unknown>>)

const settings = (): Fields<Omit<PolicyDocument, 'rules' | 'ignore' | 'counting'>> => ({
  apiVersion: words(API_VERSION),
  kind: words('Policy'),
  thresholds: optional(thresholds),
  staleAfter: duration,
  rollUp: optional(words('health-first', 'health-only', 'sync-first')),
})

/** A whole policy file. */
export const policyDocument: Schema<PolicyDocument> = /* @__PURE__ */ form<PolicyDocument>(
  { ...settings(), rules: optional(list(policyRule)), ignore: optional(list(policyIgnore)), counting: optional(list(policyCounting)) },
  'a policy',
)

/** A policy but for the entries of its lists, which are looked at one by one. */
interface PolicyFrame extends Omit<PolicyDocument, 'rules' | 'ignore' | 'counting'> {
  readonly rules?: readonly unknown[]
  readonly ignore?: readonly unknown[]
  readonly counting?: readonly unknown[]
}

/** A policy but for the entries of its lists. */
export const policyFrame: Schema<PolicyFrame> = /* @__PURE__ */ form<PolicyFrame>(
  { ...settings(), rules: optional(list(anything)), ignore: optional(list(anything)), counting: optional(list(anything)) },
  'a policy',
)
