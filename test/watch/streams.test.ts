import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { RetentionPolicy, StorageType, jetstream, jetstreamManager } from '@nats-io/jetstream'
import { Kvm } from '@nats-io/kv'
import type { KV } from '@nats-io/kv'
import { connect } from '@nats-io/transport-node'
import type { NatsConnection } from '@nats-io/transport-node'
import { afterAll, expect, test } from 'vitest'
import { createTracker } from '../../src/index.ts'
import { deploymentsOf } from '../support/cluster-events.ts'
import type { TimelineLine } from '../support/cluster-events.ts'
import { fixtureLines } from '../support/fixtures.ts'
import { PARTITIONS, STREAM, apply, subjectOf } from './streams/wire.ts'
import type { Checkpoint, Message } from './streams/wire.ts'

const hasServer = spawnSync('nats-server', ['--version']).status === 0
if (!hasServer) console.log('nats-server is not installed: the recipe of docs/streams.md is not run')

const APPLICATIONS = Array.from({ length: 10 }, (_, number) => `shop-${number}`)
const folder = mkdtempSync(join(tmpdir(), 'streams-'))
const running: ChildProcess[] = []
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** The story of the storefront as messages, in the words of the recipe. */
const story = (): readonly Message[] => {
  const deploymentOf = deploymentsOf()
  return fixtureLines<TimelineLine>('storefront/timeline.jsonl.gz')
    .slice(0, 640)
    .flatMap((line): readonly Message[] => {
      const deployment = deploymentOf(line)
      if (deployment !== undefined) return [{ at: line.at, deployment }]
      if (line.list !== undefined) return [{ at: line.at, list: line.list }]
      return line.type === undefined ? [] : [{ at: line.at, frame: { type: line.type, object: line.object } }]
    })
}

const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

const startServer = async (): Promise<{ servers: string; connection: NatsConnection }> => {
  const port = await freePort()
  writeFileSync(
    join(folder, 'nats.conf'),
    `listen: "127.0.0.1:${port}"\nmax_payload: 8MB\njetstream { store_dir: "${join(folder, 'js')}" }\n`,
  )
  running.push(spawn('nats-server', ['-c', join(folder, 'nats.conf')], { stdio: 'ignore' }))
  const servers = `127.0.0.1:${port}`
  return { servers, connection: await connect({ servers, waitOnFirstConnect: true, maxReconnectAttempts: 100, reconnectTimeWait: 100 }) }
}

const startWorker = (servers: string, name: string): ChildProcess => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/watch/streams/worker.ts', servers, name], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  running.push(child)
  return child
}

const checkpointOf = async (states: KV, application: string): Promise<Checkpoint | undefined> =>
  (await states.get(`application.${application}`))?.json<Checkpoint>()

/** The workers that hold a partition, sorted. */
const ownersOf = async (leases: KV): Promise<readonly string[]> => {
  const owners = new Set<string>()
  for (let partition = 0; partition < PARTITIONS; partition++) owners.add((await leases.get(`partition.${partition}`))?.string() ?? '')
  return [...owners].filter(owner => owner !== '').sort()
}

const until = async (done: () => Promise<boolean>): Promise<void> => {
  const end = Date.now() + 240_000
  while (!(await done())) {
    if (Date.now() > end) throw new Error('It took too long')
    await new Promise(resolve => {
      setTimeout(resolve, 100)
    })
  }
}

test.skipIf(!hasServer)(
  'three workers, one killed in the middle and one started late, end where a single process ends: no message lost, none applied twice',
  { timeout: 280_000 },
  async () => {
    const { servers, connection } = await startServer()
    const manager = await jetstreamManager(connection)
    await manager.streams.add({ name: STREAM, subjects: ['live-status.>'], storage: StorageType.File, retention: RetentionPolicy.Limits })
    const client = jetstream(connection)
    const states = await new Kvm(client).create('states')
    const messages = story()
    const workers = ['a', 'b'].map(name => startWorker(servers, name))
    for (const [index, message] of messages.entries()) {
      const text = JSON.stringify(message)
      await Promise.all(APPLICATIONS.map(application => client.publish(subjectOf(application), text, { msgID: `${application}-${index}` })))
      // A publisher that is not sure sends again: the stream keeps one of them.
      if (index % 50 === 0) await client.publish(subjectOf('shop-0'), text, { msgID: `shop-0-${index}` })
      if (index === Math.floor(messages.length / 2)) await until(async () => (await checkpointOf(states, 'shop-0')) !== undefined)
      if (index === Math.floor(messages.length / 2)) workers[0]?.kill('SIGKILL')
      if (index === Math.floor((messages.length * 2) / 3)) workers.push(startWorker(servers, 'c'))
    }
    const finished = async (): Promise<boolean> => {
      const applied = await Promise.all(APPLICATIONS.map(async application => (await checkpointOf(states, application))?.applied ?? 0))
      return applied.every(count => count >= messages.length)
    }
    await until(finished)
    // The killed one's partitions were taken over, and the late one has its share.
    const leases = await new Kvm(client).open('leases')
    await until(async () => (await ownersOf(leases)).join() === 'b,c')
    for (const worker of workers) worker.kill('SIGTERM')

    const single = createTracker()
    for (const message of messages) apply(single, message)
    const now = messages.at(-1)?.at ?? ''
    for (const application of APPLICATIONS) {
      const checkpoint = await checkpointOf(states, application)
      expect(checkpoint?.applied).toBe(messages.length)
      expect(createTracker({ snapshot: checkpoint!.snapshot }).assess(now)).toEqual(single.assess(now))
    }
    await connection.close()
  },
)
