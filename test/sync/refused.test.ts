import { expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { createSchemas } from '../../src/schema/index.ts'
import { compareObject } from '../../src/sync/index.ts'
import { historyCrds } from '../conformance/sync.ts'
import { fixtureLines } from '../support/fixtures.ts'

/** A dry run of a real API server (1.36, server-side apply as `deployer`) of a change that it may refuse. */
interface Refused {
  readonly id: string
  readonly desired: KubeObject
  readonly live: KubeObject
  readonly rejected: boolean
  /** Formats, ranges and words of an enum: docs/differences.md lists what is left to the server. */
  readonly left?: true
}

const recorded = fixtureLines<Refused>('sync/refused.jsonl.gz')
const schemas = createSchemas({ customResourceDefinitions: historyCrds() })
const answered = recorded.map(({ desired, live, ...record }) => {
  const { reapply, rejections } = compareObject(desired, live, { fieldManager: 'deployer', clusterVersion: '1.36', schemas })
  return { ...record, refused: reapply === 'rejected', rejections }
})

test('what a server takes is never called refused', () => {
  const taken = answered.filter(({ rejected }) => !rejected)
  expect(taken.length).toBeGreaterThan(15)
  expect(taken.filter(({ refused }) => refused).map(({ id }) => id)).toEqual([])
})

test('what a server refuses for a union, a duplicate, a relation or a field that cannot change is called refused', () => {
  const against = answered.filter(({ rejected, left }) => rejected && left !== true)
  expect(against.length).toBeGreaterThan(90)
  expect(against.filter(({ refused }) => !refused).map(({ id }) => id)).toEqual([])
  for (const { rejections } of against)
    expect(rejections.every(({ message, pointer }) => message.length > 10 && pointer !== undefined)).toBe(true)
})
