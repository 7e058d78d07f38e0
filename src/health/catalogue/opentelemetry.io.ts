import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { statusless } from '../rules/rows.ts'

/** OpenTelemetry operator: pods ready of all as `1/3`. */
export const opentelemetryIo: readonly DeclarativeRule[] = [
  {
    for: ['opentelemetry.io/OpenTelemetryCollector', 'opentelemetry.io/TargetAllocator', 'opentelemetry.io/OpAMPBridge'],
    rules: [
      {
        when: { field: 'spec.mode', is: 'sidecar' },
        status: 'Healthy',
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
        status: 'Progressing',
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
        status: 'Healthy',
        reason: 'Ready',
        say: '{status.scale.statusReplicas} pods are ready',
      },
    ],
  },
  { for: ['opentelemetry.io/Instrumentation'], rules: [], else: statusless },
]
