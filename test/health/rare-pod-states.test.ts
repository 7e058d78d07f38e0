import { describe } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { ago, atNow, condition, event, NOW, object, pod, testStates } from '../support/health-states.ts'
import type { PodParts, State } from '../support/health-states.ts'

const failed = (status: object, more: PodParts = {}): KubeObject => pod({ phase: 'Failed', ...more, status: { ...status } })
const whole = (reason: string, text: string, message?: string): State => [
  `for ${reason}${message === undefined ? '' : ', in its own words'}`,
  failed({ reason, ...(message === undefined ? {} : { message }) }),
  ['Degraded', reason, text, { settled: true, causes: [{ reason, message: text }] }],
]

describe('a pod has failed', () => {
  testStates([
    whole('Evicted', 'Was evicted'),
    whole('Evicted', 'Was evicted: The node was low on resource: memory.', 'The node was low on resource: memory.'),
    whole('Preempting', 'Was preempted by a pod of higher priority'),
    whole('NodeShutdown', 'Its node was shut down'),
    whole('Shutdown', 'Its node was shut down'),
    whole('Terminated', 'Its node was shut down: Pod was terminated', 'Pod was terminated'),
    whole('NodeLost', 'Its node was lost'),
    whole('DeadlineExceeded', 'Ran longer than it may'),
    whole(
      'OutOfcpu',
      'Was rejected by its node: Node didn’t have enough resource: cpu',
      'Pod was rejected: Node didn’t have enough resource: cpu',
    ),
    whole('Whatever', 'Failed'),
    ['of which nothing is known', failed({}), ['Degraded', 'Failed', 'Failed', { settled: true, causes: [] }]],
    ['of which only a word is known', failed({ message: 'gone' }), ['Degraded', 'Failed', 'Failed: gone', { settled: true }]],
    [
      'by its container rather than its sidecar, which is killed afterwards',
      failed(
        {
          initContainerStatuses: [{ name: 'proxy', restartCount: 0, state: { terminated: { exitCode: 137, reason: 'Error' } } }],
          containerStatuses: [{ name: 'web', restartCount: 0, state: { terminated: { exitCode: 2, reason: 'Error' } } }],
        },
        { spec: { initContainers: [{ name: 'proxy', restartPolicy: 'Always' }], containers: [{ name: 'web' }] } },
      ),
      ['Degraded', 'Error', 'Container web exits with code 2', { settled: true, causes: [{ container: 'web' }, { container: 'proxy' }] }],
    ],
    [
      'by the container that ended badly',
      failed({
        containerStatuses: [
          { name: 'done', restartCount: 0, state: { terminated: { exitCode: 0 } } },
          { name: 'runs', restartCount: 0, state: { running: {} } },
          { name: 'bad', restartCount: 0, state: { terminated: { exitCode: 2 } } },
        ],
      }),
      ['Degraded', 'Error', 'Container bad exits with code 2', { settled: true, causes: [{ container: 'bad' }] }],
    ],
    [
      'for a reason of its own, with its containers behind it',
      failed({
        reason: 'DeadlineExceeded',
        containerStatuses: [{ name: 'web', restartCount: 0, state: { terminated: { exitCode: 143 } } }],
      }),
      [
        'Degraded',
        'DeadlineExceeded',
        'Ran longer than it may',
        { settled: true, causes: [{ reason: 'DeadlineExceeded' }, { container: 'web', reason: 'Error' }] },
      ],
    ],
  ])
})

const scheduled = (reason: string, message: string, more: PodParts & { readonly since?: string } = {}): KubeObject =>
  pod({
    ...more,
    spec: { nodeName: undefined, ...more.spec },
    status: { conditions: [condition('PodScheduled', 'False', reason, message, more.since)] },
  })
const noNode = (name: string, message: string, text: string): State => [
  name,
  scheduled('Unschedulable', message),
  ['Progressing', 'Unschedulable', text, { causes: [{ ref: { kind: 'Pod', name: 'it' }, reason: 'Unschedulable', message: text }] }],
]
const none = (parts: string): string => `0/3 nodes are available: ${parts}. preemption: 0/3 nodes are available: 3 No victims found.`

describe('a pod has no node', () => {
  testStates([
    ['that anybody looked for', object('v1/Pod'), ['Progressing', 'WaitingForScheduler', 'Waits for a node']],
    [
      'since a gate holds it back',
      scheduled('SchedulingGated', '', { spec: { schedulingGates: [{ name: 'a.io/b' }, { name: 'c.io/d' }] } }),
      ['Suspended', 'SchedulingGated', 'Scheduling is held back by a.io/b, c.io/d', { settled: false }],
    ],
    [
      'since a gate without a name holds it back',
      scheduled('SchedulingGated', ''),
      ['Suspended', 'SchedulingGated', 'Scheduling is held back by a gate', { settled: false }],
    ],
    ['for another reason', scheduled('SchedulerError', 'binding rejected'), ['Progressing', 'WaitingForScheduler', 'binding rejected']],
    ['for another reason, without a word', scheduled('SchedulerError', ''), ['Progressing', 'WaitingForScheduler', 'Waits for a node']],
    noNode('and does not say why', '', 'No node fits'),
    noNode('for a reason in other words', 'skip schedule deleting pod', 'No node fits: skip schedule deleting pod'),
    noNode('since there is none', '0/0 nodes are available: .', 'No node fits: the cluster has none'),
    noNode(
      'for want of memory and room',
      none('1 Insufficient memory, 2 Too many pods'),
      'No node fits: 1 of 3 have too little memory, 2 of 3 are full of pods',
    ),
    noNode(
      'for its taints',
      none('1 node(s) had untolerated taint {example.com/gpu: true}, 2 node(s) had untolerated taint(s)'),
      'No node fits: 1 of 3 have the taint example.com/gpu=true, 2 of 3 have taints that it does not tolerate',
    ),
    noNode(
      'for its affinity and cordons',
      none("1 node(s) didn't match Pod's node affinity/selector, 2 node(s) were unschedulable"),
      'No node fits: 1 of 3 do not match its node selector or affinity, 2 of 3 are cordoned',
    ),
    noNode(
      'for what we do not say in our own words',
      none("3 node(s) didn't have free ports for the requested pod ports, and more"),
      "No node fits: 3 of 3 didn't have free ports for the requested pod ports, and more",
    ),
    noNode(
      'since its claims are not bound',
      none('pod has unbound immediate PersistentVolumeClaims'),
      'Its PersistentVolumeClaims are not bound yet',
    ),
    [
      'until the threshold, and says when it will be degraded',
      scheduled('Unschedulable', none('3 Insufficient cpu'), { since: ago(5, -1) }),
      [
        'Progressing',
        'Unschedulable',
        'No node fits: 3 of 3 have too little cpu (since 22 Nov 09:55, Degraded after 5 min)',
        { reassessAt: '2026-11-22T10:00:00.001Z' },
      ],
      atNow,
    ],
    [
      'at the threshold, since it was made where nothing better is known',
      scheduled('Unschedulable', none('3 Insufficient cpu'), { metadata: { creationTimestamp: ago(5) } }),
      [
        'Degraded',
        'Unschedulable',
        'No node fits: 3 of 3 have too little cpu (since 22 Nov 09:55)',
        { causes: [{ reason: 'Unschedulable' }] },
      ],
      { now: NOW },
    ],
  ])
})

const SANDBOX = condition('PodReadyToStartContainers', 'False')

describe('a pod has not started', () => {
  testStates([
    [
      'for want of a sandbox',
      pod({ status: { conditions: [SANDBOX] } }),
      ['Progressing', 'CreatingSandbox', 'Its volumes and network are being set up'],
    ],
    ...(
      [
        ['FailedMount', 'A volume cannot be mounted'],
        ['FailedAttachVolume', 'A volume cannot be attached'],
        ['FailedMapVolume', 'A volume cannot be mapped'],
        ['FailedCreatePodSandBox', 'Network is not set up'],
        ['NetworkNotReady', 'Network is not set up'],
      ] as const
    ).map(
      ([reason, text]) =>
        [
          `by an Event ${reason}`,
          pod({ status: { conditions: [SANDBOX] } }),
          ['Progressing', 'CreatingSandbox', `${text}: no such disk`, { causes: [{ reason: 'CreatingSandbox' }] }],
          { related: [event(reason, 'rpc error: code = NotFound desc = no such disk')] },
        ] as const,
    ),
    [
      'until the threshold',
      pod({ status: { conditions: [{ ...SANDBOX, lastTransitionTime: ago(5, -1) }] } }),
      ['Progressing', 'CreatingSandbox', 'Its volumes and network are being set up', { reassessAt: '2026-11-22T10:00:00.001Z' }],
      atNow,
    ],
    [
      'at the threshold',
      pod({ status: { conditions: [{ ...SANDBOX, lastTransitionTime: ago(5) }] } }),
      [
        'Degraded',
        'SandboxNotReady',
        'Its volumes or network are not set up (since 22 Nov 09:55)',
        { causes: [{ reason: 'SandboxNotReady' }] },
      ],
      atNow,
    ],
    [
      'while its init containers run, of which a sidecar is none',
      pod({
        spec: { initContainers: [{ name: 'a' }, { name: 'proxy', restartPolicy: 'Always' }, { name: 'b' }] },
        init: [
          { name: 'a', state: { terminated: { exitCode: 0 } } },
          { name: 'proxy', state: { running: {} } },
          { name: 'b', state: { waiting: { reason: 'PodInitializing' } } },
        ],
        status: { conditions: [condition('Initialized', 'False')] },
      }),
      ['Progressing', 'Initializing', '1 of 2 init containers are done; b is next'],
    ],
    [
      'though its init containers are done',
      pod({
        spec: { initContainers: [{ name: 'a' }] },
        init: [{ name: 'a', state: { terminated: { exitCode: 0 } } }],
      }),
      ['Progressing', 'ContainerCreating', 'Its containers are being created'],
    ],
    [
      'though it is initialized',
      pod({
        spec: { initContainers: [{ name: 'a' }] },
        init: [{ name: 'a', state: {} }],
        status: { conditions: [condition('Initialized', 'True')] },
      }),
      ['Progressing', 'ContainerCreating', 'Its containers are being created'],
    ],
  ])
})
