import { expect, test } from 'vitest'
import { differenceMessage, type DifferenceFacts } from '../../src/sync/difference/message.ts'

/** The sentences that docs/differences.md shows one each of, with all their turns. */
const said = (facts: Partial<DifferenceFacts>): string =>
  differenceMessage({
    path: 'spec.a',
    kind: 'changed',
    equivalence: undefined,
    by: undefined,
    list: undefined,
    autoscaler: undefined,
    desired: undefined,
    live: undefined,
    absent: false,
    wanted:
      !['added-by-other', 'default-restored', 'removed-from-desired'].includes(facts.kind ?? '') ||
      (facts.desired !== undefined && facts.desired !== null),
    recorded: true,
    since: undefined,
    predicted: undefined,
    ...facts,
  })
const none = { count: 0, names: [] }
const named = (...names: string[]): { count: number; names: readonly string[] } => ({ count: names.length, names: names.slice(0, 3) })

test.each<[string, Partial<DifferenceFacts>]>([
  ['spec.a is the same amount in another spelling', { equivalence: 'quantity' }],
  ['spec.a is the same duration in another spelling', { equivalence: 'duration' }],
  ['spec.a has the same items in another order, which has no meaning there', { equivalence: 'order' }],
  ['spec.a is filled in by a controller', { equivalence: 'controller-filled', kind: 'changed' }],
  ['spec.a is the time at which the server took it, and another at each apply', { equivalence: 'server-timed', kind: 'removed' }],
  ['The order of spec.a differs from what was deployed', { kind: 'reordered' }],
  ['spec.a is not there, but was deployed', { kind: 'removed', absent: true }],
  ['spec.a is not there, deployed was 1', { kind: 'removed', absent: true, desired: 1 }],
  ['spec.a is no longer in the manifest and would be removed', { kind: 'removed-from-desired', live: 1 }],
  ['spec.a was not deployed and would be removed', { kind: 'added-by-other', live: 1 }],
  ['spec.a is 7 and would go back to its default 1', { kind: 'default-restored', live: 7, predicted: 1 }],
  ['spec.a is 7 and would go back to its default 1', { kind: 'default-restored', live: 7, predicted: 1, desired: null }],
  ['spec.a is 7 and would go back to its default', { kind: 'default-restored', live: 7 }],
  ['spec.a is not there and would go back to its default 1', { kind: 'default-restored', absent: true, predicted: 1 }],
  ['spec.a is 7 as deployed, and would become 1', { kind: 'default-restored', live: 7, desired: 7, predicted: 1 }],
  ['spec.a is 7 as deployed, and would be removed', { kind: 'default-restored', live: 7, desired: 7 }],
  ['spec.a is another value and would go back to its default', { kind: 'default-restored' }],
  ['spec.a is in the manifest and was not applied yet', { kind: 'not-yet-applied', live: 1 }],
  ['spec.a is 1, the manifest says 2 and was not applied yet', { kind: 'not-yet-applied', live: 1, desired: 2 }],
  ['spec.a is not there, the manifest says 2 and was not applied yet', { kind: 'not-yet-applied', absent: true, desired: 2 }],
  ['spec.a is 1, deployed was 2', { live: 1, desired: 2 }],
  ['spec.a is 1, deployed was another value', { live: 1 }],
  ['spec.a is another value, deployed was 2', { desired: 2 }],
  ['spec.a is not what was deployed', {}],
  ['spec.a is not there, but was deployed', { absent: true }],
  ['spec.a is 1, deployed was 2', { kind: 'immutable', live: 1, desired: 2 }],
  ['spec.a is 1, deployed was 2: rewritten while it was applied', { kind: 'changed-in-admission', live: 1, desired: 2 }],
  ['spec.a is "x", deployed was {"b":1}', { live: 'x', desired: { b: 1 } }],
])('%s', (sentence, facts) => {
  expect(said(facts)).toBe(sentence)
})

test.each<[string, Partial<DifferenceFacts>]>([
  ['spec.a lacks [name=x]', { list: { missing: named('[name=x]'), extra: none, single: false, renamed: undefined } }],
  ['spec.a lacks a, b, c', { list: { missing: named('a', 'b', 'c'), extra: none, single: false, renamed: undefined } }],
  ['spec.a lacks a, b and 2 more', { list: { missing: named('a', 'b', 'c', 'd'), extra: none, single: false, renamed: undefined } }],
  ['spec.a lacks an item', { list: { missing: { count: 1, names: [] }, extra: none, single: false, renamed: undefined } }],
  ['spec.a lacks 2 items', { list: { missing: { count: 2, names: [] }, extra: none, single: false, renamed: undefined } }],
  ['spec.a has x, which would be removed', { list: { missing: none, extra: named('x'), single: false, renamed: undefined } }],
  [
    'spec.a lacks x and has y, which would be removed',
    { list: { missing: named('x'), extra: named('y'), single: false, renamed: undefined } },
  ],
  [
    'spec.a lacks x; the manifest was not applied yet',
    { kind: 'not-yet-applied', list: { missing: named('x'), extra: none, single: false, renamed: undefined } },
  ],
  [
    'spec.a is not there, deployed was 1',
    { kind: 'removed', desired: 1, list: { missing: named('x'), extra: none, single: true, renamed: undefined } },
  ],
])('of a list: %s', (sentence, facts) => {
  expect(said(facts)).toBe(sentence)
})

test.each<[string, Partial<DifferenceFacts>]>([
  [': a, 2026', { by: { manager: 'a', operation: 'Update', since: '2026' } }],
  [': a', { by: { manager: 'a', operation: 'Update' } }],
  [': a', { by: { manager: 'a', operation: 'Update', subresource: 'status' } }],
  [': scaled by a, 2026', { by: { manager: 'a', operation: 'Update', subresource: 'scale', since: '2026' } }],
  ['; X y scales it: leave replicas out of the manifest', { autoscaler: 'X y' }],
  [': keda; leave replicas out of the manifest', { autoscaler: 'X y', by: { manager: 'keda', operation: 'Update' } }],
  [
    ': scaled by keda (X y); leave replicas out of the manifest',
    { autoscaler: 'X y', by: { manager: 'keda', operation: 'Update', subresource: 'scale' } },
  ],
  [
    ': kube-controller-manager; X y scales it: leave replicas out of the manifest',
    { autoscaler: 'X y', by: { manager: 'kube-controller-manager', operation: 'Update' } },
  ],
  [': scaled by kube-controller-manager', { by: { manager: 'kube-controller-manager', operation: 'Update', subresource: 'scale' } }],
])('who did it, and what to do: %s', (end, facts) => {
  expect(said({ live: 1, desired: 2, ...facts })).toBe(`spec.a is 1, deployed was 2${end}`)
})
