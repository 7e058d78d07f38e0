import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { statusless } from '../rules/rows.ts'

/** Prometheus operator: Available and Reconciled of what it runs, bindings of what it configures; https://prometheus-operator.dev/docs/api-reference. */
export const monitoringCoreosCom: readonly DeclarativeRule[] = [
  {
    for: [
      'monitoring.coreos.com/Prometheus',
      'monitoring.coreos.com/PrometheusAgent',
      'monitoring.coreos.com/Alertmanager',
      'monitoring.coreos.com/ThanosRuler',
    ],
    rules: [
      { when: { cond: 'Reconciled', is: 'False' }, status: 'Degraded' },
      { when: { cond: 'Available', is: 'True' }, status: 'Healthy' },
      {
        when: { cond: 'Available', is: ['False', 'Degraded'], reason: 'SomePodsNotReady' },
        status: 'Progressing',
        reason: 'SomePodsNotReady',
      },
      { when: { cond: 'Available', is: ['False', 'Degraded'] }, status: 'Degraded' },
      { when: { cond: ['Available', 'Reconciled'], is: 'Unknown' }, status: 'Progressing' },
    ],
  },
  {
    for: ['monitoring.coreos.com/*'],
    rules: [
      {
        when: { any: 'status.bindings', where: { cond: 'Accepted', is: 'False', in: 'conditions' } },
        status: 'Degraded',
        reason: 'NotAccepted',
        say: "Not accepted by {items.name}: {cond.message|cond.reason|'no reason given'}",
      },
      {
        when: { any: 'status.bindings', where: { cond: 'Accepted', is: 'True', in: 'conditions' } },
        status: 'Healthy',
        reason: 'Accepted',
        say: 'Accepted by {items.name}',
      },
      {
        when: { field: 'status.bindings', empty: false },
        status: 'Progressing',
        reason: 'NotSeen',
        say: 'Nobody has looked at its latest change yet',
      },
    ],
    else: statusless,
  },
]
