import { describe } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { event, pod, testStates } from '../support/health-states.ts'
import type { State } from '../support/health-states.ts'

const waits = (reason: string, message?: string, more: object = {}): KubeObject =>
  pod({ web: { state: { waiting: { reason, ...(message === undefined ? {} : { message }) } }, ...more } })
const ended = (terminated: object, more: object = {}): KubeObject => pod({ phase: 'Running', web: { state: { terminated }, ...more } })

describe('a container waits in vain for its image', () => {
  const pulls = (message: string, text: string): State => [
    `and says why: ${text}`,
    waits('ErrImagePull', message),
    ['Degraded', 'ErrImagePull', `${text}: web:2`, { causes: [{ container: 'web', reason: 'ErrImagePull' }] }],
  ]
  testStates([
    ['without a word', waits('ImagePullBackOff'), ['Degraded', 'ImagePullBackOff', 'Image cannot be pulled: web:2']],
    [
      'that is no image',
      waits('InvalidImageName', 'couldn’t parse image name "a b": not found'),
      ['Degraded', 'InvalidImageName', 'Not a valid image name: shop/web:2'],
    ],
    [
      'that must not be pulled',
      waits('ErrImageNeverPull', 'Container image is not present with pull policy of Never'),
      ['Degraded', 'ErrImageNeverPull', 'Image is not on the node, and imagePullPolicy Never forbids to pull it: web:2'],
    ],
    [
      'that cannot be read',
      waits('ImageInspectError', ''),
      ['Degraded', 'ImageInspectError', 'Image cannot be inspected on the node: web:2'],
    ],
    [
      'that is not signed',
      waits('SignatureValidationFailed', 'x'),
      ['Degraded', 'SignatureValidationFailed', 'Signature of the image is not valid: web:2'],
    ],
    [
      'of a registry that is away',
      waits('RegistryUnavailable', 'dial tcp: i/o timeout'),
      ['Degraded', 'RegistryUnavailable', 'Registry docker.io cannot be reached: web:2'],
    ],
    pulls('toomanyrequests: denied: You have reached your pull rate limit', 'Registry docker.io limits the rate'),
    pulls('pull access denied for shop/web, repository does not exist', 'Access to the image is denied'),
    pulls('no match for platform in manifest: not found', "Image has no variant for the node's platform"),
    pulls('manifest unknown', 'Image not found'),
    [
      'says what an Event says where it is itself silent',
      waits('ImagePullBackOff', 'Back-off pulling image "shop/web:2"'),
      ['Degraded', 'ImagePullBackOff', 'Image not found: web:2'],
      { related: [event('Failed', 'Failed to pull image "shop/web:2": manifest unknown'), event('Failed', 'Error: unauthorized')] },
    ],
    [
      'that only the status names',
      pod({ spec: { containers: [] }, web: { image: 'shop/web:1', state: { waiting: { reason: 'ErrImagePull' } } } }),
      ['Degraded', 'ErrImagePull', 'Image cannot be pulled: web:1'],
    ],
    [
      'that nothing names',
      pod({ spec: { containers: [] }, web: { state: { waiting: { reason: 'ErrImagePull' } } } }),
      ['Degraded', 'ErrImagePull', 'Image of container web cannot be pulled'],
    ],
  ])
})

describe('a container waits in vain', () => {
  testStates([
    [
      'for a key that is not there',
      waits('CreateContainerConfigError', 'secret "db" not found'),
      ['Degraded', 'CreateContainerConfigError', 'Container web cannot be created: Secret db does not exist'],
    ],
    [
      'or rather for kubelet to know its secrets, which is a moment later',
      waits('CreateContainerConfigError', 'failed to sync secret cache: timed out waiting for the condition'),
      ['Progressing', 'ContainerCreating', 'Its containers are being created'],
    ],
    [
      'for a key, though the message speaks of a cache',
      waits('CreateContainerConfigError', 'secret "cache" not found'),
      ['Degraded', 'CreateContainerConfigError', 'Container web cannot be created: Secret cache does not exist'],
    ],
    [
      'for a key, though the message speaks of a sync that failed',
      waits('CreateContainerConfigError', 'configmap "failed to sync" not found'),
      ['Degraded', 'CreateContainerConfigError', 'Container web cannot be created: ConfigMap failed to sync does not exist'],
    ],
    ['without a word', waits('CreateContainerError'), ['Degraded', 'CreateContainerError', 'Container web cannot be created']],
    [
      'to be started',
      waits('RunContainerError', 'failed to create task: runc create failed: exec: "nope": executable file not found: unknown'),
      ['Degraded', 'RunContainerError', 'Container web cannot be started: exec: "nope": executable file not found'],
    ],
    [
      'for its hook',
      waits('PostStartHookError', 'command exited with 1'),
      ['Degraded', 'PostStartHookError', 'Container web is stopped by its postStart hook: command exited with 1'],
    ],
    [
      'and crashes, of which no more is known',
      waits('CrashLoopBackOff', 'back-off 5m0s restarting failed container', { restartCount: 4 }),
      ['Degraded', 'CrashLoopBackOff', 'Container web keeps crashing (4 restarts)', { causes: [{ reason: 'CrashLoopBackOff' }] }],
    ],
    [
      'and crashes by a signal',
      waits('CrashLoopBackOff', 'back-off', { restartCount: 1, lastState: { terminated: { exitCode: 139, reason: 'Error' } } }),
      [
        'Degraded',
        'CrashLoopBackOff',
        'Container web crashes with a segmentation fault (exit 139, 1 restart)',
        { causes: [{ reason: 'Error' }] },
      ],
    ],
    [
      'or just starts',
      waits('ContainerCreating'),
      ['Progressing', 'ContainerCreating', 'Its containers are being created', { causes: [] }],
    ],
  ])
})

describe('a container has just failed', () => {
  testStates([
    [
      'for want of memory, with its limit',
      pod({
        phase: 'Running',
        spec: { containers: [{ name: 'web', resources: { limits: { memory: '256Mi' } } }] },
        web: { restartCount: 2, state: { terminated: { exitCode: 137, reason: 'OOMKilled' } } },
      }),
      [
        'Degraded',
        'OOMKilled',
        'Container web is out of memory (exit 137, limit 256Mi, 2 restarts)',
        { causes: [{ container: 'web', reason: 'OOMKilled' }] },
      ],
    ],
    [
      'for want of memory, of which no more is known',
      ended({ reason: 'OOMKilled' }),
      ['Degraded', 'OOMKilled', 'Container web is out of memory'],
    ],
    ...(
      [
        [134, 'aborts'],
        [137, 'is killed'],
        [143, 'is terminated'],
      ] as const
    ).map(
      ([exitCode, text]) =>
        [`by signal ${exitCode - 128}`, ended({ exitCode }), ['Degraded', 'Error', `Container web ${text} (exit ${exitCode})`]] as const,
    ),
    [
      'and says in its last line why',
      ended({ exitCode: 143, reason: 'Error', message: 'starting\nno licence\n' }),
      ['Degraded', 'Error', 'Container web is terminated: no licence (exit 143)'],
    ],
    [
      'with a code, and says why',
      ended({ exitCode: 3, reason: 'Error', message: 'no config' }),
      ['Degraded', 'Error', 'Container web exits with code 3: no config'],
    ],
    ['with a code that is not known', ended({ message: 'no config' }), ['Degraded', 'Error', 'Container web ends: no config']],
    ['of which nothing is known', ended({}), ['Degraded', 'Error', 'Container web ends']],
    [
      'to start',
      ended({ exitCode: 128, reason: 'StartError', message: 'failed to create task: exec: "nope": not found' }),
      ['Degraded', 'StartError', 'Container web cannot start: exec: "nope": not found (exit 128)'],
    ],
    ['to run, without a word', ended({ reason: 'ContainerCannotRun' }), ['Degraded', 'ContainerCannotRun', 'Container web cannot start']],
    [
      'and says more than fits',
      ended({ exitCode: 1, message: 'x'.repeat(500) }),
      ['Degraded', 'Error', `Container web exits with code 1: ${'x'.repeat(366)}…`],
    ],
    [
      'and says as much as fits',
      ended({ exitCode: 1, message: 'x'.repeat(120) }),
      ['Degraded', 'Error', `Container web exits with code 1: ${'x'.repeat(120)}`],
    ],
    [
      'and is started again by its own policy',
      pod({
        phase: 'Running',
        spec: { containers: [{ name: 'web', restartPolicy: 'OnFailure' }], restartPolicy: 'Never' },
        web: { state: { terminated: { exitCode: 1 } } },
      }),
      ['Progressing', 'NotReady', 'Container web is not ready'],
    ],
  ])
})
