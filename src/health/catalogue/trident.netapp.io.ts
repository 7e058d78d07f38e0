import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** NetApp Trident: the last operation, and states. */
export const tridentNetappIo: readonly DeclarativeRule[] = [
  {
    for: ['trident.netapp.io/TridentBackendConfig'],
    rules: [
      {
        when: { field: 'status.lastOperationStatus', is: 'Failed' },
        status: 'Degraded',
        reason: 'OperationFailed',
      },
      phase('status.phase', { Progressing: ['Unbound'] }),
    ],
  },
  {
    for: ['trident.netapp.io/TridentOrchestrator', 'trident.netapp.io/TridentProvisioner'],
    rules: [phase('status.status', { Progressing: ['Uninstalling', 'Uninstalled'] })],
  },
]
