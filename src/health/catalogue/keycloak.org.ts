import type { DeclarativeRule } from '../declarative-rule.ts'
import { readyWaits } from '../rule-rows.ts'

/** Keycloak operators. */
export const keycloak: readonly DeclarativeRule[] = [
  {
    for: ['k8s.keycloak.org/Keycloak'],
    rules: [
      { when: { cond: 'HasErrors', is: 'True' }, then: 'Degraded' },
      { when: { cond: 'RollingUpdate', is: 'True' }, then: 'Progressing' },
      { when: { cond: 'Ready', is: 'True' }, then: 'Healthy', say: "{cond.message|'Ready'}" },
      readyWaits,
    ],
  },
  {
    for: ['k8s.keycloak.org/KeycloakRealmImport'],
    rules: [
      { when: { cond: 'HasErrors', is: 'True' }, then: 'Degraded' },
      { when: { cond: 'Done', is: 'True' }, then: 'Healthy', say: "{cond.message|'The import is done'}" },
      { when: { cond: ['Started', 'Done'] }, then: 'Progressing', reason: 'Importing' },
    ],
  },
  {
    for: ['keycloak.org/*'],
    rules: [
      {
        when: { field: 'status.phase', is: 'failing' },
        then: 'Degraded',
        reason: 'Failing',
        say: "{status.message|'The phase is failing'}",
      },
      { when: { field: 'status.ready', is: true }, then: 'Healthy', reason: 'Ready', say: "{status.message|'It is ready'}" },
      { when: { field: 'status.phase', exists: true }, then: 'Progressing', reason: 'Reconciling', say: '{status.message|value}' },
    ],
  },
]
