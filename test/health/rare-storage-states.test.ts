import { describe } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { ago, atNow, condition, event, object, testStates } from '../support/health-states.ts'

const volume = (status: object, spec: object = {}): KubeObject => object('v1/PersistentVolume', { spec, status })

describe('a volume', () => {
  testStates([
    ['that nobody looked at', object('v1/PersistentVolume'), ['Progressing', 'Pending', 'Is not available yet']],
    ['that is pending', volume({ phase: 'Pending' }), ['Progressing', 'Pending', 'Is not available yet']],
    ['that nobody claims', volume({ phase: 'Available' }), ['Healthy', 'Available', 'Is free for a claim']],
    [
      'that is bound says to which claim',
      volume({ phase: 'Bound' }, { claimRef: { namespace: 'shop', name: 'data' } }),
      ['Healthy', 'Bound', 'Is bound to the claim shop/data'],
    ],
    [
      'that is bound to a claim without a namespace',
      volume({ phase: 'Bound' }, { claimRef: { name: 'data' } }),
      ['Healthy', 'Bound', 'Is bound to the claim data'],
    ],
    ['that is bound to it is not said what', volume({ phase: 'Bound' }), ['Healthy', 'Bound', 'Is bound to a claim']],
    [
      'whose claim is gone is kept',
      volume({ phase: 'Released' }, { persistentVolumeReclaimPolicy: 'Retain' }),
      ['Healthy', 'Released', 'Its claim is gone; it is kept (Retain)'],
    ],
    [
      'whose claim is gone is to be reclaimed',
      volume({ phase: 'Released' }, { persistentVolumeReclaimPolicy: 'Delete' }),
      ['Healthy', 'Released', 'Its claim is gone; it waits to be reclaimed'],
    ],
    [
      'that could not be deleted says why',
      volume({ phase: 'Failed', reason: 'VolumeFailedDelete', message: 'disk is in use' }),
      ['Degraded', 'ReclaimFailed', 'It could not be reclaimed: disk is in use'],
    ],
    [
      'that could not be deleted has at least a reason',
      volume({ phase: 'Failed', reason: 'VolumeFailedDelete' }),
      ['Degraded', 'ReclaimFailed', 'It could not be reclaimed: VolumeFailedDelete'],
    ],
    ['that could not be deleted, without a word', volume({ phase: 'Failed' }), ['Degraded', 'ReclaimFailed', 'It could not be reclaimed']],
    ['of a phase that nobody knows', volume({ phase: 'Melted' }), ['Unknown', 'PhaseUnknown', 'Its phase is Melted']],
  ])
})

const CLAIM = 'v1/PersistentVolumeClaim'
const claim = (status: object, spec: object = {}, annotations: object = {}): KubeObject =>
  object(CLAIM, { metadata: { annotations }, spec, status })
const storageClass = (name: string, more: object = {}): KubeObject => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  ...more,
})
const byDefault = { metadata: { name: 'std', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } } }
const complete = ['storage.k8s.io/StorageClass']
const pending = { phase: 'Pending' }

describe('a claim that is bound', () => {
  testStates([
    [
      'names its volume',
      claim({ phase: 'Bound' }, { volumeName: 'pv-1' }),
      ['Healthy', 'Bound', 'Is bound to the volume pv-1', { causes: [] }],
    ],
    ['may not name its volume', claim({ phase: 'Bound' }), ['Healthy', 'Bound', 'Is bound to the volume']],
    [
      'and whose volume is gone names it',
      claim({ phase: 'Lost' }, { volumeName: 'pv-1' }),
      ['Degraded', 'VolumeLost', 'Its volume pv-1 does not exist any more'],
    ],
    [
      'grows, and waits for a pod to grow its file system',
      claim({ phase: 'Bound', conditions: [condition('FileSystemResizePending', 'True'), condition('Resizing', 'True')] }),
      [
        'Healthy',
        'Bound',
        'Is bound; its volume is being resized',
        {
          causes: [
            { ref: { kind: 'PersistentVolumeClaim', name: 'it' }, reason: 'Resizing', message: 'its volume is being resized' },
            { reason: 'FileSystemResizePending', message: 'its file system grows when a pod uses it next' },
          ],
        },
      ],
    ],
    [
      'is being changed to another class of attributes',
      claim({ phase: 'Bound', conditions: [condition('ModifyingVolume', 'True'), condition('Resizing', 'False')] }),
      ['Healthy', 'Bound', 'Is bound; its volume is being changed', { causes: [{ reason: 'ModifyingVolume' }] }],
    ],
    ...(['ControllerResizeError', 'NodeResizeError'] as const).map(
      type =>
        [
          `cannot grow, by ${type}`,
          claim({ phase: 'Bound', conditions: [condition(type, 'True', '', 'disk quota exceeded')] }),
          ['Degraded', type, 'Its volume cannot be resized: disk quota exceeded'],
        ] as const,
    ),
    [
      'cannot be changed, without a word',
      claim({ phase: 'Bound', conditions: [condition('ModifyVolumeError', 'True', '', '')] }),
      ['Degraded', 'ModifyVolumeError', 'Its volume cannot be changed'],
    ],
    [
      'cannot grow on its node, as its driver says',
      claim({ phase: 'Bound', allocatedResourceStatuses: { storage: 'NodeResizeInfeasible' } }),
      ['Degraded', 'NodeResizeError', 'Its volume cannot be resized: its driver refuses'],
    ],
    [
      'cannot grow, as its driver says to an older cluster',
      claim({ phase: 'Bound', allocatedResourceStatuses: { storage: 'ControllerResizeFailed' } }),
      ['Degraded', 'ControllerResizeError', 'Its volume cannot be resized: its driver refuses'],
    ],
    [
      'grows without complaint',
      claim({ phase: 'Bound', allocatedResourceStatuses: { storage: 'NodeResizeInProgress' } }),
      ['Healthy', 'Bound', 'Is bound to the volume'],
    ],
  ])
})

describe('a claim that is not bound', () => {
  testStates([
    ['and has no status', object(CLAIM), ['Progressing', 'WaitingForProvisioner', 'Waits for a provisioner, or for a pod that uses it']],
    ['is of a phase that nobody knows', claim({ phase: 'Melted' }), ['Unknown', 'PhaseUnknown', 'Its phase is Melted']],
    [
      'and whose class is empty waits for a volume by hand',
      claim(pending, { storageClassName: '' }),
      ['Progressing', 'WaitingForVolume', 'Waits for a volume that fits: its class is the empty one, so none is made'],
    ],
    ...[
      'volume.kubernetes.io/selected-node',
      'volume.kubernetes.io/storage-provisioner',
      'volume.beta.kubernetes.io/storage-provisioner',
    ].map(
      key =>
        [
          `is being provisioned by its annotation ${key}`,
          claim(pending, { storageClassName: 'fast' }, { [key]: 'ebs.csi.aws.com' }),
          ['Progressing', 'Provisioning', `Its volume is being made${key.endsWith('provisioner') ? ' by ebs.csi.aws.com' : ''}`],
        ] as const,
    ),
    [
      'says what its provisioner says',
      claim(pending, { storageClassName: 'fast' }, { 'volume.kubernetes.io/storage-provisioner': 'ebs.csi.aws.com' }),
      ['Progressing', 'Provisioning', 'Its volume is not there yet: volume limit reached'],
      { related: [event('ProvisioningFailed', 'rpc error: code = ResourceExhausted desc = volume limit reached')] },
    ],
    [
      'says that there is nothing to bind it to',
      claim(pending),
      ['Progressing', 'WaitingForProvisioner', 'Its volume is not there yet: no persistent volumes available'],
      { related: [event('FailedBinding', 'no persistent volumes available'), event('ExternalProvisioning', 'waiting')] },
    ],
    [
      'names a class that does not exist',
      claim(pending, { storageClassName: 'fast' }),
      ['Degraded', 'StorageClassNotFound', 'Storage class "fast" does not exist'],
      { related: [storageClass('slow')], complete },
    ],
    [
      'names a class that does not exist, by its old annotation',
      claim(pending, {}, { 'volume.beta.kubernetes.io/storage-class': 'fast' }),
      ['Degraded', 'StorageClassNotFound', 'Storage class "fast" does not exist'],
      { related: [], complete },
    ],
    [
      'names a class that is not known',
      claim(pending, { storageClassName: 'fast' }),
      ['Progressing', 'WaitingForProvisioner', 'Waits for a provisioner, or for a pod that uses it'],
      { related: [storageClass('slow')] },
    ],
    [
      'names no class where there is no default one',
      claim(pending),
      ['Degraded', 'NoStorageClass', 'It names no storage class, and the cluster has no default one'],
      { related: [storageClass('slow')], complete },
    ],
    [
      'names no class and waits for the default one',
      claim(pending),
      ['Progressing', 'WaitingForProvisioner', 'Waits for a provisioner, or for a pod that uses it'],
      { related: [storageClass('slow'), storageClass('std', byDefault)], complete },
    ],
    [
      'names no class, and not all classes are known',
      claim(pending),
      ['Progressing', 'WaitingForProvisioner', 'Waits for a provisioner, or for a pod that uses it'],
      { related: [storageClass('slow')] },
    ],
    [
      'waits for the first pod that uses it, which is as it should be',
      claim(pending, { storageClassName: 'fast' }),
      ['Healthy', 'WaitingForFirstConsumer', 'Its volume is made once a pod uses it'],
      { related: [storageClass('fast', { volumeBindingMode: 'WaitForFirstConsumer' })] },
    ],
    [
      'has its first pod, and its volume is being made',
      claim(pending, { storageClassName: 'fast' }, { 'volume.kubernetes.io/selected-node': 'node-1' }),
      ['Progressing', 'Provisioning', 'Its volume is being made'],
      { related: [storageClass('fast', { volumeBindingMode: 'WaitForFirstConsumer' })] },
    ],
    [
      'of a class that binds at once waits',
      claim(pending, { storageClassName: 'fast' }),
      ['Progressing', 'WaitingForProvisioner', 'Waits for a provisioner, or for a pod that uses it'],
      { related: [storageClass('fast', { volumeBindingMode: 'Immediate' })] },
    ],
  ])
})

const attachment = (status: object | undefined, spec: object = { nodeName: 'node-1' }, creationTimestamp = ago(1)): KubeObject =>
  object('storage.k8s.io/v1/VolumeAttachment', { metadata: { creationTimestamp }, spec, ...(status && { status }) })

describe('a volume on its way to a node', () => {
  testStates([
    ['is attached to it', attachment({ attached: true }), ['Healthy', 'Attached', 'Is attached to the node node-1']],
    ['is attached to a node that is not named', attachment({ attached: true }, {}), ['Healthy', 'Attached', 'Is attached to its node']],
    [
      'cannot be attached, as its driver says',
      attachment({ attached: false, attachError: { message: 'rpc error: code = Internal desc = volume is in use' } }),
      ['Degraded', 'AttachError', 'The volume cannot be attached: volume is in use'],
    ],
    [
      'cannot be attached, without a word',
      attachment({ attached: false, attachError: {} }),
      ['Degraded', 'AttachError', 'The volume cannot be attached: the driver failed'],
    ],
    [
      'cannot be detached',
      attachment({ attached: true, attachError: null, detachError: { message: 'node is gone' } }),
      ['Degraded', 'DetachError', 'The volume cannot be detached: node is gone'],
    ],
    [
      'that can be neither attached nor detached is told of the attaching',
      attachment({ attached: false, attachError: { message: 'in use' }, detachError: { message: 'node is gone' } }),
      ['Degraded', 'AttachError', 'The volume cannot be attached: in use'],
    ],
    [
      'has no error where both are null',
      attachment({ attached: true, attachError: null, detachError: null }),
      ['Healthy', 'Attached', 'Is attached to the node node-1'],
    ],
    [
      'is waited for until the threshold',
      attachment(undefined, undefined, ago(5, -1)),
      ['Progressing', 'Attaching', 'Is being attached to the node node-1', { reassessAt: '2026-11-22T10:00:00.001Z' }],
      atNow,
    ],
    [
      'is degraded at the threshold',
      attachment({ attached: false }, undefined, ago(5)),
      ['Degraded', 'NotAttached', 'Is being attached to the node node-1 (since 22 Nov 09:55)'],
      atNow,
    ],
  ])
})

const devices = (...list: object[]): object => ({ allocation: { devices: {} }, devices: list })
const resourceClaim = (status?: object): KubeObject => object('resource.k8s.io/v1/ResourceClaim', { status })

describe('a claim of devices', () => {
  testStates([
    ['waits for its pod', resourceClaim(), ['Progressing', 'NotAllocated', 'Is allocated once a pod that uses it is scheduled']],
    ['is allocated', resourceClaim({ allocation: {} }), ['Healthy', 'Allocated', 'Is allocated']],
    [
      'is in use by one pod',
      resourceClaim({ allocation: {}, reservedFor: [{ name: 'a' }] }),
      ['Healthy', 'Allocated', 'Is allocated, and in use by 1 consumer'],
    ],
    [
      'is in use by two pods',
      resourceClaim({ allocation: {}, reservedFor: [{ name: 'a' }, { name: 'b' }] }),
      ['Healthy', 'Allocated', 'Is allocated, and in use by 2 consumers'],
    ],
    [
      'has a device that is not ready, and says which and why',
      resourceClaim(
        devices(
          { device: 'gpu-0', conditions: [condition('Ready', 'True')] },
          { device: 'gpu-1', conditions: [condition('Ready', 'False', 'Broken', 'fell off the bus')] },
        ),
      ),
      ['Degraded', 'DeviceNotReady', 'The device gpu-1 is not ready: fell off the bus'],
    ],
    [
      'has a device that is not ready, without a word',
      resourceClaim(devices({ device: 'gpu-0', conditions: [condition('Ready', 'False')] })),
      ['Degraded', 'DeviceNotReady', 'The device gpu-0 is not ready'],
    ],
    ['has devices of which nothing is said', resourceClaim(devices({ device: 'gpu-0' })), ['Healthy', 'Allocated', 'Is allocated']],
  ])
})
