import type { KindRule } from '../health-rule.ts'
import { notApplicable } from '../verdicts.ts'

/**
 * Kinds that report no health: they have no status, or one that says nothing of how they are. Written out, so that the generic reading does
 * not guess at their fields.
 */
export const withoutHealth: KindRule = {
  for: [
    'Binding',
    'ComponentStatus',
    'ConfigMap',
    'Endpoints',
    'Event',
    'LimitRange',
    'PodTemplate',
    'Secret',
    'ServiceAccount',
    'admissionregistration.k8s.io/MutatingAdmissionPolicy',
    'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding',
    'admissionregistration.k8s.io/MutatingWebhookConfiguration',
    'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
    'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
    'apps/ControllerRevision',
    'authentication.k8s.io/SelfSubjectReview',
    'authentication.k8s.io/TokenReview',
    'authorization.k8s.io/LocalSubjectAccessReview',
    'authorization.k8s.io/SelfSubjectAccessReview',
    'authorization.k8s.io/SelfSubjectRulesReview',
    'authorization.k8s.io/SubjectAccessReview',
    'certificates.k8s.io/ClusterTrustBundle',
    'coordination.k8s.io/Lease',
    'coordination.k8s.io/LeaseCandidate',
    'discovery.k8s.io/EndpointSlice',
    'events.k8s.io/Event',
    'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
    'gateway.networking.k8s.io/ReferenceGrant',
    'internal.apiserver.k8s.io/StorageVersion',
    'metrics.k8s.io/NodeMetrics',
    'metrics.k8s.io/PodMetrics',
    'networking.k8s.io/IPAddress',
    'networking.k8s.io/IngressClass',
    'networking.k8s.io/NetworkPolicy',
    'node.k8s.io/RuntimeClass',
    'policy/PodSecurityPolicy',
    'rbac.authorization.k8s.io/ClusterRole',
    'rbac.authorization.k8s.io/ClusterRoleBinding',
    'rbac.authorization.k8s.io/Role',
    'rbac.authorization.k8s.io/RoleBinding',
    'resource.k8s.io/DeviceClass',
    'resource.k8s.io/ResourceClaimTemplate',
    'resource.k8s.io/ResourceSlice',
    'scheduling.k8s.io/PriorityClass',
    'snapshot.storage.k8s.io/VolumeSnapshotClass',
    'storage.k8s.io/CSIDriver',
    'storage.k8s.io/CSINode',
    'storage.k8s.io/CSIStorageCapacity',
    'storage.k8s.io/StorageClass',
    'storage.k8s.io/VolumeAttributesClass',
  ],
  assess: () => NO_HEALTH,
}

const NO_HEALTH = Object.freeze(notApplicable('NoHealth', 'This kind reports no health'))
