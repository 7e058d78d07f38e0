import type { DeclarativeRule } from '../declarative-rule.ts'

/** Humio (LogScale): states. */
export const humio: readonly DeclarativeRule[] = [
  {
    for: ['core.humio.com/*'],
    rules: [
      {
        field: 'status.state',
        words: {
          Healthy: ['Exists', 'Running'],
          Degraded: ['ConfigError'],
          Missing: ['NotFound'],
          Progressing: ['Restarting', 'Upgrading', 'Pending', 'Bootstrapping', 'NotReady', 'Initializing'],
          Unknown: ['Unknown'],
        },
        say: ['The state is {value}: {status.message}', 'The state is {value}'],
      },
    ],
  },
]
