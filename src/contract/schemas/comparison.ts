import type { Comparison, Difference, IgnoreRule, PatchOperation, RecognisedDeployer } from '../../sync/index.ts'
import { anyObject, anything, flag, list, named, object, optional, text, words } from '../../policy/internal.ts'
import type { Schema } from '../../policy/internal.ts'
import { openWord, problems, timestamp } from './parts.ts'

const maybe = /* @__PURE__ */ optional(anything)
const maybeText = /* @__PURE__ */ optional(text)

const by = /* @__PURE__ */ object<NonNullable<Difference['by']>>({
  manager: text,
  operation: /* @__PURE__ */ words('Apply', 'Update'),
  subresource: maybeText,
  since: /* @__PURE__ */ optional(timestamp),
})
const ignoreRule = /* @__PURE__ */ object<NonNullable<Difference['ignoreRule']>>({
  // Rules that answers propose are about one field: in JSON there is no function as `for`.
  own: anyObject as Schema<unknown> as Schema<IgnoreRule>,
  argocd: maybe,
  flux: maybe,
})

const difference: Schema<Difference> = /* @__PURE__ */ named(
  'Difference',
  /* @__PURE__ */ object<Difference>({
    path: text,
    pointer: text,
    class: /* @__PURE__ */ openWord<Difference['class']>(),
    desired: maybe,
    live: maybe,
    predicted: maybe,
    by: /* @__PURE__ */ optional(by),
    effect: /* @__PURE__ */ optional(/* @__PURE__ */ openWord<NonNullable<Difference['effect']>>()),
    message: text,
    ignoredBy: maybeText,
    ignoreRule: /* @__PURE__ */ optional(ignoreRule),
  }),
)
const differences = /* @__PURE__ */ list(difference)

const operation = /* @__PURE__ */ object<PatchOperation>({
  op: /* @__PURE__ */ words('add', 'remove', 'replace'),
  path: text,
  value: maybe,
})

const deployer = /* @__PURE__ */ object<RecognisedDeployer>({
  name: /* @__PURE__ */ optional(/* @__PURE__ */ openWord<NonNullable<RecognisedDeployer['name']>>()),
  mode: /* @__PURE__ */ words('client-side', 'server-side', 'helm-client-side'),
  manager: text,
  by: /* @__PURE__ */ openWord<RecognisedDeployer['by']>(),
  evidence: text,
  unrecorded: /* @__PURE__ */ optional(flag as Schema<unknown> as Schema<true>),
})

/** A comparison as documents hold it: one that people may see has no patch. */
export interface ComparisonDocument extends Omit<Comparison, 'patch'> {
  readonly patch?: Comparison['patch']
}

export const comparison: Schema<ComparisonDocument> = /* @__PURE__ */ named(
  'Comparison',
  /* @__PURE__ */ object<ComparisonDocument>({
    status: /* @__PURE__ */ words('InSync', 'OutOfSync', 'Unknown'),
    reapply: /* @__PURE__ */ words('unchanged', 'changed', 'rejected', 'unknown'),
    reason: /* @__PURE__ */ openWord<Comparison['reason']>(),
    message: text,
    differences,
    notes: differences,
    suppressed: differences,
    rejections: problems,
    problems,
    deployer: /* @__PURE__ */ optional(deployer),
    withheld: maybeText,
    weak: /* @__PURE__ */ optional(/* @__PURE__ */ list(text)),
    patch: /* @__PURE__ */ optional(/* @__PURE__ */ list(operation)),
  }),
)
