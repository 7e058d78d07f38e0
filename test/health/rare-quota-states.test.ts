import { describe } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { object, testStates } from '../support/health-states.ts'

const quota = (wanted: object, hard?: object, used?: object): KubeObject =>
  object('v1/ResourceQuota', { spec: { hard: wanted }, status: { hard, used } })
const WAITS = ['Progressing', 'NotCounted', 'The quota controller does not count by it yet'] as const

describe('a quota', () => {
  testStates([
    ['that nobody counts by', quota({ pods: '4' }), WAITS],
    ['that was changed since', quota({ pods: '4' }, { pods: '3' }), WAITS],
    ['that counts one thing more since', quota({ pods: '4', cpu: '1' }, { pods: '4' }), WAITS],
    ['that counts another thing since', quota({ pods: '4' }, { cpu: '4' }), WAITS],
    ['that wants nothing', quota({}), ['Healthy', 'Counted', 'Is in force', { causes: [] }]],
    [
      'that is written in another way is the same',
      quota({ cpu: '1' }, { cpu: '1000m' }, { cpu: '999m' }),
      ['Healthy', 'Counted', 'Is in force'],
    ],
    [
      'of which one thing is used up',
      quota({ pods: '4', cpu: '1' }, { pods: '4', cpu: '1' }, { pods: '4', cpu: '500m' }),
      [
        'Healthy',
        'Exhausted',
        'Is in force; pods is used up',
        { causes: [{ ref: { kind: 'ResourceQuota', name: 'it' }, reason: 'Exhausted', message: 'pods is used up' }] },
      ],
    ],
    [
      'of which two things are used up names them in order',
      quota({ pods: '4', cpu: '1' }, { pods: '4', cpu: '1' }, { pods: '5', cpu: '1' }),
      ['Healthy', 'Exhausted', 'Is in force; cpu, pods are used up'],
    ],
    ['that allows nothing is not used up', quota({ pods: '0' }, { pods: '0' }, { pods: '0' }), ['Healthy', 'Counted', 'Is in force']],
    ['that says nothing of what is used', quota({ pods: '4' }, { pods: '4' }), ['Healthy', 'Counted', 'Is in force']],
  ])
})

const snapshot = (status?: object): KubeObject => object('snapshot.storage.k8s.io/v1/VolumeSnapshot', { status })

describe('a snapshot', () => {
  testStates([
    ['is being taken', snapshot(), ['Progressing', 'NotReadyToUse', 'Is being taken']],
    ['is not there yet', snapshot({ readyToUse: false }), ['Progressing', 'NotReadyToUse', 'Is being taken']],
    ['can be used, whatever failed before', snapshot({ readyToUse: true, error: {} }), ['Healthy', 'ReadyToUse', 'Can be restored from']],
    ['could not be taken', snapshot({ error: { message: 'disk is gone' } }), ['Degraded', 'SnapshotFailed', 'disk is gone']],
    ['could not be taken, without a word', snapshot({ error: {} }), ['Degraded', 'SnapshotFailed', 'The snapshot could not be taken']],
  ])
})

const secret = (type: string | undefined, data?: object): KubeObject => object('v1/Secret', { type, data })

describe('a secret', () => {
  testStates([
    [
      'of a service account waits for its token',
      secret('kubernetes.io/service-account-token'),
      ['Progressing', 'WaitingForToken', 'Waits for the token of its service account'],
    ],
    [
      'of a service account has its token',
      secret('kubernetes.io/service-account-token', { token: 'dA==' }),
      ['NotApplicable', 'NoHealth', 'This kind reports no health'],
    ],
    ['of another type waits for nothing', secret('Opaque'), ['NotApplicable', 'NoHealth', 'This kind reports no health']],
  ])
})
