import { describe } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { ago, atNow, condition, event, NOW, pod, testStates } from '../support/health-states.ts'
import type { PodParts, State } from '../support/health-states.ts'

const READY = condition('Ready', 'True')
const UNREADY = condition('Ready', 'False', 'ContainersNotReady', 'containers with unready status: [web]')
const running = (conditions: readonly object[], web: object | undefined, more: PodParts = {}): KubeObject =>
  pod({ phase: 'Running', ...more, ...(web && { web }), status: { conditions, ...more.status } })
const up = { ready: true, state: { running: { startedAt: ago(60) } } }
const down = { ready: false, state: { running: { startedAt: ago(60) } } }
const restarted = (finishedAt: string, exitCode = 2): object => ({
  restartCount: 3,
  lastState: { terminated: { exitCode, reason: 'Error', finishedAt } },
})

describe('a pod is ready', () => {
  testStates([
    ['with one container', running([READY], up), ['Healthy', 'Ready', 'Its container is ready', { causes: [], settled: true }]],
    ['and says nothing of its containers', running([READY], undefined), ['Healthy', 'Ready', 'Is ready', { causes: [] }]],
    [
      'with a sidecar, which counts, and an init container, which does not',
      running([READY], up, {
        spec: { initContainers: [{ name: 'proxy', restartPolicy: 'Always' }, { name: 'migrate' }], containers: [{ name: 'web' }] },
        init: [
          { name: 'proxy', ...up },
          { name: 'migrate', state: { terminated: { exitCode: 0 } } },
        ],
      }),
      ['Healthy', 'Ready', 'Its 2 containers are ready'],
    ],
    [
      'and was restarted within the window',
      running([READY], { ...up, ...restarted(ago(10, -1)) }),
      [
        'Healthy',
        'Ready',
        'Its container is ready; container web was restarted at 22 Nov 09:50: it exits with code 2 (3 restarts)',
        {
          causes: [
            {
              ref: { kind: 'Pod', name: 'it' },
              container: 'web',
              reason: 'RecentlyRestarted',
              message: 'Container web was restarted at 22 Nov 09:50: it exits with code 2 (3 restarts)',
            },
          ],
          reassessAt: '2026-11-22T10:00:00.001Z',
        },
      ],
      atNow,
    ],
    [
      'and was restarted before the window',
      running([READY], { ...up, ...restarted(ago(10)) }),
      ['Healthy', 'Ready', 'Its container is ready', { causes: [] }],
      atNow,
    ],
    [
      'and was restarted at a time that is not known',
      running([READY], { ...up, restartCount: 3, lastState: { terminated: { exitCode: 2 } } }),
      ['Healthy', 'Ready', 'Its container is ready', { causes: [] }],
      atNow,
    ],
    [
      'and nobody says what time it is',
      running([READY], { ...up, ...restarted(ago(1)) }),
      ['Healthy', 'Ready', 'Its container is ready', { causes: [] }],
    ],
    [
      'and two containers were restarted, the answer holding until the first of both is out of the window',
      running([READY], undefined, {
        status: {
          containerStatuses: [
            { name: 'a', ...up, ...restarted(ago(4)) },
            { name: 'b', ...up, ...restarted(ago(8)) },
          ],
        },
      }),
      [
        'Healthy',
        'Ready',
        'Its 2 containers are ready; container a was restarted at 22 Nov 09:56: it exits with code 2 (3 restarts)',
        { causes: [{ container: 'a' }, { container: 'b' }], reassessAt: ago(-2) },
      ],
      atNow,
    ],
    [
      'and waits for more resources',
      running([READY, condition('PodResizePending', 'True', 'Infeasible', 'Node didn’t have enough capacity')], up),
      [
        'Healthy',
        'Ready',
        'Its container is ready; a change of its resources waits: Node didn’t have enough capacity',
        {
          causes: [
            { ref: { kind: 'Pod' }, reason: 'Infeasible', message: 'A change of its resources waits: Node didn’t have enough capacity' },
          ],
        },
      ],
    ],
    [
      'and is given more resources, without a word',
      running([READY, condition('PodResizeInProgress', 'True'), condition('PodResizePending', 'False')], up),
      [
        'Healthy',
        'Ready',
        'Its container is ready; its resources are being changed',
        { causes: [{ reason: 'PodResizeInProgress', message: 'Its resources are being changed' }] },
      ],
    ],
    [
      'and was restarted before it waits for resources',
      running([READY, condition('PodResizePending', 'True', 'Deferred')], { ...up, ...restarted(ago(1)) }),
      [
        'Healthy',
        'Ready',
        'Its container is ready; container web was restarted at 22 Nov 09:59: it exits with code 2 (3 restarts)',
        {
          reassessAt: ago(-9),
          causes: [{ reason: 'RecentlyRestarted' }, { reason: 'Deferred', message: 'A change of its resources waits' }],
        },
      ],
      atNow,
    ],
    [
      'and is about to be evicted, and says why',
      running([READY, condition('DisruptionTarget', 'True', 'EvictionByEvictionAPI', 'Eviction API: evicting')], up),
      ['Progressing', 'BeingDisrupted', 'Eviction API: evicting'],
    ],
    [
      'and is about to be evicted, without a word',
      running([READY, condition('DisruptionTarget', 'True')], up),
      ['Progressing', 'BeingDisrupted', 'Is about to be evicted'],
    ],
  ])
})

const ends = (name: string, more: PodParts, web: object = down): State => [
  name,
  running([UNREADY], web, more),
  ['Progressing', 'Running', 'Runs to completion'],
]
const ownedBy = (...kinds: readonly string[]): object => ({ ownerReferences: kinds.map(kind => ({ kind, name: 'o', uid: kind })) })
const stays = (name: string, more: PodParts, web: object = down): State => [
  name,
  running([UNREADY], web, more),
  ['Progressing', 'NotReady', 'Container web is not ready'],
]
const never = { restartPolicy: 'Never' }
const onFailure = { restartPolicy: 'OnFailure' }
const good = { ready: false, state: { terminated: { exitCode: 0 } } }

describe('a pod runs to completion', () => {
  testStates([
    ends('for a Job', { metadata: ownedBy('Job'), spec: never }),
    ends('for a workflow, again on failure', { metadata: ownedBy('ReplicaSet', 'Workflow'), spec: onFailure }),
    ends('as a hook of Argo CD', { metadata: { annotations: { 'argocd.argoproj.io/hook': 'PreSync' } } }),
    ends('as a hook of Helm', { metadata: { annotations: { 'helm.sh/hook': 'test' } } }),
    ends('where one of its containers has come to a good end', { spec: never }, good),
    stays('but not where it is restarted always', { metadata: ownedBy('Job'), spec: { restartPolicy: 'Always' } }),
    stays('but not for an owner that keeps it running', { metadata: ownedBy('ReplicaSet'), spec: never }),
    stays('but not without an owner and an end', { spec: onFailure }),
    stays('but not where Argo CD is told so', {
      metadata: { ...ownedBy('Job'), annotations: { 'argocd.argoproj.io/ignore-restart-policy': 'true' } },
      spec: never,
    }),
    ends('where Argo CD is not told so', {
      metadata: { ...ownedBy('Job'), annotations: { 'argocd.argoproj.io/ignore-restart-policy': 'false' } },
      spec: never,
    }),
    stays('but not where only an init container has come to a good end', {
      spec: { ...never, initContainers: [{ name: 'migrate' }] },
      init: [{ name: 'migrate', state: { terminated: { exitCode: 0 } } }],
    }),
  ])
})

const since = (time: string): object => ({ ...UNREADY, lastTransitionTime: time })
const probed = (...probes: readonly object[]): PodParts => ({ spec: { containers: [{ name: 'web', ...Object.assign({}, ...probes) }] } })
const TEN = '2026-11-22T10:00:00.001Z'

describe('a pod is not ready', () => {
  testStates([
    [
      'and has not been since its restart',
      running([since(ago(5))], { ready: false, ...restarted(ago(5)), state: { running: { startedAt: ago(5) } } }),
      [
        'Degraded',
        'Restarting',
        'Container web exits with code 2 (3 restarts)',
        { causes: [{ ref: { kind: 'Pod' }, container: 'web', reason: 'Error' }] },
      ],
    ],
    [
      'and fell five seconds after its restart, in which kubelet has not seen it ready',
      running([since(ago(5, -5000))], { ready: false, ...restarted(ago(6)), state: { running: { startedAt: ago(5) } } }),
      ['Degraded', 'Restarting', 'Container web exits with code 2 (3 restarts)'],
    ],
    [
      'and fell later than that, so the restart is not what is wrong',
      running([since(ago(5, -5001))], { ready: false, ...restarted(ago(6)), state: { running: { startedAt: ago(5) } } }),
      ['Progressing', 'NotReady', 'Container web is not ready'],
    ],
    [
      'and fell later than the end of the container, of which it is not known when it was started',
      running([since(ago(5, -5001))], { ready: false, ...restarted(ago(5)), state: {} }),
      ['Progressing', 'NotReady', 'Container web is not ready'],
    ],
    [
      'for another container than the one that was restarted',
      running([UNREADY], undefined, {
        status: {
          containerStatuses: [
            { name: 'a', ...up, ...restarted(ago(1)) },
            { name: 'b', ...down },
            { name: 'c', ...down },
          ],
        },
      }),
      ['Progressing', 'NotReady', 'Containers b, c are not ready'],
    ],
    [
      'and its init container was started more than once before it ended well',
      running([UNREADY], down, {
        spec: { initContainers: [{ name: 'migrate' }], containers: [{ name: 'web' }] },
        init: [{ name: 'migrate', ready: false, ...restarted(ago(1)), state: { terminated: { exitCode: 0 } } }],
      }),
      ['Progressing', 'NotReady', 'Container web is not ready'],
    ],
    [
      'and says what its probe says',
      running([UNREADY], down),
      ['Progressing', 'NotReady', 'Container web is not ready: Readiness probe failed: HTTP 503'],
      { related: [event('Unhealthy', 'Readiness probe failed: HTTP 503'), event('Pulled', 'Image is present')] },
    ],
    [
      'for its readiness gate',
      running([UNREADY, condition('a.io/lb', 'True')], up, {
        spec: { readinessGates: [{ conditionType: 'a.io/lb' }, { conditionType: 'a.io/dns' }] },
      }),
      ['Progressing', 'NotReady', 'Waits for the readiness gate a.io/dns'],
    ],
    [
      'for its readiness gates',
      running([UNREADY], up, { spec: { readinessGates: [{ conditionType: 'a.io/lb' }, {}, { conditionType: 'a.io/dns' }] } }),
      ['Progressing', 'NotReady', 'Waits for the readiness gates a.io/lb, a.io/dns'],
    ],
    ['though all of its containers are', running([UNREADY], up), ['Progressing', 'NotReady', 'Is not ready']],
    ['or has not said so', running([], up), ['Progressing', 'NotReady', 'Has not reported yet that it is ready']],
    [
      'until the threshold',
      running([since(ago(10, -1))], down),
      ['Progressing', 'NotReady', 'Container web is not ready', { reassessAt: TEN }],
      atNow,
    ],
    [
      'at the threshold',
      running([since(ago(10))], down),
      [
        'Degraded',
        'ReadinessFailing',
        'Container web is not ready (since 22 Nov 09:50)',
        { causes: [{ reason: 'ReadinessFailing', message: 'Container web is not ready (since 22 Nov 09:50)' }] },
      ],
      { now: NOW },
    ],
    [
      'since its container started, rather than since the pod did',
      running([since(ago(60))], { ready: false, state: { running: { startedAt: ago(10, -1) } } }),
      ['Progressing', 'NotReady', 'Container web is not ready', { reassessAt: TEN }],
      atNow,
    ],
    [
      'since the pod started, where no condition says since when',
      running([UNREADY], { ready: false, state: {} }, { status: { startTime: ago(10) } }),
      ['Degraded', 'ReadinessFailing', 'Container web is not ready (since 22 Nov 09:50)'],
      atNow,
    ],
    [
      'for as long as its probes may fail: 30 s by default and 20 times a minute',
      running(
        [since(ago(21, 30_000 - 1))],
        { ...down, state: {} },
        probed({ readinessProbe: {}, startupProbe: { initialDelaySeconds: 60, periodSeconds: 60, failureThreshold: 20 } }),
      ),
      ['Progressing', 'NotReady', 'Container web is not ready', { reassessAt: TEN }],
      atNow,
    ],
    [
      'for longer than its probes may fail',
      running(
        [since(ago(21, 30_000))],
        { ...down, state: {} },
        probed({ readinessProbe: {}, startupProbe: { initialDelaySeconds: 60, periodSeconds: 60, failureThreshold: 20 } }),
      ),
      ['Degraded', 'ReadinessFailing', 'Container web is not ready (since 22 Nov 09:38)'],
      atNow,
    ],
  ])
})
