import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Vault Secrets Operator. */
export const secretsHashicorpCom: readonly DeclarativeRule[] = [
  {
    for: ['secrets.hashicorp.com/*'],
    rules: [
      {
        when: { compare: ['status.lastGeneration', '<', 'metadata.generation'] },
        status: 'Progressing',
        reason: 'GenerationNotObserved',
        say: 'The latest change of the spec has not been synced yet',
      },
      { when: { cond: ['Healthy', 'Ready', 'Synced'], is: 'False' }, status: 'Degraded' },
      { when: { cond: ['Healthy', 'Ready', 'Synced'], is: 'True' }, status: 'Healthy' },
      { when: { field: 'status.valid', is: false }, status: 'Degraded', reason: 'Invalid' },
      { when: { field: 'status.valid', is: true }, status: 'Healthy' },
      {
        when: {
          or: [
            { field: 'status.secretMAC', exists: true },
            // Written when the secret has been (those of leases and of the transit engine have no MAC).
            { compare: ['status.lastGeneration', '=', 'metadata.generation'] },
          ],
        },
        status: 'Healthy',
        reason: 'Synced',
        say: 'The secret was fetched',
      },
    ],
  },
]
