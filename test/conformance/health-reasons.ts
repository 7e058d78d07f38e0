import type { HealthDisagreement } from './health-peers.ts'

/**
 * Why our health of a recorded object stands where a peer says otherwise: by rule and reason, `*` for every rule. A disagreement without
 * a line here fails the run, so that none is left unexplained.
 */
const REASONS: Readonly<Record<string, string>> = {
  '* GenerationNotObserved':
    'status.observedGeneration is absent, so the controller has not seen the object; kstatus passes that check where the field is absent',
  '* NotReported': 'the controller has written nothing yet, and what nobody has looked at is not known to work',
  '* WaitingForController':
    'no controller has accepted it, so no traffic arrives; kstatus reads neither parents nor the condition Accepted',
  'ResourceQuota NotCounted': 'status.hard is empty: the quota controller holds nobody to it yet',
  'policy/PodDisruptionBudget NotComputed': 'there is no observedGeneration: evictions are refused until the controller has computed it',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy NotChecked':
    'its expressions have not been type-checked yet, which status.observedGeneration and status.typeChecking would say',
  'resource.k8s.io/ResourceClaim NotAllocated': 'no device is allocated, and pods that use it wait',
  'Secret WaitingForToken': 'the token that its type promises is not in it, and whoever mounts it finds nothing',
  'Service WaitingForLoadBalancer':
    'its type is LoadBalancer and it has no address that anybody could call; gitops-engine counts entries, also empty ones, kstatus does not look',
  'networking.k8s.io/Ingress WaitingForAddress': 'nothing has published an address for it; gitops-engine calls it Progressing too',
  'autoscaling/HorizontalPodAutoscaler WaitingToScale':
    'it has no condition yet, so it scales nothing; gitops-engine calls it Progressing too',
  'PersistentVolume Pending': 'the phase Pending means that the volume cannot be claimed yet',
  'storage.k8s.io/VolumeAttachment Attaching': 'status.attached is false, and the pod that needs the volume waits',
  'apiregistration.k8s.io/APIService ServiceNotFound':
    'the API server looked and found no Service behind it: its whole group is unavailable, and waiting creates none',
  'generic PhaseFailed': 'its own phase says Failed; kstatus reads no phases of custom resources',
  'Pod Error': 'a container has ended with an error and not become ready since: that is a failure while it lasts, not progress',
  'Pod OOMKilled': 'a container was killed for its memory, and its limit is still the same',
  'Pod ErrImagePull': 'the image cannot be pulled; kstatus knows CrashLoopBackOff alone',
  'Pod ImagePullBackOff': 'the image cannot be pulled; kstatus knows CrashLoopBackOff alone',
  'Pod Unschedulable':
    'volumes and nodes may take minutes to come; kstatus gives 15 seconds after the creation, ours is Degraded after `unschedulableAfter`',
  'Pod Ready': 'it runs and is ready; gitops-engine waits for the end of each pod whose restart policy is not Always, as if it were a hook',
  'apps/Deployment Available':
    'it is observed, updated, ready and available in full; kstatus waits for conditions too, which may come later or, from a controller that is not Kubernetes, never',
  'apps/Deployment Paused': 'spec.paused is true: nothing goes on until somebody resumes it; kstatus does not read it',
  'apps/Deployment ScalingDown': 'more pods run than are wanted; gitops-engine looks for missing and outdated ones alone',
  'apps/ReplicaSet ScalingDown': 'more pods run than are wanted; gitops-engine looks for missing ones alone',
  'batch/Job Running': 'it is active and not complete; kstatus calls a job Current when it has started',
  'batch/Job Completed':
    'SuccessCriteriaMet is true, after which it cannot fail any more (KEP-3998); Complete follows when the last pod is gone',
  'batch/Job Paused': 'its parallelism is 0, which the API calls effectively paused: nothing goes on until somebody changes that',
  'batch/Job Suspended': 'spec.suspend is true: nothing goes on until somebody resumes it',
}

/** Why ours is right; undefined where nobody has written it down. */
export const reasonFor = ({ rule, reason }: Pick<HealthDisagreement, 'rule' | 'reason'>): string | undefined =>
  REASONS[`${rule} ${reason}`] ?? REASONS[`* ${reason}`]
