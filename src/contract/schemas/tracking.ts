import { anyObject, choice, hasOne, isObject, list, map, nullable, number, object, optional, text, integer, flag, words } from '../../policy/internal.ts'
import type { Schema } from '../../policy/internal.ts'
import type { ApplicationChange, IncidentChange, LabelChange, TrackerSnapshot } from '../../watch/index.ts'
import { deployment, source } from './inputs.ts'
import { root } from './incidents.ts'
import { applicationStatus, gate, objectRef, openWord, objectStatus, timestamp } from './parts.ts'

const label = /* @__PURE__ */ nullable(objectStatus)
const texts = /* @__PURE__ */ list(text)
const moments = /* @__PURE__ */ map(number)
const maybeNumber = /* @__PURE__ */ optional(number)

type State = NonNullable<TrackerSnapshot['state']>

const sourceState = /* @__PURE__ */ object<State['sources'][string]>({
  declared: source,
  lastSeenAt: maybeNumber,
  listed: /* @__PURE__ */ map(text),
  objects: /* @__PURE__ */ list(anyObject),
  gone: /* @__PURE__ */ map(/* @__PURE__ */ object<{ readonly version: string; readonly at: number }>({ version: text, at: number })),
  done: /* @__PURE__ */ map(anyObject),
  streamedKeys: /* @__PURE__ */ map(texts),
  pages: /* @__PURE__ */ map(
    /* @__PURE__ */ object<{ readonly version: string; readonly keys?: readonly string[] }>({
      version: text,
      keys: /* @__PURE__ */ optional(texts),
    }),
  ),
  untyped: texts,
  brokenScopes: texts,
})

const held = /* @__PURE__ */ object<State['history']['held'][string]>({ ref: objectRef, step: text })

type HeldIncident = State['incidents'][string]

const incidentSummary = /* @__PURE__ */ object<NonNullable<HeldIncident['now']>>({
  root,
  reason: /* @__PURE__ */ openWord<NonNullable<HeldIncident['now']>['reason']>(),
  message: text,
  settled: flag,
  objects: /* @__PURE__ */ list(objectRef),
})

const incidentState = /* @__PURE__ */ object<HeldIncident>({
  now: /* @__PURE__ */ optional(incidentSummary),
  since: number,
  opened: number,
  told: /* @__PURE__ */ optional(incidentSummary),
})

const drift = /* @__PURE__ */ object<NonNullable<State['labels'][string]['drift']>>({
  sign: text,
  since: number,
  told: /* @__PURE__ */ optional(text),
})

type HeldApplication = NonNullable<State['application']>

const applicationLabel = {
  status: /* @__PURE__ */ nullable(applicationStatus),
  reason: /* @__PURE__ */ openWord<HeldApplication['reason']>(),
  gate,
}

const applicationState = /* @__PURE__ */ object<HeldApplication>({
  ...applicationLabel,
  since: number,
  told: /* @__PURE__ */ optional(/* @__PURE__ */ object<NonNullable<HeldApplication['told']>>(applicationLabel)),
  illSince: maybeNumber,
  toldIllSince: maybeNumber,
})

const state = /* @__PURE__ */ object<State>({
  deployments: /* @__PURE__ */ list(deployment),
  finished: texts,
  history: /* @__PURE__ */ object<State['history']>({ held: /* @__PURE__ */ map(held), orphans: /* @__PURE__ */ map(objectRef) }),
  sources: /* @__PURE__ */ map(sourceState),
  labels: /* @__PURE__ */ map(
    /* @__PURE__ */ object<State['labels'][string]>({
      ref: objectRef,
      status: label,
      reason: text,
      since: number,
      illSince: maybeNumber,
      told: /* @__PURE__ */ optional(objectStatus),
      toldIllSince: maybeNumber,
      drift: /* @__PURE__ */ optional(drift),
    }),
  ),
  application: /* @__PURE__ */ optional(applicationState),
  incidents: /* @__PURE__ */ map(incidentState),
  cache: /* @__PURE__ */ object<State['cache']>({ questions: /* @__PURE__ */ map(texts), due: moments, invalid: moments }),
  assessedAt: maybeNumber,
  stale: texts,
  replan: flag,
  plannedAt: maybeNumber,
  touchedAt: maybeNumber,
})

export const trackerSnapshot: Schema<TrackerSnapshot> = /* @__PURE__ */ object<TrackerSnapshot>({
  version: integer,
  state: /* @__PURE__ */ optional(state),
})

const labelChange = /* @__PURE__ */ object<Omit<LabelChange, 'application' | 'incident'>>({
  ref: objectRef,
  from: label,
  to: label,
  since: timestamp,
  illSince: /* @__PURE__ */ optional(timestamp),
  reason: text,
  message: text,
})

const applicationChange = /* @__PURE__ */ object<Omit<ApplicationChange, 'incident' | 'ref'>>({
  application: flag as Schema<unknown> as Schema<true>,
  from: /* @__PURE__ */ nullable(applicationStatus),
  to: /* @__PURE__ */ nullable(applicationStatus),
  gate,
  since: timestamp,
  illSince: /* @__PURE__ */ optional(timestamp),
  reason: /* @__PURE__ */ openWord<ApplicationChange['reason']>(),
  message: text,
})

const incidentChange = /* @__PURE__ */ object<Omit<IncidentChange, 'application'>>({
  incident: text,
  to: /* @__PURE__ */ words('opened', 'changed', 'closed'),
  root,
  reason: /* @__PURE__ */ openWord<IncidentChange['reason']>(),
  message: text,
  settled: flag,
  objects: /* @__PURE__ */ list(objectRef),
  since: timestamp,
})

/** The answer of `changes()` of a tracker. */
export const labelChanges: Schema<readonly (ApplicationChange | LabelChange | IncidentChange)[]> = /* @__PURE__ */ list(
  /* @__PURE__ */ choice(
    'a change',
    { when: /* @__PURE__ */ hasOne('incident'), is: incidentChange },
    { when: /* @__PURE__ */ hasOne('application'), is: applicationChange },
    { when: isObject, is: labelChange },
  ),
)
