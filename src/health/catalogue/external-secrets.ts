import type { DeclarativeRule } from '../declarative-rule.ts'
import { ready } from '../rule-rows.ts'

/** Secrets from elsewhere: External Secrets Operator, its predecessor, Sealed Secrets, Vault and Infisical operators. */
export const externalSecrets: readonly DeclarativeRule[] = [
  {
    for: ['external-secrets.io/ClusterExternalSecret', 'external-secrets.io/ClusterPushSecret'],
    rules: [
      {
        when: { cond: ['NotReady', 'PartiallyReady'], is: 'True' },
        then: 'Degraded',
        reason: 'NotReady',
        say: "{cond.message|'Some namespaces failed'}{': '}{status.failedNamespaces[].namespace|'not known which'}",
      },
      {
        when: { field: 'status.failedNamespaces', empty: false },
        then: 'Degraded',
        reason: 'NotReady',
        say: 'Failed in {status.failedNamespaces[].namespace}',
      },
      ...ready,
    ],
  },
  {
    for: ['external-secrets.io/*', 'generators.external-secrets.io/*'],
    rules: [{ when: { cond: 'Ready', is: 'True', reason: 'SecretDeleted' }, then: 'Degraded', reason: 'SecretDeleted' }, ...ready],
  },
  {
    for: ['kubernetes-client.io/ExternalSecret'],
    rules: [
      { when: { field: 'status.status', is: 'SUCCESS' }, then: 'Healthy', reason: 'Success', say: 'The secret was fetched' },
      { when: { field: 'status.status', is: 'ERROR*' }, then: 'Degraded', reason: 'Error', say: '{value}' },
    ],
  },
  {
    for: ['bitnami.com/SealedSecret'],
    rules: [
      { when: { cond: 'Synced', is: 'True' }, then: 'Healthy', say: "{cond.message|'Decrypted'}" },
      { when: { cond: 'Synced', is: 'False' }, then: 'Degraded', say: "{cond.message|'Cannot be decrypted'}" },
    ],
  },
  {
    for: ['secrets.hashicorp.com/*'],
    rules: [
      { when: { cond: ['Healthy', 'Ready', 'Synced'], is: 'False' }, then: 'Degraded', reason: 'NotSynced' },
      { when: { cond: ['Healthy', 'Ready', 'Synced'], is: 'True' }, then: 'Healthy', reason: 'Synced' },
      { when: { field: 'status.valid', is: false }, then: 'Degraded', reason: 'Invalid', say: "{status.error|'It is not valid'}" },
      { when: { field: 'status.valid', is: true }, then: 'Healthy', reason: 'Valid', say: 'It is valid' },
      { when: { field: 'status.secretMAC', exists: true }, then: 'Healthy', reason: 'Synced', say: 'The secret was fetched' },
    ],
  },
  { for: ['onepassword.com/OnePasswordItem'], rules: ready },
]
