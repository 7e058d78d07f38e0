import { expect, test } from 'vitest'
import { openReader } from '../../src/cli/read-clusters.ts'
import { FAKE_KUBECTL, fakeCluster } from './support/fake-cluster.ts'
import { settings, text } from './support/ask-cluster.ts'
import { optionsOf, surroundings } from './run.ts'

const open = (argv: readonly string[], says: readonly string[] = []) => {
  const { calls } = fakeCluster({ objects: [settings('a')], says })
  const lines: string[] = []
  const options = optionsOf('wait', '--kubectl', FAKE_KUBECTL, ...argv)
  const outside = { ...surroundings('2026-11-29T10:00:00Z'), write: (line: string) => void lines.push(line) }
  return { reader: openReader({ desired: [text(settings('a'))] }, { options, target: undefined }, outside), lines, calls }
}

test('clusters are opened once, however often they are read: one listener, and what kubectl says is said once', async () => {
  const before = process.listenerCount('exit')
  const { reader, lines } = open(['--context', 'eu', '--context', 'us'], ['enter the code ABCD'])
  for (let time = 0; time < 3; time++) expect(await reader.read()).toMatchObject([{ context: 'eu' }, { context: 'us' }])
  expect(process.listenerCount('exit')).toBe(before + 1)
  expect(lines).toEqual(['enter the code ABCD'])
})

test('the time for an answer goes with every question, and with no watch', async () => {
  const { reader, calls } = open(['--request-timeout', '5s'])
  await reader.read()
  expect(calls().every(args => args.includes('--request-timeout=5s'))).toBe(true)
  const count = calls().length
  for await (const _ of reader.clusters[0]?.kubectl.follow(['get', 'pods', '--watch']) ?? []) break
  expect(
    calls()
      .slice(count)
      .flat()
      .filter(arg => arg.startsWith('--request-timeout')),
  ).toEqual([])
})

test('what a cluster serves is asked once in a run, and again where it did not serve what was asked for', async () => {
  const count = (all: readonly (readonly string[])[]): number => all.filter(args => args.includes('api-resources')).length
  const { reader, calls } = open([])
  for (let time = 0; time < 3; time++) await reader.read()
  expect(count(calls())).toBe(1)
  const unserved = openUnserved()
  for (let time = 0; time < 2; time++) await unserved.reader.read()
  expect(count(unserved.calls())).toBe(2)
})

const openUnserved = () => {
  const { calls } = fakeCluster({ objects: [settings('a')] })
  const gadget = { apiVersion: 'odd.example/v1', kind: 'Gadget', metadata: { name: 'g', namespace: 'shop' } }
  const options = optionsOf('wait', '--kubectl', FAKE_KUBECTL)
  const outside = { ...surroundings('2026-11-29T10:00:00Z'), write: () => undefined }
  return { reader: openReader({ desired: [text(gadget)] }, { options, target: undefined }, outside), calls }
}
