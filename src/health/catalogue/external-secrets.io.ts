import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { ready } from '../rules/rows.ts'

/** External Secrets Operator: Ready, and NotReady of what spans namespaces; https://external-secrets.io/latest/api. */
export const externalSecretsIo: readonly DeclarativeRule[] = [
  {
    for: ['external-secrets.io/ClusterExternalSecret', 'external-secrets.io/ClusterPushSecret'],
    rules: [
      {
        when: { cond: ['NotReady', 'PartiallyReady'], is: 'True' },
        status: 'Degraded',
        say: "{cond.message|'Some namespaces failed'}: {status.failedNamespaces[].namespace|'not known which'}",
      },
      {
        when: { field: 'status.failedNamespaces', empty: false },
        status: 'Degraded',
        reason: 'NotReady',
        say: 'Failed in {status.failedNamespaces[].namespace}',
      },
      ...ready,
    ],
  },
  {
    for: ['external-secrets.io/*', 'generators.external-secrets.io/*'],
    rules: [
      // `<generation>-<hash>` of what was synced last, since there is no observedGeneration (argo-cd#22707).
      {
        when: { compare: [{ split: 'status.syncedResourceVersion', by: '-', part: 0 }, '<', 'metadata.generation'] },
        status: 'Progressing',
        reason: 'GenerationNotObserved',
        say: 'The latest change of the spec has not been synced yet',
      },
      { when: { cond: 'Ready', is: 'True', reason: 'SecretDeleted' }, status: 'Degraded', reason: 'SecretDeleted' },
      ...ready,
    ],
  },
]
