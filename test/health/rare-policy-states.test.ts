import { describe } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { ago, atNow, condition, conditioned, NOW, object, testStates } from '../support/health-states.ts'

const API = 'apiregistration.k8s.io/v1/APIService'

describe('an API that another server answers for', () => {
  testStates([
    ['and that nobody looked at', object(API), ['Progressing', 'NotReported', 'The API server has not looked at it yet']],
    [
      'or rather the API server itself',
      conditioned(API, condition('Available', 'True', 'Local', 'Local APIServices are always available')),
      ['Healthy', 'Available', 'Is served by the API server itself'],
    ],
    ['answers', conditioned(API, condition('Available', 'True', 'Passed', 'all checks passed')), ['Healthy', 'Available', 'Answers']],
    ...['ServiceNotFound', 'ServicePortError', 'ServiceAccessError'].map(
      reason =>
        [
          `is degraded at once for ${reason}`,
          conditioned(API, condition('Available', 'False', reason, 'service/metrics is not there', ago(0))),
          ['Degraded', reason, 'service/metrics is not there'],
          atNow,
        ] as const,
    ),
    [
      'without a reason or a word is waited for until the threshold',
      conditioned(API, condition('Available', 'False', '', '', ago(5, -1))),
      ['Progressing', 'NotAvailable', 'Does not answer', { reassessAt: '2026-11-22T10:00:00.001Z' }],
      atNow,
    ],
    [
      'is degraded at the threshold, by its reason',
      conditioned(API, condition('Available', 'False', 'FailedDiscoveryCheck', 'no response', ago(5))),
      ['Degraded', 'FailedDiscoveryCheck', 'no response (since 22 Nov 09:55)'],
      atNow,
    ],
  ])
})

const HPA = 'autoscaling/v2/HorizontalPodAutoscaler'
const ABLE = condition('AbleToScale', 'True', 'ReadyForNewScale', 'recommended size matches current size')

describe('an autoscaler', () => {
  testStates([
    ['that has just been made has done nothing', object(HPA), ['Progressing', 'WaitingToScale', 'Has not scaled its target yet']],
    [
      'whose target is scaled to zero rests',
      conditioned(HPA, ABLE, condition('ScalingActive', 'False', 'ScalingDisabled', 'scaling is disabled')),
      ['Healthy', 'ScalingDisabled', 'Its target is scaled to zero, so it rests'],
    ],
    [
      'that cannot find its target is degraded',
      conditioned(HPA, condition('AbleToScale', 'False', 'FailedGetScale', 'deployments.apps "web" not found')),
      ['Degraded', 'FailedGetScale', 'deployments.apps "web" not found'],
    ],
    [
      'whose selector is shared is degraded, without a word',
      conditioned(HPA, ABLE, condition('ScalingActive', 'False', 'AmbiguousSelector', '', ago(0))),
      ['Degraded', 'AmbiguousSelector', 'It cannot scale its target'],
      atNow,
    ],
    [
      'that backs off says why',
      conditioned(HPA, condition('AbleToScale', 'False', 'BackoffBoth', 'the time since the previous scale is still within both windows')),
      ['Progressing', 'WaitingToScale', 'the time since the previous scale is still within both windows'],
    ],
    [
      'that cannot scale and does not say why',
      conditioned(HPA, condition('AbleToScale', 'False', 'BackoffBoth', '')),
      ['Progressing', 'WaitingToScale', 'Has not scaled its target yet'],
    ],
    [
      'has no metrics, for whatever reason, until the threshold',
      conditioned(HPA, ABLE, condition('ScalingActive', 'False', '', '', ago(5, -1))),
      ['Progressing', 'WaitingForMetrics', 'Has no metrics', { reassessAt: '2026-11-22T10:00:00.001Z' }],
      atNow,
    ],
    [
      'without metrics is degraded at the threshold, also without a reason',
      conditioned(HPA, ABLE, condition('ScalingActive', 'False', '', 'no metrics returned', ago(5))),
      ['Degraded', 'NoMetrics', 'Has no metrics: no metrics returned (since 22 Nov 09:55)'],
      atNow,
    ],
    [
      'at its maximum says which',
      object(HPA, {
        spec: { maxReplicas: 5 },
        status: { conditions: [ABLE, condition('ScalingLimited', 'True', 'TooManyReplicas')], currentReplicas: 5 },
      }),
      [
        'Healthy',
        'AtMaximum',
        'Is at its maximum of 5 replicas',
        { causes: [{ reason: 'AtMaximum', message: 'Is at its maximum of 5 replicas' }] },
      ],
    ],
    [
      'at a maximum that is not known',
      conditioned(HPA, condition('ScalingLimited', 'True', 'TooManyReplicas')),
      ['Healthy', 'AtMaximum', 'Is at its maximum'],
    ],
    [
      'at its minimum is no news',
      object(HPA, { status: { conditions: [ABLE, condition('ScalingLimited', 'True', 'TooFewReplicas')], currentReplicas: 1 } }),
      ['Healthy', 'AbleToScale', 'Keeps its target at 1 replica', { causes: [] }],
    ],
    ['that can scale and has no count', conditioned(HPA, ABLE), ['Healthy', 'AbleToScale', 'Is able to scale its target']],
    [
      'of the first version keeps its conditions in an annotation',
      object('autoscaling/v1/HorizontalPodAutoscaler', {
        metadata: { annotations: { 'autoscaling.alpha.kubernetes.io/conditions': JSON.stringify([ABLE]) } },
        status: { currentReplicas: 2 },
      }),
      ['Healthy', 'AbleToScale', 'Keeps its target at 2 replicas'],
    ],
    [
      'is read by its own conditions where there is an annotation too',
      object(HPA, {
        metadata: { annotations: { 'autoscaling.alpha.kubernetes.io/conditions': '[]' } },
        status: { conditions: [ABLE] },
      }),
      ['Healthy', 'AbleToScale', 'Is able to scale its target'],
    ],
    [
      'whose annotation is no JSON has no conditions',
      object(HPA, { metadata: { annotations: { 'autoscaling.alpha.kubernetes.io/conditions': '[{' } } }),
      ['Progressing', 'WaitingToScale', 'Has not scaled its target yet'],
    ],
  ])
})

describe('a flow schema', () => {
  const FLOW = 'flowcontrol.apiserver.k8s.io/v1/FlowSchema'
  testStates([
    ['that nobody looked at is in force', object(FLOW), ['Healthy', 'Attached', 'Is in force']],
    [
      'whose priority level is not there, without a word',
      conditioned(FLOW, condition('Dangling', 'True', 'NotFound', '', NOW)),
      ['Degraded', 'Dangling', 'The priority level that it names does not exist'],
    ],
  ])
})

const NAMESPACE = 'v1/Namespace'
const going = (conditions: object[], metadata: object = { deletionTimestamp: ago(1) }): KubeObject =>
  object(NAMESPACE, { metadata, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Terminating', conditions } })

describe('a namespace', () => {
  testStates([
    ['without a status is active', object(NAMESPACE), ['Healthy', 'Active', 'Is active']],
    ['that is active', object(NAMESPACE, { status: { phase: 'Active' } }), ['Healthy', 'Active', 'Is active']],
    [
      'of a phase that nobody knows',
      object(NAMESPACE, { status: { phase: 'Melted' } }),
      ['Progressing', 'PhaseUnknown', 'Its phase is Melted'],
    ],
    [
      'whose API groups cannot be discovered does not go',
      going([condition('NamespaceDeletionDiscoveryFailure', 'True', 'DiscoveryFailed', 'metrics.k8s.io/v1beta1 is stale')]),
      ['Degraded', 'DiscoveryFailed', 'Its deletion fails: metrics.k8s.io/v1beta1 is stale'],
    ],
    [
      'whose content cannot be deleted does not go, and has no better reason than the type',
      going([
        condition('NamespaceDeletionDiscoveryFailure', 'False', 'ResourcesDiscovered'),
        condition('NamespaceDeletionContentFailure', 'True', '', 'webhook denied the request'),
      ]),
      ['Degraded', 'NamespaceDeletionContentFailure', 'Its deletion fails: webhook denied the request'],
    ],
    [
      'that goes says what remains in it, finalizers first',
      going([
        condition('NamespaceContentRemaining', 'True', 'SomeResourcesRemain', 'pods. has 1 resource instances'),
        condition('NamespaceFinalizersRemaining', 'True', '', 'example.com/a in 1 resource instances'),
      ]),
      [
        'Progressing',
        'Terminating',
        'Deletion waits: example.com/a in 1 resource instances',
        {
          causes: [
            {
              ref: { kind: 'Namespace', name: 'it' },
              reason: 'NamespaceFinalizersRemaining',
              message: 'example.com/a in 1 resource instances',
            },
            { reason: 'SomeResourcesRemain', message: 'pods. has 1 resource instances' },
          ],
          reassessAt: ago(-14),
        },
      ],
      atNow,
    ],
    [
      'that goes and says no more waits for its finalizers, also those of its spec',
      going([condition('NamespaceContentRemaining', 'False', 'ContentRemoved')], { deletionTimestamp: ago(1), finalizers: ['a.io/b'] }),
      ['Progressing', 'Terminating', 'Deletion waits for the finalizers a.io/b, kubernetes', { causes: [] }],
    ],
    ['that is terminating by its phase alone', going([], {}), ['Progressing', 'Terminating', 'Is being deleted', { causes: [] }]],
    [
      'that is terminating by its phase alone says what remains',
      going([condition('NamespaceContentRemaining', 'True', 'SomeResourcesRemain', 'pods. has 1 resource instances')], {}),
      ['Progressing', 'Terminating', 'pods. has 1 resource instances', { causes: [{ reason: 'SomeResourcesRemain' }] }],
    ],
    [
      'that does not go within its time',
      going([], { deletionTimestamp: ago(15) }),
      ['Degraded', 'TerminatingStuck', 'Deletion waits for the finalizer kubernetes since 22 Nov 09:45'],
      atNow,
    ],
    [
      'that goes until its time is over',
      going([], { deletionTimestamp: ago(15, -1) }),
      ['Progressing', 'Terminating', 'Deletion waits for the finalizer kubernetes', { reassessAt: '2026-11-22T10:00:00.001Z' }],
      atNow,
    ],
  ])
})

describe('an admission policy', () => {
  const POLICY = 'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy'
  testStates([
    ['that nobody checked', object(POLICY), ['Progressing', 'NotChecked', 'Its expressions have not been checked yet']],
    [
      'that has warnings is in force, with the first',
      object(POLICY, {
        status: {
          observedGeneration: 1,
          typeChecking: { expressionWarnings: [{}, { fieldRef: 'spec.validations[0].expression', warning: 'undefined field' }] },
        },
      }),
      [
        'Healthy',
        'InForce',
        'Is in force; an expression: does not fit the types',
        {
          causes: [
            { ref: { kind: 'ValidatingAdmissionPolicy', name: 'it' }, reason: 'ExpressionWarning' },
            { reason: 'ExpressionWarning', message: 'spec.validations[0].expression: undefined field' },
          ],
        },
      ],
    ],
    [
      'that was checked is in force',
      object(POLICY, { status: { typeChecking: {} } }),
      ['Healthy', 'InForce', 'Is in force', { causes: [] }],
    ],
    [
      'whose conditions are not read',
      conditioned(POLICY, condition('Ready', 'False')),
      ['Progressing', 'NotChecked', 'Its expressions have not been checked yet'],
    ],
  ])
})
