import { choice, flag, hasOne, isObject, list, named, object, optional, text, words } from '../../policy/internal.ts'
import type { Schema } from '../../policy/internal.ts'
import type { Explained, ExternalRoot, Incident, Step, Suspect } from '../../status/index.ts'
import { healthStatus, objectRef, openWord, timestamp } from './parts.ts'

const maybeText = /* @__PURE__ */ optional(text)

const externalRoot = /* @__PURE__ */ object<ExternalRoot>({ external: /* @__PURE__ */ openWord<ExternalRoot['external']>(), name: text })

export const root: Schema<Incident['root']> = /* @__PURE__ */ choice(
  'an object or what is outside of the cluster',
  { when: /* @__PURE__ */ hasOne('external'), is: externalRoot },
  { when: isObject, is: objectRef },
)

const step = /* @__PURE__ */ object<Step>({
  from: objectRef,
  to: /* @__PURE__ */ choice('an object or a name', { when: isObject, is: objectRef }, { when: () => true, is: text }),
  by: /* @__PURE__ */ openWord<Step['by']>(),
  field: text,
  quote: maybeText,
})

const explained = /* @__PURE__ */ object<Explained>({ ref: objectRef, whole: flag, via: /* @__PURE__ */ list(step) })

export const incident: Schema<Incident> = /* @__PURE__ */ named(
  'Incident',
  /* @__PURE__ */ object<Incident>({
    id: text,
    root,
    exists: flag,
    reason: /* @__PURE__ */ openWord<Incident['reason']>(),
    sure: /* @__PURE__ */ words('stated', 'linked'),
    status: healthStatus,
    message: text,
    since: /* @__PURE__ */ optional(timestamp),
    explains: /* @__PURE__ */ list(explained),
    settled: flag,
    remedy: maybeText,
    command: /* @__PURE__ */ optional(/* @__PURE__ */ list(text)),
  }),
)

export const suspect: Schema<Suspect> = /* @__PURE__ */ object<Suspect>({ of: text, cause: objectRef, message: text })
