import type { Health } from '../../health/index.ts'
import { flag, integer, later, list, named, nullable, object, optional, text, words } from '../../policy/internal.ts'
import { API_VERSION } from '../../policy/internal.ts'
import type { Schema } from '../../policy/internal.ts'
import type { ApplicationAssessment, NotMonitored, ObjectAssessment, PolicyEffect } from '../../status/index.ts'
import type { AppliedCounting, Unmended } from '../../status/index.ts'
import { type ComparisonDocument, comparison } from './comparison.ts'
import { incident, suspect } from './incidents.ts'
import { applicationStatus, cause, healthStatus, objectRef, objectStatus, openWord, problems, syncStatus, timestamp, gate } from './parts.ts'

/** An assessment as `-o json` prints it, and as `assessApplication` gives it, without `apiVersion` and `kind`. */
export interface ApplicationDocument extends Omit<ApplicationAssessment, 'objects' | 'orphans'> {
  readonly apiVersion?: typeof API_VERSION
  readonly kind?: 'ApplicationAssessment'
  readonly objects: readonly ObjectDocument[]
  readonly orphans: readonly ObjectDocument[]
}

/** One object of it. */
export interface ObjectDocument extends Omit<ObjectAssessment, 'comparison' | 'children'> {
  readonly comparison?: ComparisonDocument
  readonly children: readonly ObjectDocument[]
}

const maybeTime = /* @__PURE__ */ optional(timestamp)
const maybeText = /* @__PURE__ */ optional(text)
/** Why texts are not shown, and the values at fault. */
const withholding = { withheld: maybeText, weak: /* @__PURE__ */ optional(/* @__PURE__ */ list(text)) }

const health: Schema<Health> = /* @__PURE__ */ named(
  'Health',
  /* @__PURE__ */ object<Health>({
    status: healthStatus,
    reason: text,
    message: text,
    causes: /* @__PURE__ */ list(cause),
    settled: flag,
    advisory: /* @__PURE__ */ optional(flag),
    reassessAt: maybeTime,
    rule: text,
  }),
)

const unmended = /* @__PURE__ */ object<Unmended>({ ref: objectRef, reason: /* @__PURE__ */ openWord<Unmended['reason']>(), message: text })

const counting = /* @__PURE__ */ object<AppliedCounting>({ countsAs: /* @__PURE__ */ words('nothing'), by: text, because: maybeText })

export const objectAssessment: Schema<ObjectDocument> = /* @__PURE__ */ named(
  'ObjectAssessment',
  /* @__PURE__ */ object<ObjectDocument>({
    ref: objectRef,
    status: objectStatus,
    reason: text,
    message: text,
    health,
    sync: /* @__PURE__ */ object<ObjectAssessment['sync']>({ status: syncStatus, reason: text, message: text }),
    comparison: /* @__PURE__ */ optional(comparison),
    unmended: /* @__PURE__ */ optional(/* @__PURE__ */ list(unmended)),
    orphaned: /* @__PURE__ */ optional(flag),
    counting: /* @__PURE__ */ optional(counting),
    incidents: /* @__PURE__ */ list(text),
    ...withholding,
    children: /* @__PURE__ */ list(/* @__PURE__ */ later((): Schema<ObjectDocument> => objectAssessment)),
    reassessAt: maybeTime,
  }),
)
const objects = /* @__PURE__ */ list(objectAssessment)

const counts = /* @__PURE__ */ object<ApplicationAssessment['counts']>({
  Progressing: integer,
  Healthy: integer,
  Unknown: integer,
  Degraded: integer,
  'Out of Sync': integer,
  Missing: integer,
  'In Sync': integer,
  Suspended: integer,
})

const notMonitored = /* @__PURE__ */ object<NotMonitored>({
  step: text,
  reason: /* @__PURE__ */ openWord<NotMonitored['reason']>(),
  objects: /* @__PURE__ */ list(objectRef),
})

const policyEffect = /* @__PURE__ */ object<PolicyEffect>({
  source: maybeText,
  uncounted: integer,
  ignored: integer,
  ignoredIn: integer,
  judged: integer,
  message: text,
})

export const applicationDocument: Schema<ApplicationDocument> = /* @__PURE__ */ object<ApplicationDocument>({
  apiVersion: /* @__PURE__ */ optional(/* @__PURE__ */ words(API_VERSION)),
  kind: /* @__PURE__ */ optional(/* @__PURE__ */ words('ApplicationAssessment')),
  status: /* @__PURE__ */ nullable(applicationStatus),
  health: healthStatus,
  sync: syncStatus,
  reason: /* @__PURE__ */ openWord<ApplicationAssessment['reason']>(),
  message: text,
  gate,
  counts,
  objects,
  orphans: objects,
  notMonitored: /* @__PURE__ */ list(notMonitored),
  incidents: /* @__PURE__ */ list(incident),
  ...withholding,
  suspects: /* @__PURE__ */ list(suspect),
  unseen: /* @__PURE__ */ list(text),
  policy: /* @__PURE__ */ optional(policyEffect),
  problems,
  reassessAt: maybeTime,
})
