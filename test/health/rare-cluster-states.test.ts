import { describe } from 'vitest'
import { ago, atNow, condition, conditioned, object, testStates } from '../support/health-states.ts'

const READY = condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status')
const node = (...conditions: Parameters<typeof conditioned>[1][]): ReturnType<typeof conditioned> => conditioned('v1/Node', ...conditions)

describe('a node', () => {
  testStates([
    ['that has just joined waits for its kubelet', object('v1/Node'), ['Progressing', 'NotReported', 'Its kubelet has not reported yet']],
    [
      'under memory pressure is degraded, with which pressure',
      node(condition('MemoryPressure', 'True', 'KubeletHasInsufficientMemory', 'kubelet has insufficient memory available'), READY),
      ['Degraded', 'MemoryPressure', 'Runs out of memory'],
    ],
    [
      'with too many processes is degraded',
      node(condition('MemoryPressure', 'False'), condition('PIDPressure', 'True', 'KubeletHasInsufficientPID'), READY),
      ['Degraded', 'PIDPressure', 'Runs out of process ids'],
    ],
    [
      'under two pressures is told of the first',
      node(condition('PIDPressure', 'True'), condition('DiskPressure', 'True'), READY),
      ['Degraded', 'DiskPressure', 'Runs out of disk space'],
    ],
    [
      'without routes is degraded in the words of its cloud, before any pressure',
      node(
        condition('NetworkUnavailable', 'True', 'NoRouteCreated', 'Node created without a route'),
        condition('MemoryPressure', 'True'),
        READY,
      ),
      ['Degraded', 'NetworkUnavailable', 'Node created without a route'],
    ],
    [
      'without a network, and without a word on why',
      node(condition('NetworkUnavailable', 'True', '', ''), READY),
      ['Degraded', 'NetworkUnavailable', 'Its network is not set up'],
    ],
    [
      'that is not ready says since when and why',
      node(condition('Ready', 'False', 'KubeletNotReady', 'container runtime network not ready', ago(10))),
      ['Degraded', 'NotReady', 'Is not ready since 22 Nov 09:50: container runtime network not ready'],
    ],
    ['that is not ready and says no more', node(condition('Ready', 'False')), ['Degraded', 'NotReady', 'Is not ready']],
    [
      'that is not ready is told of that before its pressures',
      node(condition('MemoryPressure', 'True'), condition('Ready', 'False', 'KubeletNotReady', 'PLEG is not healthy')),
      ['Degraded', 'NotReady', 'Is not ready: PLEG is not healthy'],
    ],
    [
      'whose kubelet is silent says so, even where nothing says since when',
      node(condition('Ready', 'Unknown', 'NodeStatusUnknown', 'Kubelet stopped posting node status.')),
      ['Degraded', 'NotReporting', 'Its kubelet does not report'],
    ],
    [
      'that is ready has what node-problem-detector found as notes',
      node(
        READY,
        condition('KernelDeadlock', 'True', 'DockerHung', 'task docker:7 blocked for more than 300 seconds'),
        condition('ReadonlyFilesystem', 'True'),
        condition('FrequentKubeletRestart', 'False', 'NoFrequentKubeletRestart', 'kubelet is functioning properly'),
      ),
      [
        'Degraded',
        'KernelDeadlock',
        'task docker:7 blocked for more than 300 seconds',
        {
          causes: [
            { ref: { kind: 'Node', name: 'it' }, reason: 'KernelDeadlock', message: 'task docker:7 blocked for more than 300 seconds' },
            { ref: { kind: 'Node', name: 'it' }, reason: 'ReadonlyFilesystem', message: 'ReadonlyFilesystem' },
          ],
        },
      ],
    ],
    [
      'is ready whatever a condition without a type says',
      object('v1/Node', { status: { conditions: [READY, { status: 'True', message: 'nobody knows' }] } }),
      ['Healthy', 'Ready', 'Is ready', { causes: [], settled: true }],
    ],
    [
      'that is cordoned has the notes too',
      object('v1/Node', {
        spec: { unschedulable: true },
        status: { conditions: [READY, condition('KernelDeadlock', 'True', '', 'hung')] },
      }),
      ['Degraded', 'KernelDeadlock', 'hung', { causes: [{ reason: 'KernelDeadlock', message: 'hung' }] }],
    ],
  ])
})

const csr = (status?: object): ReturnType<typeof object> => object('certificates.k8s.io/v1/CertificateSigningRequest', { status })
const approved = { type: 'Approved', status: 'True', reason: 'AutoApproved' }

describe('a certificate signing request', () => {
  testStates([
    [
      'that nobody looked at waits for a person',
      csr(),
      ['Suspended', 'WaitingForApproval', 'Waits for somebody to approve or deny it', { settled: false }],
    ],
    [
      'that was denied says by whom',
      csr({ conditions: [{ type: 'Denied', status: 'True', message: 'Denied by kubectl certificate deny' }] }),
      ['Degraded', 'Denied', 'Denied by kubectl certificate deny', { settled: true }],
    ],
    ['that was denied without a word', csr({ conditions: [{ type: 'Denied' }] }), ['Degraded', 'Denied', 'Was denied', { settled: true }]],
    [
      'that was approved and could not be signed has failed',
      csr({ conditions: [approved, { type: 'Failed', status: 'True', message: 'invalid usage' }, { type: 'Denied', status: 'True' }] }),
      ['Degraded', 'Failed', 'invalid usage', { settled: true }],
    ],
    [
      'that could not be signed, without a word',
      csr({ conditions: [approved, { type: 'Failed', status: 'True', message: '' }] }),
      ['Degraded', 'Failed', 'The signer could not issue the certificate', { settled: true }],
    ],
    [
      'is not denied by a condition that is False',
      csr({ conditions: [{ type: 'Denied', status: 'False' }, approved], certificate: 'LS0t' }),
      ['Healthy', 'Issued', 'The certificate is issued'],
    ],
    [
      'that was approved waits for its signer while the certificate is empty',
      csr({ conditions: [approved], certificate: '' }),
      ['Progressing', 'WaitingForSigner', 'Is approved; its signer has not issued the certificate yet'],
    ],
    [
      'that was approved waits for its signer while there is no certificate',
      csr({ conditions: [approved] }),
      ['Progressing', 'WaitingForSigner', 'Is approved; its signer has not issued the certificate yet'],
    ],
  ])
})

const CRD = 'apiextensions.k8s.io/v1/CustomResourceDefinition'
const ACCEPTED = condition('NamesAccepted', 'True', 'NoConflicts', 'no conflicts found')
const ESTABLISHED = condition('Established', 'True', 'InitialNamesAccepted', 'the initial names have been accepted')

describe('a definition of custom resources', () => {
  testStates([
    ['that nobody looked at is being installed', object(CRD), ['Progressing', 'Installing', 'Is being installed']],
    [
      'that is being installed says so in the words of the API server',
      conditioned(CRD, ACCEPTED, condition('Established', 'False', 'Installing', 'the initial names have been accepted')),
      ['Progressing', 'Installing', 'the initial names have been accepted'],
    ],
    [
      'whose names are taken says by which',
      conditioned(CRD, condition('NamesAccepted', 'False', 'ListKindConflict', '"WidgetList" is already in use')),
      ['Degraded', 'NamesNotAccepted', '"WidgetList" is already in use'],
    ],
    [
      'whose names are taken, without a word',
      conditioned(CRD, condition('NamesAccepted', 'False')),
      ['Degraded', 'NamesNotAccepted', 'Its names are taken by another definition'],
    ],
    [
      'that is not established says why',
      conditioned(CRD, condition('Established', 'False', 'NotAccepted', 'not all names are accepted')),
      ['Degraded', 'NotEstablished', 'not all names are accepted'],
    ],
    [
      'that is not established, without a word',
      conditioned(CRD, condition('Established', 'False', 'NotAccepted', '')),
      ['Degraded', 'NotEstablished', 'Is not established'],
    ],
    ['that is served', conditioned(CRD, ACCEPTED, ESTABLISHED), ['Healthy', 'Established', 'Is served', { causes: [] }]],
    [
      'that is served has two notes, the schema first',
      conditioned(
        CRD,
        ESTABLISHED,
        condition('KubernetesAPIApprovalPolicyConformant', 'False', 'MissingAnnotation', 'protected groups must have approval'),
        condition('NonStructuralSchema', 'True', 'Violations'),
      ),
      [
        'Healthy',
        'Established',
        'Is served; NonStructuralSchema',
        {
          causes: [
            { ref: { kind: 'CustomResourceDefinition', name: 'it' }, reason: 'NonStructuralSchema', message: 'NonStructuralSchema' },
            { reason: 'KubernetesAPIApprovalPolicyConformant', message: 'protected groups must have approval' },
          ],
        },
      ],
    ],
    [
      'has no note of conditions that are as they should be',
      conditioned(CRD, ESTABLISHED, condition('KubernetesAPIApprovalPolicyConformant', 'True'), condition('NonStructuralSchema', 'False')),
      ['Healthy', 'Established', 'Is served', { causes: [] }],
    ],
    [
      'that goes waits for its resources, and says so',
      object(CRD, {
        metadata: { deletionTimestamp: ago(1), finalizers: ['customresourcecleanup.apiextensions.k8s.io'] },
        status: { conditions: [condition('Terminating', 'True', 'InstanceDeletionInProgress', 'CustomResource deletion is in progress')] },
      }),
      ['Progressing', 'Terminating', 'Deletion waits: CustomResource deletion is in progress', { reassessAt: ago(-14) }],
      atNow,
    ],
    [
      'that goes and says no more waits for its finalizers',
      object(CRD, {
        metadata: { deletionTimestamp: ago(1), finalizers: ['customresourcecleanup.apiextensions.k8s.io'] },
        status: { conditions: [condition('Terminating', 'False')] },
      }),
      ['Progressing', 'Terminating', 'Deletion waits for the finalizer customresourcecleanup.apiextensions.k8s.io'],
    ],
    [
      'whose resources go is terminating though it was not asked to go itself',
      conditioned(CRD, ESTABLISHED, condition('Terminating', 'True', 'InstanceDeletionPending', 'waiting for deletion')),
      ['Progressing', 'Terminating', 'waiting for deletion'],
    ],
    [
      'that is terminating, without a word',
      conditioned(CRD, ESTABLISHED, condition('Terminating', 'True')),
      ['Progressing', 'Terminating', 'Is being deleted'],
    ],
  ])
})
