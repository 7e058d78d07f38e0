import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Vault Secrets Operator. */
export const secretsHashicorpCom: readonly DeclarativeRule[] = [
  {
    for: ['secrets.hashicorp.com/*'],
    rules: [
      { when: { cond: ['Healthy', 'Ready', 'Synced'], is: 'False' }, status: 'Degraded' },
      { when: { cond: ['Healthy', 'Ready', 'Synced'], is: 'True' }, status: 'Healthy' },
      { when: { field: 'status.valid', is: false }, status: 'Degraded', reason: 'Invalid', say: "{status.error|'It is not valid'}" },
      { when: { field: 'status.valid', is: true }, status: 'Healthy' },
      { when: { field: 'status.secretMAC', exists: true }, status: 'Healthy', reason: 'Synced', say: 'The secret was fetched' },
    ],
  },
]
