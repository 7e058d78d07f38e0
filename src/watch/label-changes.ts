import type { ObjectRef } from '../model/identity.ts'
import { timestamp } from '../model/scalars/time.ts'
import { needsLook } from '../model/statuses.ts'
import type { ApplicationAssessment, ObjectAssessment } from '../status/index.ts'
import { createTexts, shownRef } from '../status/internal.ts'
import type { ManagedObjects } from '../status/internal.ts'
import { signDrift } from '../sync/internal.ts'
import type { ApplicationChange, LabelChange } from './tracker.ts'
import type { ApplicationLabel, DriftState, LabelState } from './tracker-snapshot.ts'
import type { TrackerWork } from './tracker-state.ts'

interface Noted {
  readonly managed: ManagedObjects
  readonly objects: readonly ObjectAssessment[]
  readonly orphans: readonly ObjectAssessment[]
  /** The keys that were looked at; all where undefined. */
  readonly keys: ReadonlyMap<string, number> | undefined
}

/** Notes since when each object has its label, and its drift; `timeOf` tells when what changed an object happened. */
export const noteLabels = (state: TrackerWork, { managed, objects, orphans, keys }: Noted, timeOf: (key: string) => number): void => {
  const note = (key: string, ref: ObjectRef, assessment: ObjectAssessment): void => {
    const { status, reason } = assessment
    const before = state.labels.get(key)
    const { comparison } = assessment
    const sign = assessment.sync.status === 'OutOfSync' && comparison !== undefined ? signDrift(comparison) : undefined
    if (before?.status === status && before.reason === reason && before.drift?.sign === sign) return
    const since = before?.status === status ? before.since : timeOf(key)
    state.labels.set(key, {
      ref,
      status,
      reason,
      since,
      ...nextIll(before, needsLook({ status }), since),
      ...whatWasTold(before),
      ...nextDrift(before, sign, timeOf(key)),
    })
  }
  for (const key of keys?.keys() ?? state.slots.keys()) {
    const place = state.slots.get(key)
    const assessment = place === undefined ? undefined : { objects, orphans }[place.list][place.index]
    // The identity as it is, not as it is shown: labels outlive the redactor.
    if (place !== undefined && assessment !== undefined) note(key, place.object.ref, assessment)
  }
  if (keys !== undefined) return
  for (const [key, label] of state.labels) {
    if (managed.keys.has(key) || label.status === null) continue
    const { drift: _, illSince: __, ...rest } = label
    if (label.told === undefined) state.labels.delete(key)
    else state.labels.set(key, { ...rest, status: null, reason: 'NotShown', since: timeOf(key) })
  }
}

/** Since when it is ill: it goes on while one bad label follows another. */
const nextIll = (
  before: { readonly illSince?: number } | undefined,
  isIll: boolean,
  time: number,
): { readonly illSince?: number } | undefined => (isIll ? { illSince: before?.illSince ?? time } : undefined)

const whatWasTold = <Status>(
  before: { readonly told?: Status; readonly toldIllSince?: number } | undefined,
): { readonly told?: Status; readonly toldIllSince?: number } => ({
  ...(before?.told === undefined ? undefined : { told: before.told }),
  ...(before?.toldIllSince === undefined ? undefined : { toldIllSince: before.toldIllSince }),
})

const nextDrift = (before: LabelState | undefined, sign: string | undefined, time: number): { readonly drift?: DriftState } | undefined => {
  if (sign === undefined) return undefined
  const { drift } = before ?? {}
  if (drift?.sign === sign) return { drift }
  return { drift: { sign, since: time, ...(drift?.told === undefined ? undefined : { told: drift.told }) } }
}

/** Since when it is, or was, ill as far as anybody was told: who was told of an illness, and of no end of it, pairs its end with what they know. */
const toldSpell = ({
  illSince,
  toldIllSince = illSince,
}: {
  readonly illSince?: number
  readonly toldIllSince?: number
}): number | undefined => toldIllSince

/** True for what became ill too short a time ago to be told. What is ill already as far as was told changes at once. */
const isPending = ({ illSince, toldIllSince }: { readonly illSince?: number; readonly toldIllSince?: number }, latest: number): boolean =>
  illSince !== undefined && toldIllSince === undefined && illSince > latest

/**
 * Tells what changed its label or its drift since the last call, in the order of the application's objects; what it does not show any more comes last. What has
 * become ill after `latest` waits.
 */
export const labelChanges = (state: TrackerWork, latest: number): readonly LabelChange[] => {
  const keys = new Set([...state.slots.keys(), ...state.labels.keys()])
  const { showing } = state
  const text = showing && createTexts(showing).text
  return [...keys].flatMap(key => {
    const label = state.labels.get(key)
    if (label === undefined || isPending(label, latest)) return []
    const { status, told = null, drift } = label
    const isOtherDrift = told === status && drift !== undefined && drift.told !== undefined && drift.told !== drift.sign
    if (status === null) state.labels.delete(key)
    else if (told !== status || drift?.told !== drift?.sign) state.labels.set(key, tell({ ...label, status }))
    if (told === status && !isOtherDrift) return []
    return [describeChange(label, { text, message: messageAbout(state, key), since: isOtherDrift ? drift.since : label.since })]
  })
}

interface ToldLabel {
  readonly text: ((text: string) => string) | undefined
  readonly message: string
  readonly since: number
}

const describeChange = (label: LabelState, { text = asIs, message, since }: ToldLabel): LabelChange => {
  const illSince = toldSpell(label)
  return {
    ref: text === asIs ? label.ref : shownRef(label.ref, text),
    from: label.told ?? null,
    to: label.status,
    since: timestamp(since),
    ...(illSince === undefined ? undefined : { illSince: timestamp(illSince) }),
    reason: text(label.reason),
    message,
  }
}

const asIs = (text: string): string => text

const tell = ({ ref, status, reason, since, illSince, toldIllSince = illSince, drift }: LabelState): LabelState => ({
  ref,
  status,
  reason,
  since,
  ...(status === null ? undefined : { told: status }),
  ...(illSince === undefined ? undefined : { illSince, toldIllSince }),
  ...(drift === undefined ? undefined : { drift: { ...drift, told: drift.sign } }),
})

const messageAbout = ({ slots, last }: TrackerWork, key: string): string => {
  const place = slots.get(key)
  return place === undefined ? '' : (last?.[place.list][place.index]?.message ?? '')
}

/** Notes since when the application has its label, reason and gate; `time` is when what changed it happened. */
export const noteApplication = (state: TrackerWork, { status, reason, gate }: ApplicationAssessment, time: number): void => {
  const before = state.application
  const now: ApplicationLabel = { status, reason, gate }
  if (before !== undefined && isSame(before, now)) return
  state.application = { ...now, since: time, ...nextIll(before, isIllApplication(now), time), ...whatWasTold(before) }
}

/** Waiting for a deployment that runs is no trouble, nor is an application without anything. */
const isIllApplication = ({ status }: ApplicationLabel): boolean =>
  status !== null && status !== 'Waiting' && (status === 'Unavailable' || needsLook({ status }))

/** Tells what changed of the application since the last call: one change, or none. What has become ill after `latest` waits. */
export const applicationChanges = (
  state: TrackerWork,
  { message }: ApplicationAssessment,
  latest: number,
): readonly ApplicationChange[] => {
  if (state.application === undefined || isPending(state.application, latest)) return []
  const spell = toldSpell(state.application)
  const { told, toldIllSince: _, since, illSince, ...now } = state.application
  if (told !== undefined && isSame(told, now)) return []
  state.application = { ...now, since, told: now, ...(illSince === undefined ? undefined : { illSince, toldIllSince: spell ?? illSince }) }
  const { status: to, reason, gate } = now
  const when = { since: timestamp(since), ...(spell === undefined ? undefined : { illSince: timestamp(spell) }) }
  return [{ application: true, from: told?.status ?? null, to, gate, ...when, reason, message }]
}

const isSame = (a: ApplicationLabel, b: ApplicationLabel): boolean => a.status === b.status && a.reason === b.reason && a.gate === b.gate
