import type { DeclarativeRule } from '../declarative-rule.ts'

/** Observability: Prometheus and its kin, VictoriaMetrics, OpenTelemetry, Jaeger, Kiali, Datadog, Coralogix. */
export const monitoring: readonly DeclarativeRule[] = [
  {
    for: [
      'monitoring.coreos.com/Prometheus',
      'monitoring.coreos.com/PrometheusAgent',
      'monitoring.coreos.com/Alertmanager',
      'monitoring.coreos.com/ThanosRuler',
    ],
    rules: [
      { when: { field: 'spec.paused', is: true }, then: 'Suspended', reason: 'Paused', say: 'Reconciliation is paused' },
      { when: { cond: 'Reconciled', is: 'False' }, then: 'Degraded' },
      { when: { cond: 'Available', is: 'True' }, then: 'Healthy', say: "{cond.message|'All pods are ready'}" },
      {
        when: { cond: 'Available', is: ['False', 'Degraded'], reason: 'SomePodsNotReady' },
        then: 'Progressing',
        reason: 'SomePodsNotReady',
      },
      { when: { cond: 'Available', is: ['False', 'Degraded'] }, then: 'Degraded', reason: 'NotAvailable' },
      { when: { cond: ['Available', 'Reconciled'], is: 'Unknown' }, then: 'Progressing', reason: 'AvailableUnknown' },
    ],
  },
  {
    for: ['monitoring.coreos.com/*'],
    rules: [
      {
        when: { any: 'status.bindings', where: { cond: 'Accepted', is: 'False', in: 'conditions' } },
        then: 'Degraded',
        reason: 'NotAccepted',
        say: "Not accepted by {items.name}: {cond.message|cond.reason|'no reason given'}",
      },
      {
        when: { any: 'status.bindings', where: { cond: 'Accepted', is: 'True', in: 'conditions' } },
        then: 'Healthy',
        reason: 'Accepted',
        say: 'Accepted by {items.name}',
      },
    ],
    else: { then: 'NotApplicable', reason: 'Statusless', say: '' },
  },
  {
    for: ['operator.victoriametrics.com/*'],
    rules: [
      { when: { field: 'spec.paused', is: true }, then: 'Suspended', reason: 'Paused', say: 'Reconciliation is paused' },
      {
        field: 'status.updateStatus',
        words: { Healthy: ['operational'], Degraded: ['failed'], Progressing: ['expanding'], Suspended: ['paused'] },
        say: "{status.reason|'The operator is at: '}{status.reason|value}",
      },
      {
        field: 'status.status',
        words: { Healthy: ['operational'], Degraded: ['failed'], Progressing: ['expanding'] },
        say: '{status.reason|value}',
      },
      {
        field: 'status.clusterStatus',
        words: { Healthy: ['operational'], Degraded: ['failed'], Progressing: ['expanding'] },
        say: '{status.reason|value}',
      },
    ],
  },
  {
    for: ['opentelemetry.io/OpenTelemetryCollector', 'opentelemetry.io/TargetAllocator', 'opentelemetry.io/OpAMPBridge'],
    rules: [
      {
        when: { field: 'spec.mode', is: 'sidecar' },
        then: 'Healthy',
        reason: 'Sidecar',
        say: 'It is injected as a sidecar and runs no pods of its own',
      },
      {
        when: {
          compare: [
            { split: 'status.scale.statusReplicas', by: '/', part: 0 },
            '<',
            { split: 'status.scale.statusReplicas', by: '/', part: 1 },
          ],
        },
        then: 'Progressing',
        reason: 'WaitingForPods',
        say: '{status.scale.statusReplicas} pods are ready',
      },
      {
        when: {
          compare: [
            { split: 'status.scale.statusReplicas', by: '/', part: 0 },
            '>=',
            { split: 'status.scale.statusReplicas', by: '/', part: 1 },
          ],
        },
        then: 'Healthy',
        reason: 'Ready',
        say: '{status.scale.statusReplicas} pods are ready',
      },
    ],
  },
  { for: ['opentelemetry.io/Instrumentation'], rules: [], else: { then: 'NotApplicable', reason: 'Statusless', say: '' } },
  {
    for: ['jaegertracing.io/Jaeger'],
    rules: [{ field: 'status.phase', words: { Healthy: ['Running'], Degraded: ['Failed'], Progressing: [''] } }],
  },
  {
    for: ['kiali.io/*'],
    rules: [
      { when: { cond: 'Failure', is: 'True' }, then: 'Degraded' },
      { when: { cond: 'Successful', is: 'True' }, then: 'Healthy' },
      { when: { cond: 'Running', is: 'True', reason: 'Successful' }, then: 'Healthy' },
      { when: { cond: 'Running', is: 'True' }, then: 'Progressing' },
    ],
  },
  {
    for: ['datadoghq.com/DatadogMetric'],
    rules: [
      { when: { cond: 'Error', is: 'True' }, then: 'Degraded' },
      { when: { cond: 'Valid', is: 'False' }, then: 'Degraded' },
      { when: { cond: 'Valid', is: 'True' }, then: 'Healthy', say: 'The metric is fetched' },
    ],
  },
  {
    for: ['datadoghq.com/DatadogMonitor'],
    rules: [
      { when: { cond: 'Error', is: 'True' }, then: 'Degraded' },
      { when: { cond: ['Active', 'Created'], is: 'True' }, then: 'Healthy', say: 'The monitor is in place' },
    ],
  },
  {
    for: ['coralogix.com/*'],
    rules: [
      { when: { cond: 'RemoteSynced', is: 'True' }, then: 'Healthy' },
      { when: { cond: 'RemoteSynced', is: 'False' }, then: 'Degraded' },
      { when: { cond: 'RemoteSynced' }, then: 'Progressing', reason: 'NotSynced' },
      { when: { field: 'status.id', empty: false }, then: 'Healthy', reason: 'Created', say: 'It exists at Coralogix' },
    ],
  },
]
