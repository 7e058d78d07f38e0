import type { ObjectRef } from '../../model/identity.ts'
import type { Redacted } from '../../model/safe-content.ts'
import { applicationStatuses, objectStatuses } from '../../model/statuses.ts'
import type { HealthStatus, SyncStatus } from '../../model/statuses.ts'
import type { Shown } from '../../redact/index.ts'
import type { ApplicationAssessment } from '../../status/index.ts'
import { someMetricOptions } from './text-options.ts'
import type { MetricOptions } from './text-options.ts'
import { renderSafely } from './text-report.ts'
import type { TextObject, TextReport } from './text-report.ts'

/**
 * The status of an application as metrics in the text format of OpenMetrics, which Prometheus reads: the states of the application, how many objects have each label,
 * incidents with what they explain, and of each object its label, both axes, how many fields differ and how old it is.
 *
 * @param application what `assessApplication` or a tracker said with a redactor
 * @param options `title`, the label `application` of every sample; `now` and `live` for ages
 * @returns the exposition with its `# EOF`, or why it is withheld. Label values have passed the redactor and are escaped.
 * @throws TypeError where the answer was made without a redactor, or with one and crossed a wire: see `trustAsShown`.
 *
 * Source: OpenMetrics 1.0 (`application/openmetrics-text; version=1.0.0`).
 *
 * @example
 * ```ts
 * import { createRedactor } from 'live-object-status/redact'
 * import { assessApplication } from 'live-object-status/status'
 * import { renderOpenMetrics } from 'live-object-status/report'
 *
 * const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } }
 * const metrics = renderOpenMetrics(assessApplication({ desired: [settings], live: [] }, { redactor: createRedactor([]) }))
 * metrics.visible && metrics.value.includes('live_object_status_objects{status="Missing"} 1') // => true
 * ```
 */
export const renderOpenMetrics = (application: Shown<ApplicationAssessment>, options: MetricOptions = {}): Redacted<string> =>
  renderSafely(application, { options, fits: someMetricOptions }, expose)

type MetricLabels = Readonly<Record<string, string>>

interface MetricSample {
  readonly labels: MetricLabels
  readonly value: number
}

interface MetricFamily {
  readonly name: string
  readonly type: 'gauge' | 'stateset' | 'info'
  readonly help: string
  readonly unit?: string
  readonly samples: readonly MetricSample[]
}

const PREFIX = 'live_object_status'

const expose = (report: TextReport): string => {
  const base: MetricLabels = report.title === '' ? {} : { application: report.title }
  const families = [
    ...applicationFamilies(report, base),
    ...incidentFamilies(report, base),
    ...objectFamilies(report, base),
    ...policyFamily(report, base),
  ]
  return [...families.flatMap(familyLines), '# EOF', ''].join('\n')
}

const familyLines = ({ name, type, help, unit, samples }: MetricFamily): readonly string[] => [
  `# TYPE ${name} ${type}`,
  ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
  `# HELP ${name} ${help}`,
  ...mergeAlike(samples).map(([labels, value]) => `${name}${type === 'info' ? '_info' : ''}${labels} ${value}`),
]

/** Objects that are shown under one name would be one series twice, which no reader takes. */
const mergeAlike = (samples: readonly MetricSample[]): readonly (readonly [labels: string, value: number])[] => {
  const merged = new Map<string, number>()
  for (const { labels, value } of samples) merged.set(labelsText(labels), Math.max(value, merged.get(labelsText(labels)) ?? 0))
  return [...merged]
}

const labelsText = (labels: MetricLabels): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

/** The three characters that are escaped in a label value; what is no Unicode is replaced. */
const escaped = (value: string): string =>
  value
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')

const HEALTH: readonly HealthStatus[] = ['Healthy', 'Progressing', 'Degraded', 'Suspended', 'Missing', 'Unknown', 'NotApplicable']
const SYNC: readonly SyncStatus[] = ['InSync', 'OutOfSync', 'Unknown', 'Orphaned', 'NotApplicable']

/** All states of a closed set, of which one is 1. */
const stateSet = (name: string, help: string, states: readonly string[], current: string | null, base: MetricLabels): MetricFamily => ({
  name: `${PREFIX}_${name}`,
  type: 'stateset',
  help,
  samples: states.map(state => ({ labels: { ...base, [`${PREFIX}_${name}`]: state }, value: state === current ? 1 : 0 })),
})

const applicationFamilies = ({ status, health, sync, counts, orphans }: TextReport, base: MetricLabels): readonly MetricFamily[] => [
  stateSet(
    'application_status',
    'The label of the application.',
    applicationStatuses.map(each => each.status),
    status,
    base,
  ),
  stateSet('application_health', 'The health axis of the application by itself.', HEALTH, health, base),
  stateSet('application_sync', 'The sync axis of the application by itself.', SYNC, sync, base),
  {
    name: `${PREFIX}_objects`,
    type: 'gauge',
    help: 'How many objects that count have each label.',
    samples: objectStatuses.map(each => ({ labels: { ...base, status: each.status }, value: counts[each.status] })),
  },
  {
    name: `${PREFIX}_orphans`,
    type: 'gauge',
    help: 'How many objects of an earlier release are still there.',
    samples: [{ labels: base, value: orphans.length }],
  },
]

const incidentFamilies = ({ causes }: TextReport, base: MetricLabels): readonly MetricFamily[] => [
  { name: `${PREFIX}_incidents`, type: 'gauge', help: 'How many causes there are.', samples: [{ labels: base, value: causes.length }] },
  {
    name: `${PREFIX}_incident_explained_objects`,
    type: 'gauge',
    help: 'How many objects are ill because of a cause.',
    samples: causes.map(({ id, root, reason, explained }) => ({
      labels: { ...base, incident: id, reason, ...rootLabels(root) },
      value: explained,
    })),
  },
]

const rootLabels = (root: TextReport['causes'][number]['root']): MetricLabels =>
  'external' in root
    ? { root_group: '', root_kind: root.external, root_namespace: '', root_name: root.name }
    : { root_group: root.group, root_kind: root.kind, root_namespace: root.namespace, root_name: root.name }

const objectFamilies = ({ objects }: TextReport, base: MetricLabels): readonly MetricFamily[] => {
  const family = (name: string, help: string, read: (object: TextObject) => MetricLabels | number | undefined): MetricFamily => ({
    name: `${PREFIX}_object_${name}`,
    type: 'gauge',
    help,
    samples: objects.flatMap(object => {
      const found = read(object)
      const labels = { ...base, ...refLabels(object.ref) }
      if (found === undefined) return []
      return [typeof found === 'number' ? { labels, value: found } : { labels: { ...labels, ...found }, value: 1 }]
    }),
  })
  return [
    family('status', 'The label of an object: 1 under the one that it has.', ({ status }) => ({ status })),
    family('health', 'The health axis of an object: 1 under the state that it has.', ({ health }) => ({ health })),
    family('sync', 'The sync axis of an object: 1 under the state that it has.', ({ sync }) => ({ sync })),
    family('differences', 'How many fields differ from what was deployed.', ({ differences }) => differences),
    { ...family('age_seconds', 'How long ago an object was created.', ({ seconds }) => seconds), unit: 'seconds' },
  ]
}

/** Counts what a policy silenced, so that no dashboard shows green without a word of it. */
const policyFamily = ({ policy }: TextReport, base: MetricLabels): readonly MetricFamily[] =>
  policy === ''
    ? []
    : [
        {
          name: `${PREFIX}_policy`,
          type: 'info',
          help: 'What the policy of the user silenced.',
          samples: [{ labels: { ...base, says: policy }, value: 1 }],
        },
      ]

const refLabels = ({ group, kind, namespace, name, source }: ObjectRef): MetricLabels => ({
  group,
  kind,
  namespace,
  name,
  ...(source === undefined || source === '' ? undefined : { source }),
})
