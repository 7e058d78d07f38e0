import type { Cause } from '../../health/index.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { Problem } from '../../model/problem.ts'
import type { Time } from '../../model/scalars/time.ts'
import type { ApplicationStatus, HealthStatus, ObjectStatus, SyncStatus } from '../../model/statuses.ts'
import type { Gate } from '../../status/index.ts'
import { choice, integer, isText, later, list, named, number, object, optional, text, textLike, words } from '../../policy/internal.ts'
import type { Schema } from '../../policy/internal.ts'

/** Parts that several documents have. */

/** A word of a set that newer versions may have more of: whoever reads it has to have an answer for a word that is new. */
export const openWord = <T extends string>(): Schema<T> => text as Schema<unknown> as Schema<T>

export const healthStatus: Schema<HealthStatus> = /* @__PURE__ */ named(
  'HealthStatus',
  /* @__PURE__ */ words('Healthy', 'Progressing', 'Degraded', 'Suspended', 'Missing', 'Unknown', 'NotApplicable'),
)
export const syncStatus: Schema<SyncStatus> = /* @__PURE__ */ named(
  'SyncStatus',
  /* @__PURE__ */ words('InSync', 'OutOfSync', 'Unknown', 'Orphaned', 'NotApplicable'),
)
export const objectStatus: Schema<ObjectStatus> = /* @__PURE__ */ named(
  'ObjectStatus',
  /* @__PURE__ */ words('Progressing', 'Healthy', 'Unknown', 'Degraded', 'Out of Sync', 'Missing', 'In Sync', 'Suspended'),
)
export const applicationStatus: Schema<ApplicationStatus> = /* @__PURE__ */ named(
  'ApplicationStatus',
  /* @__PURE__ */ words('Progressing', 'Healthy', 'Unknown', 'Degraded', 'Out of Sync', 'Missing', 'Unavailable', 'Waiting'),
)
export const gate: Schema<Gate> = /* @__PURE__ */ words('pass', 'wait', 'fail')

const rfc3339 = /* @__PURE__ */ textLike(
  'a time as RFC 3339 writes it',
  /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d{1,20})?(?:[Zz]|[+-]\d{2}:\d{2})$/,
)
/** A time that we write. */
export const timestamp: Schema<string> = rfc3339
/** A time that callers give; in JSON there is no Date. */
export const time: Schema<Time> = /* @__PURE__ */ choice(
  'RFC 3339 text or milliseconds',
  { when: isText, is: rfc3339 },
  { when: value => typeof value === 'number', is: number },
) as Schema<unknown> as Schema<Time>

export const objectRef: Schema<ObjectRef> = /* @__PURE__ */ named(
  'ObjectRef',
  /* @__PURE__ */ object<ObjectRef>({
    group: text,
    version: text,
    kind: text,
    namespace: text,
    name: text,
    source: /* @__PURE__ */ optional(text),
  }),
)

export const problem: Schema<Problem> = /* @__PURE__ */ named(
  'Problem',
  /* @__PURE__ */ object<Problem>({
    code: /* @__PURE__ */ openWord<Problem['code']>(),
    message: text,
    source: /* @__PURE__ */ optional(text),
    document: /* @__PURE__ */ optional(integer),
    line: /* @__PURE__ */ optional(integer),
    column: /* @__PURE__ */ optional(integer),
    pointer: /* @__PURE__ */ optional(text),
  }),
)
export const problems: Schema<readonly Problem[]> = /* @__PURE__ */ list(problem)

export const cause: Schema<Cause> = /* @__PURE__ */ named(
  'Cause',
  /* @__PURE__ */ object<Cause>({
    ref: objectRef,
    reason: text,
    message: text,
    count: /* @__PURE__ */ optional(integer),
    container: /* @__PURE__ */ optional(text),
    causes: /* @__PURE__ */ optional(/* @__PURE__ */ list(/* @__PURE__ */ later((): Schema<Cause> => cause))),
  }),
)
