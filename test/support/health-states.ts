import { expect, test } from 'vitest'
import { assessHealth } from '../../src/health/index.ts'
import type { Health, HealthContext } from '../../src/health/index.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { deepFreeze } from './deep-freeze.ts'

type Json = Readonly<Record<string, unknown>>

/** What is known of the answer: status, reason, the whole message, and what else matters. */
export type Answer = readonly [status: Health['status'], reason: string, message: string, more?: Json]

/** What a user gets, the object as its controller writes it, the answer, and what else is known. */
export type State = readonly [name: string, live: KubeObject, answer: Answer, context?: HealthContext]

const SETTLED: ReadonlySet<string> = new Set(['Healthy', 'Suspended', 'NotApplicable'])

/** One test for each state: what an answer does not name is settled where it is as it should be or was stopped, and holds for ever. */
export const testStates = (states: readonly State[]): void => {
  test.each(states.map(state => [state[0], state] as const))('%s', (_, [, live, [status, reason, message, more = {}], context = {}]) => {
    const health = assessHealth(deepFreeze(live), context)
    expect(health).toMatchObject({ status, reason, message, settled: SETTLED.has(status), ...more })
    expect(health.reassessAt).toBe(more['reassessAt'])
  })
}

/** The moment at which the states are looked at, and so many minutes before it: 22 November, 10:00. */
export const NOW = '2026-11-22T10:00:00Z'
export const ago = (minutes: number, milliseconds = 0): string =>
  new Date(Date.parse(NOW) - minutes * 60_000 - milliseconds).toISOString().replace('.000Z', 'Z')
export const atNow: HealthContext = { now: NOW }

/** An object of a kind, `apps/v1/DaemonSet` or `v1/Pod`, called `it` in the namespace `shop`. */
export const object = (kind: string, parts: { readonly metadata?: object; readonly [part: string]: unknown } = {}): KubeObject => {
  const slash = kind.lastIndexOf('/')
  const metadata = { name: 'it', namespace: 'shop', uid: 'uid-it', ...parts.metadata }
  return { ...parts, apiVersion: kind.slice(0, slash), kind: kind.slice(slash + 1), metadata }
}

/** A condition as controllers write it; what is left out is not there. */
export const condition = (type: string, status: string, reason?: string, message?: string, lastTransitionTime?: string): Json => ({
  type,
  status,
  ...(reason === undefined ? {} : { reason }),
  ...(message === undefined ? {} : { message }),
  ...(lastTransitionTime === undefined ? {} : { lastTransitionTime }),
})

/** An object whose status has only conditions. */
export const conditioned = (kind: string, ...conditions: readonly object[]): KubeObject => object(kind, { status: { conditions } })

/** An Event about the object called `it`. */
export const event = (reason: string, message: string, more: Json = {}): KubeObject =>
  ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${reason}.${JSON.stringify(more).length}.${message.length}`, namespace: 'shop' },
    involvedObject: { uid: 'uid-it', namespace: 'shop', name: 'it' },
    reason,
    message,
    lastTimestamp: ago(1),
    ...more,
  }) as KubeObject

/** What a pod is made from; `web` is the status of its container, `init` are those of init containers. */
export interface PodParts {
  readonly phase?: string
  readonly metadata?: object
  readonly spec?: object
  readonly status?: object
  readonly init?: readonly object[]
  readonly web?: object
}

/** A pod with a container called web, and what its status says of that. */
export const pod = ({ phase = 'Pending', metadata = {}, spec = {}, status = {}, init = [], web }: PodParts): KubeObject =>
  object('v1/Pod', {
    metadata: { ...metadata },
    spec: { nodeName: 'node-1', containers: [{ name: 'web', image: 'shop/web:2' }], ...spec },
    status: {
      phase,
      initContainerStatuses: init,
      containerStatuses: web === undefined ? [] : [{ name: 'web', restartCount: 0, ready: false, ...web }],
      ...status,
    },
  })

export const owners = (uid: string): object => ({ ownerReferences: [{ kind: 'Owner', name: 'it', uid, controller: true }] })
interface OwnedPod {
  readonly owner?: string
  readonly labels?: object
  readonly born?: string
  readonly status: object
}
/** A pod that the object called `it` owns, or the one of that uid. */
export const ownedPod = (name: string, { owner = 'uid-it', labels = {}, born, status }: OwnedPod): KubeObject =>
  object('v1/Pod', {
    metadata: { name, uid: name, labels, ...(born === undefined ? {} : { creationTimestamp: born }), ...owners(owner) },
    spec: { nodeName: 'node-1', containers: [{ name: 'web', image: 'shop/web:2' }] },
    status,
  })
/** The status of a pod by that of its container. */
export const web = (container: object, phase = 'Running', more: object = {}): object => ({
  phase,
  containerStatuses: [{ name: 'web', restartCount: 0, ready: false, ...container }],
  ...more,
})
export const DENIED: object = web({ state: { waiting: { reason: 'ErrImagePull', message: 'unauthorized' } } }, 'Pending')
export const CRASHING: object = web({
  restartCount: 2,
  state: { waiting: { reason: 'CrashLoopBackOff' } },
  lastState: { terminated: { exitCode: 1, reason: 'Error' } },
})
export const UP: object = web({ ready: true, state: { running: {} } }, 'Running', { conditions: [condition('Ready', 'True')] })
