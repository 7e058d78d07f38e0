import { describe } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { CRASHING, DENIED, UP, ago, atNow, condition, conditioned, object, ownedPod, testStates, web } from '../support/health-states.ts'

const THEN = '2026-11-22T10:00:00.001Z'
const ENDED = web({ state: { terminated: { exitCode: 1, reason: 'Error' } } })
const FAILED = web({ state: { terminated: { exitCode: 1, reason: 'Error' } } }, 'Failed')

const job = (status: object, spec: object = {}): KubeObject => object('batch/v1/Job', { spec, status: { startTime: ago(5), ...status } })

describe('a job', () => {
  testStates([
    ['that nobody has started', object('batch/v1/Job'), ['Progressing', 'NotStarted', 'Has not started yet']],
    [
      'that has pods has started',
      object('batch/v1/Job', { status: { active: 1 } }),
      ['Progressing', 'Running', 'Runs: 1 active, 0 succeeded'],
    ],
    ['that has a time has started', job({}), ['Progressing', 'Running', 'Runs: 0 active, 0 succeeded', { causes: [] }]],
    [
      'says how many of its completions are done, and how many pods may fail by default',
      job({ active: 1, succeeded: 2, failed: 1 }, { completions: 5 }),
      ['Progressing', 'Running', 'Runs: 1 active, 2 of 5 succeeded, 1 failed of at most 7'],
    ],
    [
      'says how many pods may fail',
      job({ active: 1, failed: 1 }, { backoffLimit: 0 }),
      ['Progressing', 'Running', 'Runs: 1 active, 0 succeeded, 1 failed of at most 1'],
    ],
    [
      'does not say how many pods may fail where each index has a limit of its own',
      job({ active: 1, failed: 1 }, { backoffLimit: 2_147_483_647 }),
      ['Progressing', 'Running', 'Runs: 1 active, 0 succeeded, 1 failed'],
    ],
    ['that is done', job({ conditions: [condition('Complete', 'True')], succeeded: 1 }), ['Healthy', 'Completed', 'Ran to completion']],
    [
      'that is done with all its completions',
      job({ conditions: [condition('Complete', 'True')], succeeded: 2 }),
      ['Healthy', 'Completed', 'All 2 completions succeeded'],
    ],
    [
      'that has done what it was to',
      job({ conditions: [condition('SuccessCriteriaMet', 'True')] }),
      ['Healthy', 'Completed', 'Its success criteria are met'],
    ],
    ['that is suspended by its spec', job({}, { suspend: true }), ['Suspended', 'Suspended', 'Is suspended']],
    ['that is suspended by its status', job({ conditions: [condition('Suspended', 'True')] }), ['Suspended', 'Suspended', 'Is suspended']],
    [
      'that was resumed runs',
      job({ conditions: [condition('Suspended', 'False')], active: 1 }),
      ['Progressing', 'Running', 'Runs: 1 active, 0 succeeded'],
    ],
    ['that may run nothing', job({}, { parallelism: 0 }), ['Suspended', 'Paused', 'Is paused: its parallelism is 0']],
    [
      'that has failed, without a word',
      job({ conditions: [condition('Failed', 'True')] }),
      ['Degraded', 'Failed', 'The Job failed', { settled: true, causes: [] }],
    ],
    [
      'that is about to fail',
      job({ conditions: [condition('FailureTarget', 'True', 'BackoffLimitExceeded', 'Job has reached its limit')] }),
      [
        'Degraded',
        'BackoffLimitExceeded',
        'Container web exits with code 1 (1 of 1 pods); Job has reached its limit',
        { causes: [{ ref: { name: 'a' } }] },
      ],
      { related: [ownedPod('a', { status: FAILED })] },
    ],
    [
      'whose image cannot be pulled is degraded',
      job({ active: 1 }),
      ['Degraded', 'ErrImagePull', 'Access to the image is denied: web:2 (1 of 1 pods)', { causes: [{ reason: 'ErrImagePull' }] }],
      { related: [ownedPod('a', { status: DENIED })] },
    ],
    [
      'one of whose pods cannot pull its image waits for the other',
      job({ active: 2 }),
      ['Progressing', 'Running', 'Runs: 2 active, 0 succeeded; access to the image is denied: web:2 (1 of 2 pods)'],
      { related: [ownedPod('a', { status: DENIED }), ownedPod('b', { status: UP })] },
    ],
    [
      'whose pod crashes tries again',
      job({ active: 1 }),
      ['Progressing', 'Running', 'Runs: 1 active, 0 succeeded; container web exits with code 1 (2 restarts; 1 of 1 pods)'],
      { related: [ownedPod('a', { status: CRASHING })] },
    ],
    [
      'whose pod has just failed tries again',
      job({ active: 1 }),
      ['Progressing', 'Running', 'Runs: 1 active, 0 succeeded; container web exits with code 1 (1 of 1 pods)'],
      { related: [ownedPod('a', { status: ENDED })] },
    ],
    [
      'whose pod was restarted before its image could not be pulled tries again',
      job({ active: 1 }),
      ['Progressing', 'Running', 'Runs: 1 active, 0 succeeded; container web keeps crashing (3 restarts; 1 of 1 pods)'],
      { related: [ownedPod('a', { status: web({ restartCount: 3, state: { waiting: { reason: 'CrashLoopBackOff' } } }) })] },
    ],
    [
      'whose pod failed as a whole tries again',
      job({ active: 1, failed: 1 }),
      ['Progressing', 'Running', 'Runs: 1 active, 0 succeeded, 1 failed of at most 7; ran longer than it may (1 of 1 pods)'],
      { related: [ownedPod('a', { status: { phase: 'Failed', reason: 'DeadlineExceeded' } })] },
    ],
    [
      'whose pod waits for a node is asked about again when that is too long',
      job({ active: 1 }),
      [
        'Progressing',
        'Running',
        'Runs: 1 active, 0 succeeded; no node fits (1 of 1 pods)',
        { reassessAt: THEN, causes: [{ reason: 'Unschedulable', message: 'No node fits' }] },
      ],
      {
        ...atNow,
        related: [
          ownedPod('a', {
            status: { phase: 'Pending', conditions: [condition('PodScheduled', 'False', 'Unschedulable', '', ago(5, -1))] },
          }),
        ],
      },
    ],
  ])
})

const JOBSET = 'jobset.x-k8s.io/v1alpha2/JobSet'

describe('a set of jobs', () => {
  testStates([
    ['that nobody has started', object(JOBSET), ['Progressing', 'NotStarted', 'Has not started yet']],
    [
      'that runs counts the jobs of all its groups',
      object(JOBSET, {
        status: {
          replicatedJobsStatus: [
            { active: 1, succeeded: 2 },
            { active: 3, succeeded: 1, failed: 1 },
          ],
        },
      }),
      ['Progressing', 'Running', 'Runs: 4 jobs active, 3 succeeded, 1 failed'],
    ],
    [
      'that has failed says why',
      conditioned(JOBSET, condition('Completed', 'True'), condition('Failed', 'True', 'FailedJobs', 'jobset failed due to one job')),
      ['Degraded', 'FailedJobs', 'jobset failed due to one job', { settled: true }],
    ],
    [
      'that has failed, without a word',
      conditioned(JOBSET, condition('Failed', 'True')),
      ['Degraded', 'Failed', 'The jobs failed', { settled: true }],
    ],
    ['that is done', conditioned(JOBSET, condition('Completed', 'True')), ['Healthy', 'Completed', 'All its jobs ran to completion']],
    ['that is suspended by its spec', object(JOBSET, { spec: { suspend: true } }), ['Suspended', 'Suspended', 'Is suspended']],
    ['that is suspended by its status', conditioned(JOBSET, condition('Suspended', 'True')), ['Suspended', 'Suspended', 'Is suspended']],
    [
      'that was resumed',
      object(JOBSET, { spec: { suspend: false }, status: { conditions: [condition('Suspended', 'False')] } }),
      ['Progressing', 'NotStarted', 'Has not started yet'],
    ],
  ])
})
