import { describe, expect, test } from 'vitest'
import { plan } from '../../src/cli/commands/plan.ts'
import { wait } from '../../src/cli/commands/wait.ts'
import type { AssessInput } from '../../src/cli/assess-texts.ts'
import { listText } from '../support/storefront-moment.ts'
import { drained, optionsOf, surroundings } from './run.ts'

const settings = (name: string, level = 'info') => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop' },
  data: { level },
})
const deployment = (ready: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', generation: 1 },
  spec: { replicas: 1 },
  status: {
    observedGeneration: 1,
    replicas: 1,
    updatedReplicas: 1,
    readyReplicas: ready,
    availableReplicas: ready,
    ...(ready === 0 ? { unavailableReplicas: 1 } : undefined),
  },
})

describe('plan', () => {
  const planned = (...argv: readonly string[]) =>
    plan(
      {
        desired: [
          listText('a.json', [
            deployment(1),
            settings('$(x)'),
            { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'creds', namespace: 'shop' } },
          ]),
        ],
        problems: [],
      },
      optionsOf('plan', ...argv),
      surroundings('2026-11-29T10:00:00Z'),
    )

  test('says which kinds, where and why', () => {
    const { text, exitCode } = planned()
    expect(text).toMatch(/^apps\/Deployment +shop +it is desired; \d+ more$/m)
    expect(text).toMatch(/^Secret creds +shop +it is desired$/m)
    expect(text).toMatch(/^Node +- +Pod: whether its node reports/m)
    expect(exitCode).toBe(0)
    expect(JSON.parse(planned('-o', 'json').text)[0]).toMatchObject({ kind: expect.any(String), why: expect.any(Array) })
  })

  test('as commands for whoever must pipe: no list of kinds to guess, Secrets by name', () => {
    const lines = planned('-o', 'kubectl').text.trim().split('\n')
    expect(lines[0]).toMatch(/^kubectl get .*\bDeployment\.apps\b.* -n shop -o json --show-managed-fields$/)
    expect(lines.at(-1)).toBe('kubectl get --ignore-not-found -n shop Secret creds -o json --show-managed-fields')
    for (const line of lines) expect(line).toMatch(/^[\w .,=/-]+$/)
  })

  test('of nothing is trouble', () => {
    expect(plan({ desired: [], problems: [] }, optionsOf('plan'), surroundings('2026-11-29T10:00:00Z'))).toEqual({
      text: '',
      notes: ['There is no manifest: name them with -d'],
      exitCode: 2,
    })
  })
})

describe('wait', () => {
  const run = async (states: readonly (readonly object[] | string)[], argv: readonly string[] = [], timeout = 20_000) => {
    let [now, index] = [Date.parse('2026-11-29T10:00:00Z'), 0]
    const read = async (): Promise<AssessInput | string> => {
      const state = states[Math.min(index++, states.length - 1)] ?? ''
      return typeof state === 'string'
        ? state
        : {
            desired: [listText('a.json', [{ ...deployment(1), status: undefined }])],
            live: [listText('live.json', state)],
            problems: [],
          }
    }
    const sleep = async (milliseconds: number): Promise<void> => void (now += milliseconds)
    const terminal = () => surroundings(new Date(now).toISOString())
    const { texts, ending } = await drained(wait(optionsOf('wait', ...argv), { read, sleep, terminal, clock: () => now, timeout }))
    return { texts, ...ending, reads: index }
  }

  test('ends as soon as all is well, and tells each other answer once', async () => {
    const { texts, exitCode, reads, notes } = await run([[deployment(0)], [deployment(0)], [deployment(1)]])
    expect({ exitCode, reads, notes }).toEqual({ exitCode: 0, reads: 3, notes: [] })
    expect(texts.map(text => text.slice(0, 22))).toEqual(['10:00:00  Progressing ', '10:00:04  Healthy  Its'])
  })

  test('ends at once where waiting cannot help', async () => {
    const drifted = { ...deployment(2), spec: { replicas: 2 }, status: { ...deployment(2).status, replicas: 2, updatedReplicas: 2 } }
    const { exitCode, reads, notes } = await run([[drifted]])
    expect({ exitCode, reads }).toEqual({ exitCode: 1, reads: 1 })
    expect(notes.join()).toContain('Deployment shop/web is Out of Sync')
    expect((await run([[drifted]], ['--for', 'sync'])).exitCode).toBe(1)
  })

  test('waits for health or sync alone where that is asked for', async () => {
    expect(await run([[deployment(0)]], ['--for', 'sync'])).toMatchObject({ exitCode: 0, reads: 1 })
    expect(
      await run([[{ ...deployment(1), spec: { replicas: 1, paused: false, minReadySeconds: 0 }, data: 1 }]], ['--for', 'health']),
    ).toMatchObject({ exitCode: 0 })
  })

  test('says what it waited for when the time runs out', async () => {
    const { exitCode, notes } = await run([[deployment(0)]], [], 5000)
    expect(exitCode).toBe(3)
    expect(notes).toEqual(['The time ran out while waiting for:', expect.stringContaining('Deployment shop/web is Progressing')])
  })

  test('asks again where the cluster does not answer for a while, and gives up where it never did', async () => {
    expect(await run([[deployment(0)], 'The cluster does not answer', [deployment(1)]])).toMatchObject({ exitCode: 0, reads: 3 })
    expect(await run(['The cluster does not answer'])).toMatchObject({ exitCode: 2, reads: 1, notes: ['The cluster does not answer'] })
  })
})
