import { describe, expect, test } from 'vitest'
import { sentences } from '../../src/incidents/sentences/sentences.ts'
import { fixtureLines } from '../support/fixtures.ts'
import { assessWritten, explains, judgeWritten, keyOf, merged, rootRef } from '../support/incident-truth.ts'
import type { WrittenCase } from '../support/incident-truth.ts'
import { inventedClusters } from './clusters/index.ts'

const written = fixtureLines<WrittenCase>('incidents/root-causes.jsonl.gz')
const invented = inventedClusters()

describe.each([
  ['written', written],
  ['invented', invented],
] as const)('of the %s clusters', (_, cases) => {
  test.each(cases.map(one => [one.id, one] as const))('%s: the root, what it explains, and nothing beside', (_id, one) => {
    const answer = assessWritten(one)
    const verdict = judgeWritten(one, answer)
    expect({ ...verdict, said: answer.incidents.map(({ message }) => message) }).toMatchObject({
      rootFound: true,
      falseFolds: [],
      falseRoots: [],
      symptomsExplained: verdict.symptoms,
    })
  })
})

/** Sentences that no cluster speaks yet; what may only become less. */
const UNHEARD = 0

test(`${UNHEARD} sentences that are read stand in no cluster, and no more: a new one needs a cluster in test/incidents/clusters`, () => {
  const texts = new Set<string>()
  const collect = (value: unknown): void => {
    if (typeof value === 'string') texts.add(value)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect)
  }
  for (const { objects } of [...written, ...invented]) objects.forEach(collect)
  const said = [...texts].filter(text => text.includes(' '))
  const unheard = sentences.filter(({ form }) => !said.some(text => form.test(text))).map(({ form }) => form.source)
  expect(unheard.slice(UNHEARD)).toEqual([])
})

test('two clusters side by side keep their causes apart', () => {
  const mixed: string[] = []
  invented.forEach((a, index) => {
    const b = invented[(index * 7 + 3) % invented.length] as WrittenCase
    const both = a === b ? undefined : merged(a, b)
    if (both === undefined) return
    for (const incident of assessWritten(both).incidents)
      if (a.symptoms.some(ref => explains(incident, ref)) && b.symptoms.some(ref => explains(incident, ref)))
        mixed.push(`${a.id} + ${b.id}: ${keyOf(rootRef(incident))}`)
  })
  expect(mixed).toEqual([])
})

test('what is wrong is the same whatever the order of the objects', () => {
  for (const one of [...written, ...invented]) {
    const turned = { ...one, objects: one.objects.toReversed() }
    expect([one.id, assessWritten(turned).incidents]).toEqual([one.id, assessWritten(one).incidents])
  }
})

test('causes change neither a label, nor a count, nor the gate', () => {
  for (const one of [...written, ...invented]) {
    const { objects, counts } = assessWritten(one)
    for (const { status } of objects) expect(counts[status]).toBeGreaterThan(0)
  }
})
