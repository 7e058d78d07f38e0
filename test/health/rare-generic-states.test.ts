import { describe, expect, test } from 'vitest'
import { assessGeneric } from '../../src/health/convention/generic-rule.ts'
import { assessHealth } from '../../src/health/index.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { condition, object, testStates } from '../support/health-states.ts'
import type { Answer, State } from '../support/health-states.ts'

const READY = condition('Ready', 'True', 'AllGood', 'Is hot')
const OVEN = 'kitchen.example.org/v1/Oven'
const oven = (status: unknown, more: { readonly spec?: object; readonly metadata?: object } = {}): KubeObject =>
  object(OVEN, { ...more, status })
const status = (name: string, value: unknown, answer: Answer): State => [name, oven(value), answer]

describe('a resource that no rule speaks of, by other fields', () => {
  testStates([
    ...['suspend', 'suspended'].map((flag): State => [
      `is stopped by ${flag}`,
      oven({ conditions: [READY] }, { spec: { [flag]: true } }),
      ['Suspended', 'Suspended', 'The spec suspends it'],
    ]),
    ...['paused', 'pause'].map((flag): State => [
      `is stopped by ${flag}`,
      oven({ conditions: [READY] }, { spec: { [flag]: true } }),
      ['Suspended', 'Paused', 'The spec pauses it'],
    ]),
    [
      'is stopped by an annotation',
      oven({ conditions: [READY] }, { metadata: { annotations: { 'example.org/paused': 'true' } } }),
      ['Suspended', 'Paused', 'Is paused by its annotation example.org/paused'],
    ],
    [
      'is not stopped by an annotation',
      oven({ conditions: [READY] }, { metadata: { annotations: { 'example.org/paused': 'false' } } }),
      ['Healthy', 'Ready', 'Is hot'],
    ],
    ['has no status', oven(undefined), ['NotApplicable', 'NoHealth', '']],
    ['has an empty status', oven({}), ['NotApplicable', 'NoHealth', '']],
    status('has an error', { lastErrorMessage: 'no gas' }, ['Degraded', 'ErrorReported', 'no gas']),
    status('has no error', { error: '', phase: 'Running' }, ['Healthy', 'Ready', 'phase is Running']),
    status('has an error with a message', { error: { message: 'no gas' } }, ['Degraded', 'ErrorReported', 'no gas']),
    status('has errors', { errors: ['no gas', 'no salt!'] }, ['Degraded', 'ErrorReported', 'no salt!']),
    status('has an error with a reason, of which the message tells more', { failureReason: 'Gas', failureMessage: 'no gas' }, [
      'Degraded',
      'ErrorReported',
      'no gas',
    ]),
    status('has an error while it makes progress', { error: 'no gas', conditions: [condition('Ready', 'False')] }, [
      'Degraded',
      'ErrorReported',
      'no gas',
    ]),
    status('had an error and is ready', { lastError: 'no gas', conditions: [READY] }, ['Healthy', 'Ready', 'Is hot']),
    status('has an error beside its readiness', { error: 'no gas', conditions: [READY] }, ['Degraded', 'ErrorReported', 'no gas']),
    status('has a good phase', { phase: 'Running' }, ['Healthy', 'Ready', 'phase is Running']),
    status('has a good phase and says more', { phase: 'Running', message: 'is hot' }, ['Healthy', 'Ready', 'is hot']),
    status('has a bad phase and a reason', { phase: 'Failed', reason: 'NoGas' }, ['Degraded', 'PhaseFailed', 'NoGas']),
    status('has a passing phase', { state: 'Creating' }, ['Progressing', 'InProgress', 'state is Creating']),
    status('has a word as long as words are', { phase: `Failed${'x'.repeat(58)}` }, [
      'Degraded',
      'PhaseFailed',
      `phase is Failed${'x'.repeat(58)}`,
    ]),
    status('has prose, which is not read for words', { phase: `Failed${'x'.repeat(59)}` }, ['NotApplicable', 'NoHealth', '']),
    status('was stopped', { status: 'Suspended' }, ['Suspended', 'Suspended', 'status is Suspended']),
    status('does not know', { health: 'Unknown' }, ['Unknown', 'ReportedUnknown', 'health is Unknown']),
    status('has a state within its state', { health: { state: 'Failed' } }, ['Degraded', 'PhaseFailed', 'health is Failed']),
    status('has a phase within its state', { currentState: { phase: 'Ready' } }, ['Healthy', 'Ready', 'currentState is Ready']),
    status('is not ready by its state', { overallStatus: 'Not Ready' }, ['Progressing', 'InProgress', 'overallStatus is Not Ready']),
    status('is well in one word and not in another', { phase: 'Running', bakingStage: 'Failed' }, [
      'Degraded',
      'PhaseFailed',
      'bakingStage is Failed',
    ]),
    status('was stopped rather than that it is being made', { phase: 'Creating', bakeState: 'Paused' }, [
      'Suspended',
      'Suspended',
      'bakeState is Paused',
    ]),
    status('was stopped, for which it is not ready', { phase: 'Stopped', conditions: [condition('Ready', 'False', 'Whim')] }, [
      'Suspended',
      'Suspended',
      'phase is Stopped',
    ]),
    status('is ready by its conditions and failed by its phase', { phase: 'Failed', conditions: [READY] }, [
      'Degraded',
      'PhaseFailed',
      'phase is Failed',
    ]),
    status('is ready by its conditions, and does not know by its phase', { phase: 'Unknown', conditions: [READY] }, [
      'Healthy',
      'Ready',
      'Is hot',
    ]),
    status('is ready by its conditions, and a part of it is not', { trays: [{ state: 'Failed' }], conditions: [READY] }, [
      'Degraded',
      'PhaseFailed',
      'trays: state is Failed',
    ]),
    status('is ready by its conditions, and was not once', { history: [{ state: 'Failed' }], conditions: [READY] }, [
      'Healthy',
      'Ready',
      'Is hot',
    ]),
    status('has a part that is not applied', { trays: [{ applied: false }], conditions: [READY] }, [
      'Degraded',
      'NotHealthy',
      'trays: is not healthy',
    ]),
    status('has a part that is not healthy', { trays: { upper: { healthy: false } } }, ['Degraded', 'NotHealthy', 'upper: is not healthy']),
    status('has members by name', { trays: { upper: { state: 'Ready' }, lower: { state: 'Creating' } } }, [
      'Progressing',
      'InProgress',
      'lower: state is Creating',
    ]),
    status('is ready by a flag', { ready: true }, ['Healthy', 'Ready', 'ready is true']),
    status('is ready by a flag in text', { readyToUse: 'True' }, ['Healthy', 'Ready', 'readyToUse is true']),
    status('is not ready by a flag', { isReady: false }, ['Progressing', 'InProgress', 'isReady is false']),
    status('is not available by a flag in text', { available: 'false' }, ['Progressing', 'InProgress', 'available is false']),
    status('is not healthy by a flag', { healthy: 'False' }, ['Degraded', 'NotHealthy', 'healthy is false']),
    status('has no flag by another word', { ready: 'yes' }, ['NotApplicable', 'NoHealth', '']),
    status('has all its replicas', { replicas: 2, readyReplicas: 2 }, ['Healthy', 'Ready', '2 of 2 replicas are ready']),
    status('lacks replicas', { replicas: 2, availableReplicas: 1 }, ['Progressing', 'InProgress', '1 of 2 replicas are ready']),
    status('lacks all replicas', { replicas: 2 }, ['Progressing', 'InProgress', '0 of 2 replicas are ready']),
    status('counts instances', { desiredReplicas: 1, readyInstances: 1 }, ['Healthy', 'Ready', '1 of 1 replicas are ready']),
    status('counts nodes', { desiredNumberScheduled: 2, numberReady: 1 }, ['Progressing', 'InProgress', '1 of 2 replicas are ready']),
    [
      'counts what its spec wants',
      oven({ readyReplicas: 1 }, { spec: { replicas: 3 } }),
      ['Progressing', 'InProgress', '1 of 3 replicas are ready'],
    ],
    ['does not count what nothing is said of', oven({ colour: 'blue' }, { spec: { replicas: 3 } }), ['NotApplicable', 'NoHealth', '']],
    status('has begun to report', { conditions: [] }, ['Progressing', 'NoStatus', 'Its controller has not reported how it is yet']),
    status('has begun to report on its parents', { parents: [] }, [
      'Progressing',
      'NoStatus',
      'Its controller has not reported how it is yet',
    ]),
    status('has nothing to list', { parents: [], colour: 'blue' }, ['NotApplicable', 'NoHealth', '']),
    status(
      'has a parent that is not accepted',
      { parents: [{ conditions: [condition('Accepted', 'True')] }, { conditions: [condition('Accepted', 'False')] }] },
      ['Degraded', 'ConditionFailed', 'Accepted is False'],
    ),
    status('has a parent of which nothing is said', { parents: [{ conditions: [] }] }, [
      'Progressing',
      'NoStatus',
      'Waits for its conditions to be reported',
    ]),
    status('has conditions one level down', { cluster: { conditions: [READY] } }, ['Healthy', 'Ready', 'Is hot']),
  ])

  test.each([
    'Job',
    'Run',
    'Task',
    'Workflow',
    'Backup',
    'Restore',
    'Migration',
    'Execution',
    'Build',
    'Request',
    'Snapshot',
    'Experiment',
    'Analysis',
  ])('is not done while it runs, as a %s', word => {
    const phase = (kind: string, said: string): string =>
      assessHealth(object(`kitchen.example.org/v1/${kind}`, { status: { phase: said } })).status
    expect([phase(`Oven${word}`, 'Running'), phase(`Oven${word}`, 'Started'), phase(`Oven${word}`, 'Active')]).toEqual(
      Array(3).fill('Progressing'),
    )
    expect([phase(`Oven${word}`, 'Succeeded'), phase(`${word}Oven`, 'Running')]).toEqual(['Healthy', 'Healthy'])
  })
})

describe('a field that the definition of a kind shows to people', () => {
  const printed = { conditions: [], fields: ['status.oven.ready', 'status.oven.sync', 'status.sync'] }
  test.each<[object, object | undefined]>([
    [{ oven: { ready: false } }, { status: 'Progressing', reason: 'InProgress', message: 'ready is false' }],
    [{ oven: { ready: true } }, { status: 'Healthy', reason: 'Ready', message: 'ready is true' }],
    [{ oven: { sync: 'Failed' } }, { status: 'Degraded', reason: 'PhaseFailed', message: 'sync is Failed' }],
    [{ oven: { sync: 'Failed', message: 'no gas' } }, { status: 'Degraded', reason: 'PhaseFailed', message: 'no gas' }],
    [{ sync: 'Synced' }, { status: 'Healthy', reason: 'Ready', message: 'sync is Synced' }],
    [{ oven: 'hot' }, undefined],
  ])('is read of %j', (status, answer) => {
    expect(assessGeneric({ kind: 'Oven', status }, { printed })).toEqual(answer)
    expect(assessGeneric({ kind: 'Oven', status })).toBeUndefined()
  })
})

describe('which of several conditions is told', () => {
  test.each<[string, object, object, string]>([
    ['type', condition('BakeFailed', 'True', 'Z', 'a'), condition('Failed', 'True', 'A', 'b'), 'a'],
    ['reason', condition('Failed', 'True', 'A', 'z'), condition('Failed', 'True', 'B', 'a'), 'z'],
    ['message', condition('Failed', 'True', 'A', 'a'), condition('Failed', 'True', 'A', 'b'), 'a'],
    ['status', condition('Ready', 'False', 'Failed'), condition('Ready', 'Unknown', 'Failed'), 'Ready is False: Failed'],
  ])('is the first by %s, whatever their order', (_, first, second, message) => {
    for (const conditions of [
      [first, second],
      [second, first],
    ])
      expect(assessGeneric({ kind: 'Oven', status: { conditions } })?.message).toBe(message)
  })
})
