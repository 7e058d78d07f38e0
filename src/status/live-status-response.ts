import { type Check, aFunction, aTime, expect, someOptions } from '../model/expect.ts'
import type { ObjectRef } from '../model/identity.ts'
import { listOf, recordOf, recordsOf, textOf } from '../model/read.ts'
import type { Time } from '../model/scalars/time.ts'
import { millisecondsOf, timestamp } from '../model/scalars/time.ts'
import { total } from '../model/total.ts'
import type { ApplicationStatus, HealthStatus, ObjectStatus, SyncStatus } from '../model/statuses.ts'
import { anAssessment } from '../model/statuses.ts'
import type { Shown } from '../redact/index.ts'
import { aShown } from '../redact/internal.ts'
import type { ApplicationAssessment } from './application-assessment.ts'
import { bySource } from './observations.ts'
import { objectStatus } from './object-status.ts'
import type { ObjectAssessment } from './object-assessment.ts'
import { rollUp, countLabels } from './roll-up.ts'

/** One object as newer servers of the product answer it (`…/livestatus`, 2025.3 and later): two axes and no combined label. */
export interface LiveStatusResource {
  readonly Name: string
  readonly Namespace?: string
  readonly Group: string
  readonly Kind: string
  readonly HealthStatus: string
  readonly HealthStatusMessage?: string
  /** Null for children, which nobody deployed. */
  readonly SyncStatus: string | null
  readonly SyncStatusMessage?: string
  readonly MachineId: string
  readonly Children: readonly LiveStatusResource[]
}

/** The answer of such a server for one application: objects by deployment target, and the whole. */
export interface LiveStatusResponse {
  readonly MachineStatuses: readonly {
    readonly MachineId: string
    readonly Status: string
    readonly Resources: readonly LiveStatusResource[]
  }[]
  readonly Summary: {
    readonly Status: string
    readonly HealthStatus: string
    readonly SyncStatus: string
    readonly LastUpdated: string
    readonly TotalOrphanCount: number
  }
}

/**
 * An assessment in the JSON shape of the product's newer API. Labels are written without spaces there; where a deployment has not
 * completed both axes say so; nothing monitored is `NotSupported`, last updated in 1970; a target's status is that of its health alone.
 *
 * @param assessment what `assessApplication` or a tracker gave with a redactor.
 * @param options `lastUpdated`: when the application was last observed. `machineId`: the deployment target of a source; its name where absent.
 * @returns the body of the answer, plain JSON.
 *
 * Source: the answer of the product's live status API, as its clients read it.
 *
 * @example
 * ```ts
 * import { createRedactor } from 'live-object-status/redact'
 * import { assessApplication, toLiveStatus } from 'live-object-status/status'
 *
 * const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } }
 * const response = toLiveStatus(assessApplication({ desired: [settings], live: [] }, { redactor: createRedactor([]) }), { lastUpdated: '2026-11-23T10:00:00Z' })
 * response.Summary.Status // => 'Missing'
 * response.MachineStatuses[0].Resources[0].SyncStatus // => 'OutOfSync'
 * ```
 */
export const toLiveStatus = (
  assessment: Shown<ApplicationAssessment>,
  options: { readonly lastUpdated?: Time; readonly machineId?: (source: string) => string } = {},
): LiveStatusResponse => {
  expect('assessment', aShownAssessment, assessment)
  expect('options', someLiveStatusOptions, options)
  const { lastUpdated, machineId = source => source } = options
  const { status, health, sync, reason, objects, orphans } = assessment
  const deployed = bySource(objects)
  const all = bySource([...objects, ...orphans])
  const sources = [...all.keys()].sort()
  const pending = status === 'Waiting' || status === 'Unavailable' ? status : undefined
  return {
    MachineStatuses: sources.map(source => ({
      MachineId: machineId(source),
      Status: rollUp(countLabels(deployed.get(source) ?? []), 'health-only'),
      Resources: (all.get(source) ?? []).map(object => makeResource(object, machineId(source))),
    })),
    Summary: {
      Status: status === null ? 'NotSupported' : word(status),
      HealthStatus: pending ?? (reason === 'Stale' ? 'Stale' : health),
      SyncStatus: pending ?? sync,
      LastUpdated: timestamp(status === null ? 0 : (millisecondsOf(lastUpdated) ?? 0)),
      TotalOrphanCount: orphans.length,
    },
  }
}

const someLiveStatusOptions = /* @__PURE__ */ someOptions<NonNullable<Parameters<typeof toLiveStatus>[1]>>(() => ({
  lastUpdated: aTime,
  machineId: aFunction,
}))

const aShownAssessment: Check = /* @__PURE__ */ (value: unknown) =>
  anAssessment(value) ?? aShown('an answer made with a redactor, which it carries')(value)

const word = (label: ApplicationStatus): string => (label === 'Out of Sync' ? 'OutOfSync' : label)

const makeResource = ({ ref, health, sync, children }: Shown<ObjectAssessment>, machine: string): LiveStatusResource => ({
  Name: ref.name,
  ...(ref.namespace === '' ? undefined : { Namespace: ref.namespace }),
  Group: ref.group,
  Kind: ref.kind,
  HealthStatus: health.reason === 'Stale' ? 'Stale' : health.status,
  ...(health.message === '' ? undefined : { HealthStatusMessage: health.message }),
  SyncStatus: sync.status === 'NotApplicable' ? null : sync.status,
  ...(sync.message === '' ? undefined : { SyncStatusMessage: sync.message }),
  MachineId: machine,
  Children: children.map(child => makeResource(child, machine)),
})

/** One object as a server's answer tells it, with the combined label that it leaves out. */
export interface ReportedObject {
  readonly ref: ObjectRef
  readonly status: ObjectStatus
  readonly health: { readonly status: HealthStatus; readonly message: string }
  readonly sync: { readonly status: SyncStatus; readonly message: string }
  readonly orphaned?: boolean
  readonly children: readonly ReportedObject[]
}

/** An application as a server's answer tells it. */
export interface ReportedApplication {
  readonly status: ApplicationStatus | null
  readonly health: HealthStatus
  readonly sync: SyncStatus
  /** Absent where nothing is monitored. */
  readonly lastUpdated?: string
  readonly objects: readonly ReportedObject[]
  readonly orphans: readonly ReportedObject[]
}

/**
 * Reads an answer of the product's newer API: any JSON; words that it does not know are Unknown.
 *
 * @param response the body as it came, parsed.
 * @returns what it says in the words of this library; nothing is thrown, and what cannot be read is Unknown.
 *
 * Source: the answer of the product's live status API, as its clients read it.
 *
 * @example
 * ```ts
 * import { fromLiveStatus } from 'live-object-status/status'
 *
 * const resource = { Name: 'web', Kind: 'Deployment', HealthStatus: 'Healthy', SyncStatus: 'OutOfSync', MachineId: 'Machines-1', Children: [] }
 * const reported = fromLiveStatus({ MachineStatuses: [{ MachineId: 'Machines-1', Status: 'Healthy', Resources: [resource] }], Summary: { Status: 'Healthy' } })
 * reported.objects[0].status // => 'Out of Sync'
 * reported.status // => 'Healthy'
 * ```
 */
export const fromLiveStatus = (response: unknown): ReportedApplication =>
  total(
    () => reportedApplication(response),
    () => reportedApplication(undefined),
  )

const reportedApplication = (response: unknown): ReportedApplication => {
  const summary = recordOf(recordOf(response)['Summary'])
  const all = recordsOf(recordOf(response)['MachineStatuses']).flatMap(machine =>
    listOf(machine['Resources']).map(resource => reported(resource, textOf(machine['MachineId']) ?? '', 0)),
  )
  const tally = countLabels(all.filter(({ orphaned }) => orphaned !== true))
  const status = APPLICATION.get(textOf(summary['Status']) ?? '')
  const updated = textOf(summary['LastUpdated'])
  return {
    status: status === undefined ? 'Unknown' : status,
    health:
      HEALTH.get(textOf(summary['HealthStatus']) ?? '') ?? (all.length === 0 ? 'NotApplicable' : wireHealth(rollUp(tally, 'health-only'))),
    sync:
      SYNC.get(textOf(summary['SyncStatus']) ?? '') ??
      (all.length === 0 ? 'NotApplicable' : tally.sync.OutOfSync > 0 ? 'OutOfSync' : 'Unknown'),
    ...(updated === undefined || status === null ? undefined : { lastUpdated: updated }),
    objects: all.filter(({ orphaned }) => orphaned !== true),
    orphans: all.filter(({ orphaned }) => orphaned === true),
  }
}

const wireHealth = (label: string): HealthStatus => HEALTH.get(label) ?? 'Unknown'

/** Chains of owners are a few objects long; a deeper answer was not written by a server. */
const DEEPEST = 32

const reported = (resource: unknown, machine: string, depth: number): ReportedObject => {
  const record = recordOf(resource)
  const text = (key: string): string => textOf(record[key]) ?? ''
  const health = HEALTH.get(text('HealthStatus')) ?? 'Unknown'
  const sync =
    record['SyncStatus'] === null || record['SyncStatus'] === undefined ? 'NotApplicable' : (SYNC.get(text('SyncStatus')) ?? 'Unknown')
  const ref = { group: text('Group'), version: '', kind: text('Kind'), namespace: text('Namespace'), name: text('Name') }
  return {
    ref: machine === '' ? ref : { ...ref, source: machine },
    status: objectStatus({ fresh: text('HealthStatus') !== 'Stale', health, sync }),
    health: { status: health, message: text('HealthStatusMessage') },
    sync: { status: sync, message: text('SyncStatusMessage') },
    ...(sync === 'Orphaned' ? { orphaned: true } : undefined),
    children: depth >= DEEPEST ? [] : listOf(record['Children']).map(child => reported(child, machine, depth + 1)),
  }
}

/** The words of the API. `Available` is what it says of kinds without health, `GitDrift` what it says of Argo CD's applications. */
const HEALTH: ReadonlyMap<string, HealthStatus> = new Map([
  ['Healthy', 'Healthy'],
  ['Progressing', 'Progressing'],
  ['Degraded', 'Degraded'],
  ['Suspended', 'Suspended'],
  ['Missing', 'Missing'],
  ['Unknown', 'Unknown'],
  ['Stale', 'Unknown'],
  ['NotApplicable', 'NotApplicable'],
  ['Available', 'NotApplicable'],
  ['NotSupported', 'NotApplicable'],
])
const SYNC: ReadonlyMap<string, SyncStatus> = new Map([
  ['InSync', 'InSync'],
  ['OutOfSync', 'OutOfSync'],
  ['GitDrift', 'OutOfSync'],
  ['Unknown', 'Unknown'],
  ['Orphaned', 'Orphaned'],
  ['NotApplicable', 'NotApplicable'],
  ['NotSupported', 'NotApplicable'],
])
const APPLICATION: ReadonlyMap<string, ApplicationStatus | null> = new Map<string, ApplicationStatus | null>([
  ['Progressing', 'Progressing'],
  ['Healthy', 'Healthy'],
  ['Unknown', 'Unknown'],
  ['Stale', 'Unknown'],
  ['Degraded', 'Degraded'],
  ['OutOfSync', 'Out of Sync'],
  ['Missing', 'Missing'],
  ['Unavailable', 'Unavailable'],
  ['Waiting', 'Waiting'],
  ['NotSupported', null],
  ['NotApplicable', null],
])
