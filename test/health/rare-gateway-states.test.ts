import { describe } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { ago, atNow, condition, object, testStates } from '../support/health-states.ts'

const GROUP = 'gateway.networking.k8s.io/v1'
const ACCEPTED = condition('Accepted', 'True', 'Accepted')
const RESOLVED = condition('ResolvedRefs', 'True', 'ResolvedRefs')
const PROGRAMMED = condition('Programmed', 'True', 'Programmed')
const about = (observedGeneration: number, it: object): object => ({ ...it, observedGeneration })
type Conditions = readonly object[]

const GATEWAY = `${GROUP}/Gateway`
const gateway = (conditions: Conditions, listeners: object[] = [], metadata: object = {}, addresses: object[] = []): KubeObject =>
  object(GATEWAY, { metadata: { ...metadata }, status: { conditions, listeners, addresses } })
const https = (...conditions: Conditions): object => ({ name: 'https', conditions })

describe('a gateway', () => {
  testStates([
    [
      'that nobody takes is waited for until the threshold',
      object(GATEWAY, { metadata: { creationTimestamp: ago(5, -1) } }),
      ['Progressing', 'WaitingForController', 'No controller has taken it', { reassessAt: '2026-11-22T10:00:00.001Z' }],
      atNow,
    ],
    [
      'that nobody has taken at the threshold is degraded',
      gateway([condition('Accepted', 'Unknown', 'Pending', 'Waiting for controller')], [], { creationTimestamp: ago(5) }),
      ['Degraded', 'NotAttached', 'No controller has taken it (since 22 Nov 09:55)'],
      atNow,
    ],
    [
      'that is programmed says where it is reached',
      gateway([ACCEPTED, PROGRAMMED], [https(ACCEPTED, RESOLVED, PROGRAMMED)], {}, [
        { value: '192.0.2.1' },
        {},
        { value: 'gw.example.com' },
      ]),
      ['Healthy', 'Programmed', 'Is reached at 192.0.2.1, gw.example.com'],
    ],
    ['that is programmed without an address', gateway([ACCEPTED, PROGRAMMED]), ['Healthy', 'Programmed', 'Is programmed']],
    ['that is ready by the first version', gateway([condition('Ready', 'True')]), ['Healthy', 'Programmed', 'Is programmed']],
    [
      'that is refused says why',
      gateway([condition('Accepted', 'False', 'InvalidParameters', 'parameters not found')]),
      ['Degraded', 'NotAccepted', 'Parameters not found'],
    ],
    [
      'that is refused, without a word',
      gateway([condition('Accepted', 'False', 'InvalidParameters')]),
      ['Degraded', 'NotAccepted', 'Is not accepted'],
    ],
    [
      'whose controller is not done is waited for',
      gateway([condition('Accepted', 'False', 'Pending')]),
      ['Progressing', 'WaitingForAccepted', 'Waits for its controller'],
    ],
    [
      'with a listener that conflicts with another',
      gateway(
        [ACCEPTED, PROGRAMMED],
        [https(condition('Conflicted', 'True', 'HostnameConflict', ''), condition('Accepted', 'False', 'PortUnavailable'))],
      ),
      ['Degraded', 'Conflicted', 'Listener https: conflicts with another'],
    ],
    [
      'with a listener whose certificate is missing',
      gateway(
        [ACCEPTED, PROGRAMMED],
        [https(ACCEPTED, condition('ResolvedRefs', 'False', 'InvalidCertificateRef', 'Secret tls not found'))],
      ),
      ['Degraded', 'ReferencesNotResolved', 'Listener https: Secret tls not found'],
    ],
    [
      'with a listener whose references are wrong, without a word',
      gateway([ACCEPTED, PROGRAMMED], [https(ACCEPTED, condition('ResolvedRefs', 'False', 'InvalidCertificateRef'))]),
      ['Degraded', 'ReferencesNotResolved', 'Listener https: refers to what cannot be used'],
    ],
    [
      'that nobody has accepted, and degraded by a listener',
      gateway([condition('Accepted', 'Unknown', 'Pending')], [https(condition('Conflicted', 'True', 'HostnameConflict'))]),
      ['Degraded', 'Conflicted', 'Listener https: conflicts with another'],
    ],
    [
      'that is waited for, and degraded by a listener',
      gateway([ACCEPTED, condition('Programmed', 'False', 'Pending')], [https(condition('Accepted', 'False', 'PortUnavailable'))]),
      ['Degraded', 'NotAccepted', 'Listener https: is not accepted'],
    ],
    ...['Invalid', 'AddressNotUsable', 'NoResources', 'UnsupportedAddress', 'ListenersNotValid'].map(
      reason =>
        [
          `that cannot be programmed for ${reason}`,
          gateway([ACCEPTED, condition('Programmed', 'False', reason, '')]),
          ['Degraded', 'NotProgrammed', 'Cannot be programmed'],
        ] as const,
    ),
    [
      'that is being programmed takes the time that it takes',
      gateway([ACCEPTED, condition('Programmed', 'False', 'Pending', '', ago(60))]),
      ['Progressing', 'WaitingForProgrammed', 'Is being programmed'],
      atNow,
    ],
    [
      'that has no address yet is waited for until the threshold',
      gateway([ACCEPTED, condition('Programmed', 'False', 'AddressNotAssigned', 'no address yet', ago(5, -1))]),
      ['Progressing', 'WaitingForProgrammed', 'No address yet', { reassessAt: '2026-11-22T10:00:00.001Z' }],
      atNow,
    ],
    [
      'that has no address at the threshold is degraded',
      gateway([ACCEPTED, condition('Programmed', 'False', 'AddressNotAssigned', 'no address yet', ago(5))]),
      ['Degraded', 'AddressNotAssigned', 'No address yet (since 22 Nov 09:55)'],
      atNow,
    ],
    [
      'of which it is not known whether it is programmed',
      gateway([ACCEPTED, condition('Programmed', 'Unknown', 'Pending')]),
      ['Progressing', 'WaitingForProgrammed', 'Waits for its controller'],
    ],
    [
      'is not judged by what was said of an earlier spec',
      gateway([about(1, condition('Accepted', 'False', 'Invalid')), about(2, PROGRAMMED)], [], { generation: 2 }),
      ['Healthy', 'Programmed', 'Is programmed'],
    ],
  ])
})

const ROUTE = `${GROUP}/HTTPRoute`
const entry = (parentRef: object, ...conditions: Conditions): object => ({ parentRef, controllerName: 'example.com/c', conditions })
const route = (parentRefs: object[], parents: object[], metadata: object = {}): KubeObject =>
  object(ROUTE, { metadata, spec: { parentRefs }, status: { parents } })
const web = { name: 'web' }
const api = { name: 'api', namespace: 'infra', sectionName: 'https' }
const REFUSED = condition('Accepted', 'False', 'NoMatchingParent', '')

describe('a route', () => {
  testStates([
    ['is attached to its gateway', route([web], [entry(web, ACCEPTED, RESOLVED)]), ['Healthy', 'Accepted', 'Is attached to Gateway web']],
    [
      'is attached to a listener of a gateway elsewhere',
      route([api], [entry(api, ACCEPTED)]),
      ['Healthy', 'Accepted', 'Is attached to Gateway infra/api (https)'],
    ],
    [
      'is attached to a service, in a mesh',
      route([{ kind: 'Service', ...web }], [entry({ kind: 'Service', ...web }, ACCEPTED)]),
      ['Healthy', 'Accepted', 'Is attached to Service web'],
    ],
    [
      'is attached to all its parents',
      route([web, api], [entry(web, ACCEPTED), entry(api, ACCEPTED)]),
      ['Healthy', 'Accepted', 'Is attached to 2 parents'],
    ],
    [
      'is degraded where one of its parents refuses it',
      route([web, api], [entry(web, ACCEPTED), entry(api, REFUSED)]),
      ['Degraded', 'NotAccepted', 'Gateway infra/api (https): is not accepted'],
    ],
    [
      'is degraded where one of its parents refuses it, though another has not answered',
      route([{ name: 'slow' }, web], [entry(web, REFUSED)]),
      ['Degraded', 'NotAccepted', 'Gateway web: is not accepted'],
    ],
    [
      'is not refused by a controller that is not responsible',
      route([web], [entry(web, REFUSED), entry(web, ACCEPTED)]),
      ['Healthy', 'Accepted', 'Is attached to Gateway web'],
    ],
    [
      'is refused by one listener though another one of the same gateway accepts it',
      route([web], [entry({ ...web, sectionName: 'http' }, REFUSED), entry({ ...web, sectionName: 'https' }, ACCEPTED)]),
      ['Degraded', 'NotAccepted', 'Gateway web (http): is not accepted'],
    ],
    [
      'is valid only in part',
      route([web], [entry(web, ACCEPTED, condition('PartiallyInvalid', 'True', 'UnsupportedValue', 'dropped rule 2'))]),
      ['Degraded', 'PartiallyInvalid', 'Gateway web: dropped rule 2'],
    ],
    [
      'is valid only in part, without a word',
      route([web], [entry(web, ACCEPTED, condition('PartiallyInvalid', 'True'))]),
      ['Degraded', 'PartiallyInvalid', 'Gateway web: is valid only in part'],
    ],
    [
      'is wholly valid',
      route([web], [entry(web, ACCEPTED, condition('PartiallyInvalid', 'False', 'UnsupportedValue', 'none'))]),
      ['Healthy', 'Accepted', 'Is attached to Gateway web'],
    ],
    [
      'waits for a parent that has not answered',
      route([web, api], [entry(web, ACCEPTED)]),
      ['Progressing', 'WaitingForController', 'Gateway infra/api (https) has not accepted it'],
    ],
    [
      'is degraded where a parent has not answered at the threshold',
      route([web, api], [entry(web, ACCEPTED), entry(api)], { creationTimestamp: ago(5) }),
      ['Degraded', 'NotAttached', 'Gateway infra/api (https) has not accepted it (since 22 Nov 09:55)'],
      atNow,
    ],
    ['has no parents that report', route([web], []), ['Progressing', 'WaitingForController', 'No controller has reported on it']],
    [
      'waits for a controller that is not done',
      route([web], [entry(web, condition('Accepted', 'Unknown', 'Pending'))]),
      ['Progressing', 'WaitingForAccepted', 'Gateway web: waits for its controller'],
    ],
    [
      'is accepted by what is programmed, for controllers that say no more',
      route([web], [entry(web, PROGRAMMED)]),
      ['Healthy', 'Accepted', 'Is attached to Gateway web'],
    ],
    [
      'is accepted by what is ready, for controllers that say no more',
      route([web], [entry(web, condition('Ready', 'True'))]),
      ['Healthy', 'Accepted', 'Is attached to Gateway web'],
    ],
    [
      'is not accepted by resolved references alone',
      route([web], [entry(web, RESOLVED)]),
      ['Progressing', 'WaitingForController', 'No controller has reported on it'],
    ],
    [
      'has other parents than its spec names, which are told as they are',
      route([{ name: 'old' }], [entry(web, ACCEPTED)]),
      ['Healthy', 'Accepted', 'Is attached to Gateway web'],
    ],
    [
      'is not attached by an answer of another namespace, listener or port',
      route(
        [web, api],
        [
          entry(web, ACCEPTED),
          entry({ ...api, namespace: 'other' }, ACCEPTED),
          entry({ ...api, sectionName: 'http' }, ACCEPTED),
          entry({ ...api, kind: 'Service' }, ACCEPTED),
        ],
      ),
      ['Progressing', 'WaitingForController', 'Gateway infra/api (https) has not accepted it'],
    ],
    [
      'is not attached by an answer of another port',
      route([web, { ...api, port: 443 }], [entry(web, ACCEPTED), entry({ ...api, port: 80 }, ACCEPTED)]),
      ['Progressing', 'WaitingForController', 'Gateway infra/api (https, port 443) has not accepted it'],
    ],
    [
      'is attached by an answer that leaves out what is by default',
      route([{ ...web, namespace: 'shop', kind: 'Gateway', sectionName: 'http', port: 80 }], [entry(web, ACCEPTED)]),
      ['Healthy', 'Accepted', 'Is attached to Gateway web'],
    ],
  ])
})

const ancestor = (ancestorRef: object, ...conditions: Conditions): object => ({ ancestorRef, conditions })
const policy = (...ancestors: object[]): KubeObject =>
  object(`${GROUP}/BackendTLSPolicy`, { metadata: { creationTimestamp: ago(5) }, status: { ancestors } })

describe('a policy of a gateway', () => {
  testStates([
    ['is in force', policy(ancestor(web, ACCEPTED)), ['Healthy', 'Accepted', 'Is in force']],
    [
      'is in force for several',
      policy(ancestor(web, ACCEPTED), ancestor(api, ACCEPTED)),
      ['Healthy', 'Accepted', 'Is in force for 2 ancestors'],
    ],
    ['that nobody reports on', policy(), ['Progressing', 'WaitingForController', 'No controller has reported on it']],
    [
      'that nobody reports on in time',
      policy(),
      ['Degraded', 'NotAttached', 'No controller has reported on it (since 22 Nov 09:55)'],
      atNow,
    ],
    [
      'that one of them has not accepted',
      policy(ancestor(web, ACCEPTED), ancestor(api, RESOLVED)),
      ['Progressing', 'WaitingForController', 'Gateway infra/api (https) has not accepted it'],
    ],
    [
      'that one of them refuses',
      policy(
        ancestor(api, condition('Accepted', 'Unknown')),
        ancestor(web, condition('Accepted', 'False', 'Conflicted', 'another one is older')),
      ),
      ['Degraded', 'NotAccepted', 'Gateway web: another one is older'],
    ],
  ])
})
