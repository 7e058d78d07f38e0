import { describe, expect, test } from 'vitest'
import { explain } from '../../src/cli/commands/explain.ts'
import { status } from '../../src/cli/commands/status.ts'
import { withContainerLogs } from '../../src/cli/cluster/container-logs.ts'
import { refuseIgnored } from '../../src/cli/refuse-ignored.ts'
import { NOW, PASSWORD, inputOf, read, readingOf, secret, text } from './support/ask-cluster.ts'
import type { FakeWorld } from './support/fake-cluster.ts'
import { optionsOf, surroundings } from './run.ts'

const crashing = (name: string, owner = name, terminated: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', uid: name, ownerReferences: [{ kind: 'ReplicaSet', name: owner, uid: owner, controller: true }] },
  spec: { containers: [{ name: 'web', image: 'web:1' }] },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'False' }],
    containerStatuses: [
      {
        name: 'web',
        ready: false,
        restartCount: 7,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { exitCode: 1, reason: 'Error', ...terminated } },
      },
    ],
  },
})

/** What is read with the option, and which logs were asked for. */
const readLogs = async (world: FakeWorld, desired: readonly object[]) => {
  const { reading, kubectl, calls } = await read(world, { desired: [text(...desired)] })
  const given = readingOf(reading)
  const before = JSON.stringify(given)
  const told = await withContainerLogs(given, kubectl)
  expect(JSON.stringify(given)).toBe(before)
  return { told, asked: calls().filter(([verb]) => verb === 'logs') }
}

describe('logs of containers', () => {
  test('say in the sentence of the object what they ended with', async () => {
    const pod = crashing('web-1')
    const { told, asked } = await readLogs({ objects: [pod], logs: { 'web-1/web': 'starting\nError: cannot reach redis:6379\n' } }, [pod])
    const input = inputOf(told, [text(pod)])
    const table = status(input, optionsOf('status'), surroundings(NOW)).text
    expect(table).toContain('keeps crashing: Error: cannot reach redis:6379')
    expect(explain(input, 'pod/web-1', optionsOf('explain', 'pod/web-1'), surroundings(NOW)).text).toContain('cannot reach redis:6379')
    expect(asked).toEqual([['logs', 'pod/web-1', '--namespace=shop', '--container=web', '--tail=20', '--previous']])
  })

  test('pass the redactor, with the values of the Secrets of the cluster', async () => {
    const pod = crashing('web-1')
    const objects = [pod, secret('creds')]
    const { told } = await readLogs({ objects, logs: { 'web-1/web': `no login with ${PASSWORD}` } }, objects)
    const table = status(inputOf(told, [text(...objects)]), optionsOf('status'), surroundings(NOW)).text
    expect(table).toContain('no login with ********')
    expect(table).not.toContain(PASSWORD.slice(0, 6))
  })

  test('are asked of five containers, one for each owner, and not of those that left a message', async () => {
    const pods = [
      crashing('same-1', 'same'),
      crashing('same-2', 'same'),
      crashing('told', 'told', { message: 'no memory' }),
      ...Array.from({ length: 8 }, (_, index) => crashing(`other-${index}`)),
    ]
    const { told, asked } = await readLogs({ objects: pods, logs: {} }, pods)
    expect(asked.map(([, pod]) => pod)).toEqual(['same-1', 'other-0', 'other-1', 'other-2', 'other-3'].map(name => `pod/${name}`))
    expect(told.notes).toContain('The logs of 5 containers could not be read')
  })

  test('are refused where live objects are handed in', () => {
    const options = optionsOf('status', '--container-logs', '-l', 'live.json')
    expect(() => refuseIgnored({ command: 'status', options, target: undefined, fromCluster: false })).toThrow(/--container-logs/)
  })
})
