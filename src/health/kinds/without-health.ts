import type { KindRule } from '../verdict/kind-rule.ts'
import { kindNames } from '../rules/kind-reader.ts'
import { noHealth } from '../verdict/verdicts.ts'

/**
 * Kinds that report no health: they have no status, or one that says nothing of how they are. Written out, so that the generic reading does
 * not guess at their fields.
 */
export const withoutHealth: KindRule = {
  for: /* @__PURE__ */ kindNames(`
    Binding ComponentStatus ConfigMap Endpoints Event LimitRange PodTemplate ServiceAccount
    admissionregistration.k8s.io/MutatingAdmissionPolicy MutatingAdmissionPolicyBinding ValidatingAdmissionPolicyBinding
    apps/ControllerRevision
    authentication.k8s.io/SelfSubjectReview TokenReview
    authorization.k8s.io/LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview
    certificates.k8s.io/ClusterTrustBundle
    coordination.k8s.io/Lease LeaseCandidate
    discovery.k8s.io/EndpointSlice
    events.k8s.io/Event
    flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration
    gateway.networking.k8s.io/ReferenceGrant
    internal.apiserver.k8s.io/StorageVersion
    metrics.k8s.io/NodeMetrics PodMetrics
    networking.k8s.io/IPAddress IngressClass NetworkPolicy
    node.k8s.io/RuntimeClass
    policy/PodSecurityPolicy
    rbac.authorization.k8s.io/ClusterRole ClusterRoleBinding Role RoleBinding
    resource.k8s.io/DeviceClass ResourceClaimTemplate ResourceSlice
    scheduling.k8s.io/PriorityClass
    snapshot.storage.k8s.io/VolumeSnapshotClass
    storage.k8s.io/CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttributesClass
  `),
  assess: () => noHealth,
}
