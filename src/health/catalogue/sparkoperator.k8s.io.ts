import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** Spark operator: the state of the application, and whether its executors are there. */
export const sparkoperatorK8sIo: readonly DeclarativeRule[] = [
  {
    for: ['sparkoperator.k8s.io/SparkApplication'],
    rules: [
      {
        when: [
          { field: 'status.applicationState.state', is: 'RUNNING' },
          { field: 'spec.dynamicAllocation.enabled', not: true },
          { field: 'spec.sparkConf[spark.dynamicAllocation.enabled]', not: ['true', true] },
          { field: 'spec.sparkConf[spark.streaming.dynamicAllocation.enabled]', not: ['true', true] },
          {
            compare: [
              { count: 'status.executorState', where: { field: '.', is: ['RUNNING', 'COMPLETED'] } },
              '<',
              'spec.executor.instances',
            ],
          },
        ],
        status: 'Progressing',
        reason: 'WaitingForExecutors',
        say: 'Not all of {spec.executor.instances} executors are running',
      },
      {
        ...phase('status.applicationState.state', { Degraded: ['UNKNOWN'], Progressing: ['INVALIDATING'] }),
      },
    ],
  },
  {
    for: ['sparkoperator.k8s.io/ScheduledSparkApplication'],
    rules: [phase('status.scheduleState', { Healthy: ['Validating'] })],
  },
]
