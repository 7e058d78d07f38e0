import type { DeclarativeRule } from '../declarative-rule.ts'

const gone = 'No ancestor has reported on it yet'

/** Networking: Contour, Istio, Cilium, NMState, managed certificates, Airlock, DNS-SD, ExternalDNS, MetalLB, Calico. */
export const networking: readonly DeclarativeRule[] = [
  {
    for: ['projectcontour.io/HTTPProxy', 'projectcontour.io/ExtensionService', 'projectcontour.io/TLSCertificateDelegation'],
    rules: [
      { when: { cond: 'Valid', is: 'True' }, then: 'Healthy' },
      { when: { cond: 'Valid', is: 'False' }, then: 'Degraded', say: '{status.conditions[].errors[].message|cond.message|cond.reason}' },
    ],
  },
  {
    for: ['projectcontour.io/ContourConfiguration', 'projectcontour.io/ContourDeployment'],
    rules: [{ when: { cond: 'Valid', is: 'False' }, then: 'Degraded' }],
    else: { then: 'NotApplicable', reason: 'Statusless', say: '' },
  },
  {
    for: ['install.istio.io/IstioOperator'],
    rules: [
      {
        field: 'status.status',
        words: { Healthy: ['HEALTHY'], Degraded: ['ERROR', 'ACTION_REQUIRED'], Progressing: ['UPDATING', 'RECONCILING', 'NONE'] },
        say: "{status.message|'The status of the components is '}{status.message|value}",
      },
    ],
  },
  {
    for: ['sailoperator.io/*'],
    rules: [
      { when: { cond: 'Reconciled', is: 'False' }, then: 'Degraded' },
      { when: { cond: 'Ready', is: 'True' }, then: 'Healthy' },
      { when: { cond: 'Ready' }, then: 'Progressing', reason: 'NotReady' },
    ],
  },
  {
    for: ['networking.istio.io/*', 'security.istio.io/*', 'telemetry.istio.io/*', 'extensions.istio.io/*'],
    rules: [
      {
        when: {
          any: 'status.validationMessages',
          where: {
            or: [
              { field: 'level', is: ['ERROR', 3] },
              { field: 'type.level', is: 'ERROR' },
            ],
          },
        },
        then: 'Degraded',
        reason: 'ValidationFailed',
        say: "Istio reports errors: {items.type.code|items.documentationUrl|'see istioctl analyze'}",
      },
      {
        when: { cond: ['PassedValidation', 'Reconciled', 'Accepted', 'Ready'], is: 'False' },
        then: 'Degraded',
        reason: 'NotAccepted',
        say: '{cond.message|cond.reason|cond.type}',
      },
      {
        when: { cond: ['PassedValidation', 'Reconciled', 'Accepted', 'Ready', 'WaypointAccepted', 'WaypointBound'], is: 'True' },
        then: 'Healthy',
        reason: 'Accepted',
      },
    ],
    else: { then: 'NotApplicable', reason: 'Statusless', say: '' },
  },
  {
    for: ['cilium.io/CiliumNetworkPolicy', 'cilium.io/CiliumClusterwideNetworkPolicy'],
    rules: [
      { when: { cond: 'Valid', is: 'False' }, then: 'Degraded' },
      { when: { cond: 'Valid', is: 'True' }, then: 'Healthy' },
    ],
    else: { then: 'NotApplicable', reason: 'Statusless', say: '' },
  },
  {
    for: ['cilium.io/CiliumEndpoint'],
    rules: [
      {
        field: 'status.state',
        words: {
          Healthy: ['ready'],
          Degraded: ['not-ready', 'invalid'],
          Progressing: ['creating', 'waiting-*', 'regenerating', 'restoring', 'disconnecting', 'disconnected'],
        },
      },
    ],
  },
  {
    for: ['cilium.io/CiliumLoadBalancerIPPool'],
    rules: [
      { when: { cond: 'cilium.io/PoolConflict', is: 'True' }, then: 'Degraded', reason: 'PoolConflict' },
      { when: { field: 'spec.disabled', is: true }, then: 'Suspended', reason: 'Disabled', say: 'The pool is disabled' },
      { when: { cond: 'cilium.io/PoolConflict', is: 'False' }, then: 'Healthy', reason: 'NoConflict' },
    ],
  },
  {
    for: ['cilium.io/CiliumBGP*'],
    rules: [
      {
        when: { cond: ['*Missing*', '*NotFound*', '*Conflict*'], is: 'True' },
        then: 'Degraded',
        reason: 'ReferencesMissing',
        say: '{cond.message|cond.type}',
      },
      { when: { cond: '*', is: 'False' }, then: 'Healthy', reason: 'NoConflict', say: 'Nothing that it refers to is missing' },
    ],
    else: { then: 'NotApplicable', reason: 'Statusless', say: '' },
  },
  {
    for: [
      'cilium.io/CiliumNode',
      'cilium.io/CiliumIdentity',
      'cilium.io/CiliumEndpointSlice',
      'cilium.io/CiliumL2AnnouncementPolicy',
      'cilium.io/CiliumEnvoyConfig',
      'cilium.io/CiliumClusterwideEnvoyConfig',
      'cilium.io/CiliumCIDRGroup',
    ],
    rules: [],
    else: { then: 'NotApplicable', reason: 'Statusless', say: '' },
  },
  {
    for: ['nmstate.io/NodeNetworkConfigurationPolicy', 'nmstate.io/NodeNetworkConfigurationEnactment'],
    rules: [
      { when: { cond: ['Degraded', 'Failing'], is: 'True' }, then: 'Degraded', reason: 'FailedToConfigure' },
      { when: { cond: 'Ignored', is: 'True' }, then: 'Suspended', reason: 'Ignored', say: '{cond.message|cond.reason}' },
      { when: { cond: 'Available', is: 'True' }, then: 'Healthy' },
      { when: { cond: ['Progressing', 'Pending'], is: 'True' }, then: 'Progressing', reason: 'Configuring' },
    ],
  },
  {
    for: ['networking.gke.io/ManagedCertificate'],
    rules: [
      {
        when: { any: 'status.domainStatus', where: { field: 'status', is: ['Failed*', '*Failed'] } },
        then: 'Degraded',
        reason: 'DomainFailed',
        say: 'Domains that cannot be certified: {items.domain} ({items.status})',
      },
      {
        field: 'status.certificateStatus',
        words: { Healthy: ['Active'], Degraded: ['ProvisioningFailed*', 'RenewalFailed*', 'Failed*'], Progressing: ['Provisioning', ''] },
        say: 'The certificate is {value}',
      },
    ],
  },
  {
    for: ['microgateway.airlock.com/*'],
    rules: [
      {
        when: { any: 'status.ancestors', where: { cond: ['Accepted', 'ResolvedRefs', 'Programmed'], is: 'False', in: 'conditions' } },
        then: 'Degraded',
        reason: 'NotAccepted',
        say: "{items.ancestorRef.name}: {cond.message|cond.reason|'not accepted'}",
      },
      {
        when: {
          any: 'status.ancestors',
          where: [{ field: 'conditions', exists: true }, { no: { cond: 'Accepted', is: 'True', in: 'conditions' } }],
        },
        then: 'Progressing',
        reason: 'WaitingForAncestor',
        say: 'Waits for {items.ancestorRef.name} to report on it',
      },
      {
        when: { field: 'status.ancestors', empty: false },
        then: 'Healthy',
        reason: 'Accepted',
        say: 'Accepted by {status.ancestors[].ancestorRef.name}',
      },
      ...ready,
      { when: { cond: 'Accepted', is: 'True' }, then: 'Healthy' },
      { when: { cond: 'Accepted', is: 'False' }, then: 'Degraded' },
    ],
    else: { then: 'Progressing', reason: 'NotReported', say: gone },
  },
  {
    for: ['proclaim.dogmatiq.io/DNSSDServiceInstance'],
    rules: [
      { when: { cond: ['Advertised', 'Adopted'], is: 'False', reason: '*Error' }, then: 'Degraded', reason: 'AdvertiseError' },
      { when: { cond: 'Discoverable', is: 'True' }, then: 'Healthy' },
      { when: { cond: ['Discoverable', 'Advertised', 'Adopted'], isNot: 'True' }, then: 'Progressing', reason: 'NotDiscoverable' },
    ],
  },
  {
    for: ['metallb.io/*', 'traefik.io/*', 'traefik.containo.us/*', 'externaldns.k8s.io/*'],
    rules: [{ when: { cond: '*', is: 'False' }, then: 'Degraded', reason: 'ConditionFailed' }],
    else: { then: 'NotApplicable', reason: 'Statusless', say: '' },
  },
  {
    for: ['operator.tigera.io/*'],
    rules: [
      { when: { cond: 'Degraded', is: 'True' }, then: 'Degraded' },
      { when: { cond: 'Progressing', is: 'True' }, then: 'Progressing' },
      { when: { cond: ['Ready', 'Available'], is: 'True' }, then: 'Healthy', reason: 'Available' },
    ],
  },
]
