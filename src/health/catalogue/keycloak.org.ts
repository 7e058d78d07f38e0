import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { readyWaits } from '../rules/rows.ts'

/** Keycloak operators. */
export const keycloak: readonly DeclarativeRule[] = [
  {
    for: ['k8s.keycloak.org/Keycloak'],
    rules: [
      { when: { cond: 'HasErrors', is: 'True' }, status: 'Degraded' },
      { when: { cond: 'RollingUpdate', is: 'True' }, status: 'Progressing' },
      { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' },
      readyWaits,
    ],
  },
  {
    for: ['k8s.keycloak.org/KeycloakRealmImport'],
    // False again once it is done.
    passOver: ['Started'],
    rules: [
      { when: { cond: 'HasErrors', is: 'True' }, status: 'Degraded' },
      { when: { cond: 'Done', is: 'True' }, status: 'Healthy' },
      { when: { cond: ['Started', 'Done'] }, status: 'Progressing' },
    ],
  },
  {
    for: ['keycloak.org/*'],
    rules: [
      {
        when: { field: 'status.phase', is: 'failing' },
        status: 'Degraded',
      },
      { when: { field: 'status.ready', is: true }, status: 'Healthy' },
      { when: { field: 'status.phase', exists: true }, status: 'Progressing', reason: 'Reconciling' },
    ],
  },
]
