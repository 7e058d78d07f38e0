import { describe, expect, test } from 'vitest'
import { pathText } from '../../src/model/field-path.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { compareObject } from '../../src/sync/index.ts'
import { fixtureLines } from '../support/fixtures.ts'

/**
 * `kubectl apply`, then what somebody else did, then `kubectl apply --server-side` without force, under its own name or another: what API server 1.36 and
 * kubectl 1.36 answered.
 */
interface Move {
  readonly id: string
  readonly manager: string
  readonly desired: KubeObject
  readonly live: KubeObject
  /** The fields that the server named. */
  readonly conflicts: readonly string[]
}

const moves = fixtureLines<Move>('sync/moves.jsonl.gz')

describe('moving to server-side apply without force is refused for', () => {
  test.each(moves.map(move => [move.id, move] as const))('%s', (_, { manager, desired, live, conflicts }) => {
    const deployer = manager === 'kubectl' ? 'kubectl-server-side' : 'tanka-server-side'
    const { reapply, rejections } = compareObject(desired, live, { deployer })
    expect(reapply === 'rejected').toBe(conflicts.length > 0)
    const named = conflicts.map(field => field.replace(/^\./, '').replaceAll(/\[name="\w+"\]/g, '[0]'))
    const told = rejections.map(({ code, pointer = '' }) => {
      expect(code).toBe('conflict')
      return pathText(
        pointer
          .split('/')
          .slice(1)
          .map(token => (/^\d+$/.test(token) ? Number(token) : token)),
      )
    })
    expect(told.sort()).toEqual(named.sort())
  })
  test('nothing that kubectl applied client-side and live still has, another value of which is its own', () => {
    const free = moves.filter(({ conflicts }) => conflicts.length === 0).map(({ id }) => id)
    expect(free).toEqual(['data', 'spelt'])
  })
})
