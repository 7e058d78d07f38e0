import { describe, expect, test } from 'vitest'
import { parseTarget } from '../../src/cli/cluster/targets.ts'
import { diff } from '../../src/cli/commands/diff.ts'
import { explain } from '../../src/cli/commands/explain.ts'
import { status } from '../../src/cli/commands/status.ts'
import { wait } from '../../src/cli/commands/wait.ts'
import { NOW, applied, read, readingOf, settings, text } from './support/ask-cluster.ts'
import { drained, optionsOf, surroundings } from './run.ts'

describe('several clusters', () => {
  const desired = [text(settings('a'), settings('b'))]
  const readBoth = async (eu: readonly object[], us: readonly object[], asked: object = { desired }) => {
    const [first, second] = [
      await read({ objects: eu }, { ...asked, context: 'eu' }),
      await read({ objects: us, namespace: 'shop' }, { ...asked, context: 'us' }),
    ]
    return { desired, live: [], problems: [], clusters: [readingOf(first.reading), readingOf(second.reading)] }
  }
  const both = [settings('a'), settings('b')]

  test('that should have the same are one answer, with one label, and each object names its cluster', async () => {
    const input = await readBoth(both, [settings('a')])
    const { text: table, exitCode } = status(input, optionsOf('status'), surroundings(NOW))
    expect(table).toMatch(/^Missing {2}1 problem\nMissing {2}ConfigMap b of us is not in the cluster\n(?! *\$)/)
    expect(table).toContain('b of eu')
    expect(exitCode).toBe(1)
    const answer = JSON.parse(status(input, optionsOf('status', '-o', 'json'), surroundings(NOW)).text)
    expect(answer.counts).toMatchObject({ Missing: 1, 'In Sync': 3 })
    expect(
      answer.objects.map(({ ref, status: label }: { ref: { source: string; name: string }; status: string }) => [
        ref.source,
        ref.name,
        label,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['eu', 'a', 'In Sync'],
        ['eu', 'b', 'In Sync'],
        ['us', 'a', 'In Sync'],
        ['us', 'b', 'Missing'],
      ]),
    )
  })

  test('are well where all of them are', async () => {
    const { text: table, exitCode } = status(await readBoth(both, both), optionsOf('status'), surroundings(NOW))
    expect(table).toMatch(/^Healthy {2}All 4 objects are as deployed/)
    expect(exitCode).toBe(0)
  })

  test('in a namespace each, where the manifests name none', async () => {
    const bare = [text({ ...settings('a'), metadata: { name: 'a' } })]
    const there = { ...settings('a'), metadata: { name: 'a', namespace: 'prod' } }
    const [eu, us] = [
      await read({ objects: [settings('a')] }, { desired: bare, context: 'eu' }),
      await read({ objects: [there], namespace: 'prod' }, { desired: bare, context: 'us' }),
    ]
    const input = { desired: bare, live: [], problems: [], clusters: [readingOf(eu.reading), readingOf(us.reading)] }
    expect(status(input, optionsOf('status'), surroundings(NOW)).text).toMatch(/^Healthy {2}All 2 objects are as deployed/)
  })

  test('that record the same application each by itself are one answer too', async () => {
    const target = parseTarget('kubectl/applied')
    if (target === undefined) throw new Error('no target')
    const there = [applied(settings('a')), applied(settings('b'))]
    const input = {
      ...(await readBoth(there, [applied(settings('a')), applied(settings('b'), { data: { level: 'debug' } })], { target })),
      desired: [],
    }
    const { text: table, exitCode } = status(input, optionsOf('status'), surroundings(NOW))
    expect(table).toMatch(/^Out of Sync {2}1 object drifted\nOut of Sync {2}ConfigMap b of us: .*\n/)
    expect(table).toContain('b of eu')
    expect(exitCode).toBe(1)
    const answer = JSON.parse(status(input, optionsOf('status', '-o', 'json'), surroundings(NOW)).text)
    expect(answer.counts).toMatchObject({ 'In Sync': 3, 'Out of Sync': 1 })
    expect(answer).toMatchObject({ status: 'Out of Sync', sync: 'OutOfSync' })
    const well = { ...(await readBoth(there, there, { target })), desired: [] }
    expect(status(well, optionsOf('status'), surroundings(NOW))).toMatchObject({ exitCode: 0, text: expect.stringMatching(/^Healthy/) })
  })

  test('of which nothing is asked are trouble, not well', async () => {
    const nothing = [{ source: 'a.yaml', text: '# nothing' }]
    const input = await readBoth(both, both, { desired: nothing })
    const { exitCode, notes } = status({ ...input, desired: nothing }, optionsOf('status'), surroundings(NOW))
    expect(exitCode).toBe(2)
    expect(notes.join()).toMatch(/no object|no manifest/)
  })

  test('make one gate', async () => {
    const input = await readBoth(both, [settings('a')])
    let now = Date.parse(NOW)
    const world = {
      read: async () => input,
      terminal: () => surroundings(NOW),
      clock: () => now,
      sleep: async (milliseconds: number) => void (now += milliseconds),
      timeout: 3000,
    }
    const { ending } = await drained(wait(optionsOf('wait'), world))
    expect(ending).toEqual({
      exitCode: 3,
      notes: ['The time ran out while waiting for:', expect.stringContaining('ConfigMap shop/b of us is Missing')],
    })
  })

  test('differ each by itself', async () => {
    const input = await readBoth(both, [settings('a', 'debug'), settings('b')])
    const { text: shown, exitCode } = diff(input, optionsOf('diff'), surroundings(NOW))
    expect(shown.match(/^\w+ shop\/.*/gm)).toEqual(['ConfigMap shop/a (us)  a.yaml, document 1, line 1'])
    expect(exitCode).toBe(1)
    expect(explain(input, 'cm/a', optionsOf('explain', 'cm/a'), surroundings(NOW)).notes.join()).toContain('(us)')
  })
})
