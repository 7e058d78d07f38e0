import type { DeclarativeRule } from '../declarative-rule.ts'

/** NetApp Trident: the last operation, and states. */
export const tridentNetappIo: readonly DeclarativeRule[] = [
  {
    for: ['trident.netapp.io/TridentBackendConfig'],
    rules: [
      {
        when: { field: 'status.lastOperationStatus', is: 'Failed' },
        status: 'Degraded',
        reason: 'OperationFailed',
        say: '{status.message|value}',
      },
      {
        field: 'status.phase',
        words: { Healthy: ['Bound'], Degraded: ['Lost', 'Failed'], Progressing: ['Unbound', 'Deleting'], Unknown: ['Unknown'] },
      },
    ],
  },
  {
    for: ['trident.netapp.io/TridentOrchestrator', 'trident.netapp.io/TridentProvisioner'],
    rules: [
      {
        field: 'status.status',
        words: {
          Healthy: ['Installed', 'Updated'],
          Degraded: ['Error', 'Failed'],
          Progressing: ['Installing', 'Updating', 'Uninstalling', 'Uninstalled'],
        },
      },
    ],
  },
]
