import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** Apache's own Spark operator: the summary of the current state; https://github.com/apache/spark-kubernetes-operator. */
export const apacheSpark: readonly DeclarativeRule[] = [
  {
    for: ['spark.apache.org/*'],
    rules: [
      {
        ...phase('status.currentState.currentStateSummary', {
          Progressing: ['Submitted', 'DriverReady', 'DriverStarted', 'DriverRequested', 'ScheduledToRestart', 'ResourceReleased'],
          Degraded: ['RunningWithBelowThresholdExecutors', '*Evicted', 'DriverReadyTimedOut', 'ExecutorsStartTimedOut'],
        }),
      },
    ],
  },
]
