import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase, readyFalse, readyTrue } from '../rules/rows.ts'

/** https://cert-manager.io/docs/reference/api-docs: conditions of certificates and requests, states of ACME orders and challenges. */
export const certManager: readonly DeclarativeRule[] = [
  {
    for: ['cert-manager.io/Certificate'],
    rules: [
      { when: { cond: 'Issuing', is: 'True', reason: 'ManuallyTriggered' }, status: 'Progressing' },
      {
        when: [{ cond: 'Issuing', is: 'False', reason: ['Failed', 'Denied'] }, { no: { cond: 'Ready', is: 'True' } }],
        status: 'Degraded',
        reason: 'IssuingFailed',
      },
      // cert-manager says so itself, as long as it runs.
      {
        when: { field: 'status.notAfter', after: '0s' },
        status: 'Degraded',
        reason: 'Expired',
        say: 'The certificate expired at {value}',
      },
      { when: { cond: 'Issuing', is: 'True' }, status: 'Progressing' },
      // It begins at that moment (pkg/controller/certificates/trigger).
      {
        when: { field: 'status.renewalTime', after: '1d' },
        status: 'Degraded',
        reason: 'RenewalOverdue',
        say: 'It was to be renewed at {value}, and nobody has begun',
      },
      readyTrue,
      // Reasons that make cert-manager issue it, before it has begun (argo-cd#26097): its policies of pkg/controller/certificates/trigger.
      {
        when: {
          cond: 'Ready',
          is: 'False',
          reason: ['DoesNotExist', 'MissingData', 'RequestChanged', 'Renewing', 'Pending', 'InProgress'],
        },
        status: 'Progressing',
      },
      readyFalse,
    ],
  },
  { for: ['cert-manager.io/Issuer', 'cert-manager.io/ClusterIssuer'], rules: [] },
  {
    for: ['cert-manager.io/CertificateRequest'],
    rules: [
      { when: { cond: 'InvalidRequest', is: 'True' }, status: 'Degraded', settled: true },
      { when: { cond: 'Denied', is: 'True' }, status: 'Degraded', settled: true },
      readyTrue,
      { when: { cond: 'Ready', reason: ['Failed', 'Denied'] }, status: 'Degraded', reason: 'Failed', settled: true },
      { when: { cond: 'Ready' }, status: 'Progressing' },
      { when: { cond: 'Approved', is: 'True' }, status: 'Progressing' },
    ],
    else: { status: 'Progressing', reason: 'WaitingForApproval', say: 'Waits to be approved' },
  },
  {
    for: ['acme.cert-manager.io/Order', 'acme.cert-manager.io/Challenge'],
    rules: [phase('status.state', { Progressing: ['ready'] })],
  },
]
