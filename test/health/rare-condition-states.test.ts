import { describe, expect, test } from 'vitest'
import { assessGeneric } from '../../src/health/convention/generic-rule.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { condition, conditioned, object, testStates } from '../support/health-states.ts'
import type { Answer, State } from '../support/health-states.ts'

const OVEN = 'kitchen.example.org/v1/Oven'
const oven = (status: unknown, more: { readonly spec?: object; readonly metadata?: object } = {}): KubeObject =>
  object(OVEN, { ...more, status })
const says = (name: string, conditions: readonly object[], answer: Answer): State => [name, conditioned(OVEN, ...conditions), answer]
const BEHIND = ['Progressing', 'GenerationNotObserved', 'The controller has not yet seen the latest change of the spec'] as const
const READY = condition('Ready', 'True', 'AllGood', 'Is hot')

describe('a resource that no rule speaks of, by its conditions', () => {
  testStates([
    says('is as it should be, in its own words', [READY], ['Healthy', 'Ready', 'Is hot']),
    says('is as it should be, by its reason', [condition('Ready', 'True', 'AllGood')], ['Healthy', 'Ready', 'Ready is True: AllGood']),
    says('is as it should be, without a word', [condition('Ready', 'True')], ['Healthy', 'Ready', 'Ready is True']),
    says('has failed', [condition('Failed', 'True', 'Burnt', 'Is burnt'), READY], ['Degraded', 'ConditionFailed', 'Is burnt']),
    says('has not failed', [condition('Failed', 'False', 'Burnt', 'Is burnt'), READY], ['Healthy', 'Ready', 'Is hot']),
    says('is paused', [condition('Paused', 'True', '', 'By hand'), condition('Ready', 'False')], ['Suspended', 'Suspended', 'By hand']),
    says('is not paused', [condition('Paused', 'False', 'Error', 'By hand'), READY], ['Healthy', 'Ready', 'Is hot']),
    says(
      'is not ready for a bad reason',
      [condition('Ready', 'False', 'Failed')],
      ['Degraded', 'ConditionFailed', 'Ready is False: Failed'],
    ),
    says('is not ready for no reason', [condition('Ready', 'False')], ['Progressing', 'InProgress', 'Ready is False']),
    says('is not ready for a reason', [condition('Ready', 'False', 'Whim')], ['Degraded', 'ConditionFailed', 'Ready is False: Whim']),
    says('is not ready for a word', [condition('Ready', 'False', '', 'A whim')], ['Degraded', 'ConditionFailed', 'A whim']),
    says('is not accepted for no reason', [condition('Accepted', 'False')], ['Degraded', 'ConditionFailed', 'Accepted is False']),
    says('is not ready since it is paused', [condition('Ready', 'False', 'Paused')], ['Suspended', 'Suspended', 'Ready is False: Paused']),
    says('is not ready yet', [condition('Ready', 'False', 'Creating')], ['Progressing', 'InProgress', 'Ready is False: Creating']),
    says(
      'is not ready for a reason that is unknown to itself',
      [condition('Ready', 'False', 'Unknown', 'A whim')],
      ['Degraded', 'ConditionFailed', 'A whim'],
    ),
    says(
      'is not ready and waits, in its own words',
      [condition('Ready', 'False', 'Whim', 'Waiting for gas')],
      ['Progressing', 'InProgress', 'Waiting for gas'],
    ),
    says(
      'is not ready and waits after an error',
      [condition('Ready', 'False', 'Whim', 'Waiting for gas after an error')],
      ['Degraded', 'ConditionFailed', 'Waiting for gas after an error'],
    ),
    says(
      'has failed by the reason, though it says that it waits',
      [condition('Ready', 'False', 'Failed', 'Waiting for gas')],
      ['Degraded', 'ConditionFailed', 'Waiting for gas'],
    ),
    says(
      'is not ready while something goes on',
      [condition('Reconciling', 'True', '', 'Heats'), condition('Ready', 'False', 'Whim', 'Is cold')],
      ['Progressing', 'InProgress', 'Is cold'],
    ),
    says(
      'does not know whether it is ready while something goes on',
      [condition('Reconciling', 'True', '', 'Heats'), condition('Ready', 'Unknown', '', 'Is not measured')],
      ['Progressing', 'InProgress', 'Heats'],
    ),
    says(
      'does not know whether it is ready',
      [condition('Ready', 'Unknown', 'Whim')],
      ['Progressing', 'InProgress', 'Ready is Unknown: Whim'],
    ),
    says(
      'does not know whether it is ready, for a bad reason',
      [condition('Ready', 'Unknown', 'Error')],
      ['Degraded', 'ConditionFailed', 'Ready is Unknown: Error'],
    ),
    says(
      'is ready and reconciles anew',
      [condition('Reconciling', 'True', '', 'Heats again'), READY],
      ['Progressing', 'InProgress', 'Heats again'],
    ),
    says(
      'is ready and makes progress, which it is ready beside',
      [condition('Progressing', 'True', '', 'Heats'), READY],
      ['Healthy', 'Ready', 'Is hot'],
    ),
    says(
      'is available and makes progress',
      [condition('Progressing', 'True', 'RolloutUnderWay', 'Heats'), condition('Available', 'True')],
      ['Progressing', 'InProgress', 'Heats'],
    ),
    says(
      'is available and has made its progress',
      [condition('Progressing', 'True', 'NewReplicaSetAvailable', 'Has heated'), condition('Available', 'True', '', 'Is hot')],
      ['Healthy', 'Ready', 'Is hot'],
    ),
    says(
      'is available and has made a step of its progress',
      [condition('Progressing', 'True', 'ReplicaSetUpdated', 'Heats'), condition('Available', 'True', '', 'Is hot')],
      ['Progressing', 'InProgress', 'Heats'],
    ),
    says(
      'makes progress, of which nothing sums up',
      [condition('Progressing', 'True', '', 'Heats')],
      ['Progressing', 'InProgress', 'Heats'],
    ),
    says(
      'makes progress that has failed',
      [condition('Progressing', 'False', 'ProgressDeadlineExceeded', 'Took too long'), condition('Available', 'True')],
      ['Degraded', 'ConditionFailed', 'Took too long'],
    ),
    says(
      'makes no progress, which its message alone does not make an error',
      [condition('Progressing', 'False', '', 'error: none'), condition('Available', 'True', '', 'Is hot')],
      ['Healthy', 'Ready', 'Is hot'],
    ),
    says(
      'is not ready, and its message begins with an error',
      [condition('Ready', 'False', 'Unknown', 'error: no gas')],
      ['Degraded', 'ConditionFailed', 'error: no gas'],
    ),
    says(
      'does not know whether it makes progress, beside Available',
      [condition('Progressing', 'Unknown', '', 'Is not measured'), condition('Available', 'True')],
      ['Progressing', 'InProgress', 'Is not measured'],
    ),
    says(
      'does not know whether it makes progress, beside Ready',
      [condition('Progressing', 'Unknown', '', 'Is not measured'), READY],
      ['Healthy', 'Ready', 'Is hot'],
    ),
    says(
      'is ready, but not in a part',
      [condition('GasConnected', 'False', 'Whim', 'No gas'), READY],
      ['Degraded', 'ConditionFailed', 'No gas'],
    ),
    says(
      'is ready, and not in a part for a good reason',
      [condition('GasConnected', 'False', 'Enabled', 'No gas'), READY],
      ['Healthy', 'Ready', 'Is hot'],
    ),
    says(
      'is ready, and does not know of a part',
      [condition('GasConnected', 'Unknown', '', 'Is not measured'), READY],
      ['Progressing', 'InProgress', 'Is not measured'],
    ),
    says(
      'is ready, and a part of it is being made',
      [condition('GasConnected', 'True', 'Connecting', 'Is being connected'), READY],
      ['Progressing', 'InProgress', 'Is being connected'],
    ),
    says(
      'runs for the reason that it runs',
      [condition('Running', 'True', 'Running', 'Runs the playbook')],
      ['Progressing', 'InProgress', 'Runs the playbook'],
    ),
    says('runs for another reason', [condition('Running', 'True', 'Successful', 'Has run')], ['Healthy', 'Ready', 'Has run']),
    says(
      'has a part that is well, and nothing sums up',
      [condition('GasConnected', 'True', '', 'Has gas')],
      ['Healthy', 'Ready', 'Has gas'],
    ),
    says(
      'is ready for a reason that goes on, of which it says that it is ready',
      [condition('Ready', 'True', 'Creating', 'Is hot')],
      ['Healthy', 'Ready', 'Is hot'],
    ),
    says(
      'is available, and does not know its colour',
      [condition('Colour', 'Unknown', '', 'Is dark'), condition('Available', 'True', '', 'Is hot')],
      ['Healthy', 'Ready', 'Is hot'],
    ),
    says('has no part for a good reason', [condition('GasConnected', 'False', 'Enabled', 'No gas')], ['NotApplicable', 'NoHealth', '']),
    [
      'is waited for while what it says of its spec is of an earlier one, whatever else it says',
      oven({ conditions: [READY, { ...condition('GasConnected', 'True'), observedGeneration: 1 }] }, { metadata: { generation: 2 } }),
      BEHIND,
    ],
    [
      'has an error of an earlier spec, by its parents',
      oven({ error: 'no gas', parents: [{ conditions: [{ ...READY, observedGeneration: 1 }] }] }, { metadata: { generation: 2 } }),
      BEHIND,
    ],
    [
      'was stopped, and that holds for an earlier spec too',
      oven(
        { conditions: [condition('Paused', 'True', '', 'By hand'), { ...READY, observedGeneration: 1 }] },
        { metadata: { generation: 2 } },
      ),
      ['Suspended', 'Suspended', 'By hand'],
    ],
    [
      'makes progress, and says so of an earlier spec too',
      oven(
        { conditions: [condition('Reconciling', 'True', '', 'Heats'), { ...READY, observedGeneration: 1 }] },
        { metadata: { generation: 2 } },
      ),
      ['Progressing', 'InProgress', 'Heats'],
    ],
    says(
      'is ready, whatever the reason of what nobody knows',
      [condition('Colour', 'False', 'Error', 'No paint'), READY],
      ['Healthy', 'Ready', 'Is hot'],
    ),
    says(
      'is ready, but not by another summary',
      [condition('Synced', 'False', 'Whim', 'Is late'), READY],
      ['Degraded', 'ConditionFailed', 'Is late'],
    ),
    says(
      'is ready, but not in a part, while something goes on',
      [condition('GasConnected', 'False', 'Whim', 'No gas'), READY, condition('Progressing', 'True', '', 'Connects')],
      ['Progressing', 'InProgress', 'No gas'],
    ),
    says(
      'is available and was updated',
      [condition('Progressing', 'True', 'UpdatedSuccessfully', 'Has heated'), condition('Available', 'True', '', 'Is hot')],
      ['Healthy', 'Ready', 'Is hot'],
    ),
    says('runs no more', [condition('Running', 'False', 'Running', 'Has run')], ['NotApplicable', 'NoHealth', '']),
    says('has gas for the reason that it runs', [condition('GasConnected', 'True', 'Running', 'Gas')], ['Healthy', 'Ready', 'Gas']),
    says('says nothing that convention knows', [condition('Colour', 'True', 'Blue', 'Is blue')], ['NotApplicable', 'NoHealth', '']),
    says(
      'is summed up by Ready rather than by Available',
      [condition('Available', 'True', '', 'Is there'), condition('Ready', 'True', '', 'Is hot')],
      ['Healthy', 'Ready', 'Is hot'],
    ),
    says(
      'is told by the first of two conditions of one type',
      [condition('Ready', 'True', 'B', 'second'), condition('Ready', 'True', 'A', 'first')],
      ['Healthy', 'Ready', 'first'],
    ),
    says(
      'is told by the first of two conditions of one type and reason',
      [condition('Ready', 'True', 'A', 'b'), condition('Ready', 'True', 'A', 'a')],
      ['Healthy', 'Ready', 'a'],
    ),
    [
      'is not told by what was said of an earlier spec',
      oven({ conditions: [{ ...READY, observedGeneration: 1 }] }, { metadata: { generation: 2 } }),
      BEHIND,
    ],
    [
      'has one condition about this spec, which counts',
      oven(
        {
          conditions: [
            { ...condition('Failed', 'True'), observedGeneration: 1 },
            { ...READY, observedGeneration: 2 },
          ],
        },
        { metadata: { generation: 2 } },
      ),
      ['Healthy', 'Ready', 'Is hot'],
    ],
    [
      'has a parent whose conditions are about an earlier spec',
      oven({ phase: 'Failed', parents: [{ conditions: [{ ...READY, observedGeneration: 1 }] }] }, { metadata: { generation: 2 } }),
      ['Progressing', 'NoStatus', 'Waits for its conditions to be reported'],
    ],
    [
      'is told by a phase that is about an earlier spec as its conditions are',
      oven(
        { phase: 'Running', controllers: [{ conditions: [{ ...condition('Ready', 'True'), observedGeneration: 1 }] }] },
        { metadata: { generation: 2 } },
      ),
      ['Progressing', 'NoStatus', 'Waits for its conditions to be reported'],
    ],
  ])
})

describe('a condition that the definition of a kind shows to people', () => {
  test.each<[string, readonly object[], object]>([
    [
      'sums up, though convention does not know it',
      [condition('Colour', 'True', '', 'Is blue')],
      { status: 'Healthy', message: 'Is blue' },
    ],
    [
      'sums up, where it is not True for a reason that is good',
      [condition('Colour', 'False', 'Enabled', 'Is grey')],
      { status: 'Degraded', message: 'Is grey' },
    ],
    [
      'sums up, where convention only knows it as one of several',
      [condition('GasConnected', 'False', 'Enabled', 'No gas')],
      { status: 'Degraded', message: 'No gas' },
    ],
    ['does not sum up what is bad', [condition('Failed', 'True', '', 'Is burnt')], { status: 'Degraded', message: 'Is burnt' }],
    ['does not sum up what goes on', [condition('Reconciling', 'True', '', 'Heats')], { status: 'Progressing', message: 'Heats' }],
    ['does not sum up what was stopped', [condition('Paused', 'True', '', 'By hand')], { status: 'Suspended', message: 'By hand' }],
  ])('%s', (_, conditions, answer) => {
    const printed = { conditions: ['Colour', 'GasConnected', 'Failed', 'Reconciling', 'Paused'], fields: [] }
    expect(assessGeneric({ kind: 'Oven', status: { conditions } }, { printed })).toMatchObject(answer)
  })
})
