import process from 'node:process'
import { AckPolicy, DeliverPolicy, jetstream } from '@nats-io/jetstream'
import type { JetStreamClient } from '@nats-io/jetstream'
import { Kvm } from '@nats-io/kv'
import type { KV } from '@nats-io/kv'
import { connect, nanos } from '@nats-io/transport-node'
import { createTracker } from '../../../src/index.ts'
import type { Tracker } from '../../../src/index.ts'
import { PARTITIONS, STREAM, apply } from './wire.ts'
import type { Checkpoint, Message } from './wire.ts'

/** How long a worker may be silent before others take over what it holds; how long it waits for more before it writes down what it knows. */
const LEASE = 3000
const FLUSH_AFTER = 1000

interface Held {
  readonly tracker: Tracker
  sequence: number
  applied: number
  /** Of the checkpoint that this one follows: whoever writes another first wins. */
  revision: number
  dirty: boolean
}

/** One worker: takes its share of the partitions, follows each from where its checkpoints end, and gives them up when it is told to stop. */
const run = async (servers: string, name: string, stopped: () => boolean): Promise<void> => {
  const connection = await connect({ servers })
  const client = jetstream(connection)
  const buckets = new Kvm(client)
  const states = await buckets.create('states')
  const leases = await buckets.create('leases', { ttl: LEASE })
  const following = new Map<number, { lost: boolean; readonly done: Promise<void> }>()
  while (!stopped()) {
    await leases.put(`worker.${name}`, '')
    const workers = await count(leases, 'worker.*')
    const share = Math.ceil(PARTITIONS / Math.max(1, workers))
    for (const [partition, lease] of following) if (lease.lost) following.delete(partition)
    // A worker that came late gets its share: the others give back what is beyond theirs.
    for (const [, lease] of [...following].slice(share)) lease.lost = true
    for (let partition = 0; partition < PARTITIONS && following.size < share; partition++) {
      if (following.has(partition)) continue
      const revision = await leases.create(`partition.${partition}`, name).catch(() => undefined)
      if (revision === undefined) continue
      const lease = { lost: false, done: Promise.resolve() }
      following.set(partition, Object.assign(lease, { done: follow(partition, { client, states, leases, lease, revision, name }) }))
    }
    await sleep(LEASE / 8)
  }
  for (const lease of following.values()) lease.lost = true
  await Promise.all([...following.values()].map(({ done }) => done))
  await connection.drain()
}

interface Following {
  readonly client: JetStreamClient
  readonly states: KV
  readonly leases: KV
  readonly lease: { lost: boolean }
  readonly revision: number
  readonly name: string
}

/**
 * Follows one partition while the lease holds. The stream is read in order from where the partition was last written down; each
 * application passes over what its own checkpoint already knows. A checkpoint is only written over the one that it follows, so of two
 * workers that both believe to hold a partition one fails, and nothing is lost or applied twice.
 */
const follow = async (partition: number, { client, states, leases, lease, revision, name }: Following): Promise<void> => {
  const held = new Map<string, Held>()
  let kept = revision
  try {
    const progress = await states.get(`progress.${partition}`)
    let sequence = progress?.json<number>() ?? 0
    let progressed = progress?.revision ?? 0
    // The client's own ordered consumer needs server 2.10; this is the same: no acknowledgements, and a gap starts all over.
    const manager = await client.jetstreamManager()
    const { name: reader } = await manager.consumers.add(STREAM, {
      filter_subject: `live-status.${partition}.*`,
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: sequence + 1,
      ack_policy: AckPolicy.None,
      inactive_threshold: nanos(60_000),
    })
    const consumer = await client.consumers.get(STREAM, reader)
    let delivered = 0
    while (!lease.lost) {
      const messages = await consumer.fetch({ max_messages: 200, expires: FLUSH_AFTER })
      for await (const message of messages) {
        if (message.info.deliverySequence !== ++delivered) throw new Error('A message is missing')
        const application = message.subject.split('.')[2] ?? ''
        const known = held.get(application) ?? (await load(states, application))
        held.set(application, known)
        sequence = message.seq
        if (message.seq <= known.sequence) continue
        apply(known.tracker, message.json<Message>())
        known.sequence = message.seq
        known.applied++
        known.dirty = true
      }
      await flush(states, held)
      progressed = await (progressed === 0
        ? states.create(`progress.${partition}`, String(sequence))
        : states.update(`progress.${partition}`, String(sequence), progressed))
      kept = await leases.update(`partition.${partition}`, name, kept)
    }
    await leases.purge(`partition.${partition}`)
  } catch {
    // Somebody else holds the partition, or the server is away: what was not written down is read again.
    lease.lost = true
  }
}

const load = async (states: KV, application: string): Promise<Held> => {
  const entry = await states.get(`application.${application}`)
  const checkpoint = entry?.json<Checkpoint>()
  return {
    tracker: createTracker(checkpoint === undefined ? {} : { snapshot: checkpoint.snapshot }),
    sequence: checkpoint?.sequence ?? 0,
    applied: checkpoint?.applied ?? 0,
    revision: entry?.revision ?? 0,
    dirty: false,
  }
}

/** Writes what changed, each over the value that it follows. */
const flush = async (states: KV, held: ReadonlyMap<string, Held>): Promise<void> => {
  for (const [application, known] of held) {
    if (!known.dirty) continue
    const checkpoint: Checkpoint = { sequence: known.sequence, applied: known.applied, snapshot: known.tracker.snapshot() }
    const key = `application.${application}`
    known.revision = await (known.revision === 0
      ? states.create(key, JSON.stringify(checkpoint))
      : states.update(key, JSON.stringify(checkpoint), known.revision))
    known.dirty = false
  }
}

const count = async (bucket: KV, filter: string): Promise<number> => {
  let found = 0
  for await (const _ of await bucket.keys(filter)) found++
  return found
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise(resolve => {
    setTimeout(resolve, milliseconds)
  })

const [servers = '', name = ''] = process.argv.slice(2)
let stopped = false
process.on('SIGTERM', () => {
  stopped = true
})
await run(servers, name, () => stopped)
