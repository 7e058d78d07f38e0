import { anyObject, anything, flag, list, map, named, object, optional, text, words } from '../../policy/internal.ts'
import type { Schema } from '../../policy/internal.ts'
import type { Deployment, DeploymentStep, Source } from '../../status/index.ts'
import type { TimelineRecord } from '../timeline-record.ts'
import { time, timestamp } from './parts.ts'

const maybeText = /* @__PURE__ */ optional(text)
const maybeFlag = /* @__PURE__ */ optional(flag)
const maybeNames = /* @__PURE__ */ optional(/* @__PURE__ */ list(text))
const objects = /* @__PURE__ */ list(anyObject)
/** Objects as people have them; what is wrong in one of them is told by whoever reads it. */
const maybeObjects = /* @__PURE__ */ optional(objects)
/** The same as manifests that a deployment brings: in JSON each is any object. */
const maybeDesired = /* @__PURE__ */ optional(objects as Schema<unknown> as Schema<NonNullable<Deployment['desired']>>)

const step: Schema<DeploymentStep> = /* @__PURE__ */ named(
  'DeploymentStep',
  /* @__PURE__ */ object<DeploymentStep>({
    id: text,
    name: maybeText,
    kind: /* @__PURE__ */ optional(/* @__PURE__ */ words('manifests', 'helm', 'kustomize', 'script', 'runbook')),
    state: /* @__PURE__ */ words('applied', 'skipped', 'excluded', 'disabled', 'failed'),
    namespace: maybeText,
    source: maybeText,
    desired: maybeDesired,
  }),
)

export const deployment: Schema<Deployment> = /* @__PURE__ */ named(
  'Deployment',
  /* @__PURE__ */ object<Deployment>({
    id: text,
    state: /* @__PURE__ */ words('queued', 'waiting', 'running', 'cancelling', 'succeeded', 'failed', 'cancelled', 'timed-out'),
    at: /* @__PURE__ */ optional(time),
    reached: /* @__PURE__ */ optional(/* @__PURE__ */ words('nothing', 'partly', 'all')),
    desired: maybeDesired,
    steps: /* @__PURE__ */ optional(/* @__PURE__ */ list(step)),
  }),
)
export const deployments: Schema<readonly Deployment[]> = /* @__PURE__ */ list(deployment)

export const source: Schema<Source> = /* @__PURE__ */ named(
  'Source',
  /* @__PURE__ */ object<Source>({
    observedAt: /* @__PURE__ */ optional(time),
    synced: maybeFlag,
    listed: maybeNames,
    discovery: /* @__PURE__ */ optional(/* @__PURE__ */ words('healthy', 'partial')),
    served: maybeNames,
    namespaces: maybeNames,
    clusterScoped: maybeFlag,
    kinds: maybeNames,
    forbidden: maybeNames,
  }),
)
export const sources: Schema<Readonly<Record<string, Source>>> = /* @__PURE__ */ map(source)

export const timelineRecord: Schema<TimelineRecord> = /* @__PURE__ */ object<TimelineRecord>({
  at: timestamp,
  step: maybeText,
  phase: /* @__PURE__ */ optional(/* @__PURE__ */ words('deploying', 'deployed', 'failed')),
  desired: maybeObjects,
  list: /* @__PURE__ */ optional(
    /* @__PURE__ */ object<NonNullable<TimelineRecord['list']>>({
      apiVersion: maybeText,
      kind: maybeText,
      items: /* @__PURE__ */ list(anything),
    }),
  ),
  type: maybeText,
  object: /* @__PURE__ */ optional(anything),
})
