import { expect, test } from 'vitest'
import type { JsonRecord } from '../../src/model/kube-object.ts'
import { createRedactor } from '../../src/redact/index.ts'

import type { ApplicationAssessment, AssessOptions } from '../../src/status/index.ts'
import { assessApplication } from '../../src/status/index.ts'
import { fixtureLines } from '../support/fixtures.ts'
import type { WrittenCase } from '../support/incident-truth.ts'
import { inventedClusters } from './clusters/index.ts'

const cases = [...fixtureLines<WrittenCase>('incidents/root-causes.jsonl.gz'), ...inventedClusters()]

const assess = ({ desired, objects, now, complete }: WrittenCase, options: AssessOptions = {}): ApplicationAssessment =>
  assessApplication({ desired, live: objects }, { now, ...(complete === undefined ? undefined : { complete }), ...options })

const told = ({ incidents, suspects, unseen }: ApplicationAssessment): string => JSON.stringify([incidents, suspects, unseen])
const quotesIn = ({ incidents }: ApplicationAssessment): readonly string[] =>
  incidents.flatMap(({ explains }) => explains.flatMap(({ via }) => via.flatMap(({ quote }) => quote ?? [])))

test('what is quoted passes the redactor: a value in the words of a controller shows nowhere', () => {
  let hidden = 0
  for (const one of cases) {
    const open = assess(one)
    const values = new Set(
      quotesIn(open).flatMap(quote => quote.split(/[^A-Za-z0-9-]+/).filter(word => word.length >= 8 && /[a-z]-[a-z]/.test(word))),
    )
    if (values.size === 0) continue
    const redactor = createRedactor(Array.from(values, value => ({ name: 'value', value })))
    const shown = told(assess(one, { redactor }))
    expect([one.id, [...values].filter(value => shown.includes(value))]).toEqual([one.id, []])
    hidden += values.size
  }
  expect(hidden).toBeGreaterThan(20)
})

test('a name that is a value shows nowhere either: not in an id, a message, a remedy or a command', () => {
  for (const one of cases) {
    const names = assess(one)
      .incidents.flatMap(({ root }) => root.name.split('/'))
      .filter(name => name.length >= 8)
    if (names.length === 0) continue
    const redactor = createRedactor(names.map(value => ({ name: 'name', value })))
    const shown = told(assess(one, { redactor }))
    expect([one.id, names.filter(name => shown.includes(name))]).toEqual([one.id, []])
  }
})

const outline = ({ incidents, objects }: ApplicationAssessment): unknown => [
  incidents.map(({ reason, status, settled, explains }) => [reason, status, settled, explains.length].join(' ')).toSorted(),
  objects.map(({ incidents: ids }) => ids.length),
]

test('where a value is the name, the namespace or the source of objects, every incident and all that it explains is still found', () => {
  let hidden = 0
  for (const one of cases) {
    const open = assess(one)
    const refs = [...open.objects, ...open.objects.flatMap(({ children }) => children)].map(({ ref }) => ref)
    const names = [...new Set(refs.flatMap(({ namespace, name }) => [namespace, name]))].filter(name => name.length >= 6)
    if (names.length === 0 || open.incidents.length === 0) continue
    const shown = assess(one, { redactor: createRedactor(names.map(value => ({ name: 'name', value }))) })
    expect([one.id, outline(shown)]).toEqual([one.id, outline(open)])
    const text = JSON.stringify(shown)
    expect([one.id, names.filter(name => text.includes(name))]).toEqual([one.id, []])
    hidden += open.incidents.length
  }
  expect(hidden).toBeGreaterThan(50)
})

test('the id of a cause whose name is hidden is not made of that name: whoever guesses it can not check the guess', () => {
  const node = (name: string): JsonRecord => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid: name },
    status: { conditions: [{ type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown', lastTransitionTime: '2026-11-29T10:00:00Z' }] },
  })
  const pod = (name: string, nodeName: string): JsonRecord => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', uid: name },
    spec: { nodeName, containers: [{ name: 'main', image: 'web:1' }] },
    status: { phase: 'Running', reason: 'NodeLost', conditions: [{ type: 'Ready', status: 'False', reason: 'NodeLost' }] },
  })
  const ids = (names: readonly [string, string]): readonly string[] => {
    const pods = names.map((name, index) => pod(`web-${index}`, name))
    const redactor = createRedactor(names.map(value => ({ name: 'node', value })))
    const { incidents } = assessApplication(
      { desired: pods, live: [...pods, ...names.map(node)] },
      { now: '2026-11-29T11:00:00Z', redactor },
    )
    return incidents.map(({ id }) => id)
  }
  const [first, second] = [ids(['node-kx81-aaaa', 'node-kx82-bbbb']), ids(['node-zz91-cccc', 'node-zz92-dddd'])]
  expect(new Set(first).size).toBe(2)
  expect(first).toEqual(second)
})

test('where nothing may be shown at all, causes keep their counts and lose their words', () => {
  for (const one of cases) {
    const [open, shown] = [assess(one), assess(one, { redactor: createRedactor('stale') })]
    expect([one.id, outline(shown)]).toEqual([one.id, outline(open)])
    for (const { message, remedy, command, root } of shown.incidents)
      expect([message, remedy, command, root.name]).toEqual(['', undefined, undefined, ''])
  }
})

test('a redactor changes no incident: ids, reasons and what is explained are found on what is really there', () => {
  const redactor = createRedactor([{ name: 'a', value: 'not-in-any-of-them' }])
  for (const one of cases) {
    const [open, shown] = [assess(one).incidents, assess(one, { redactor }).incidents]
    expect(shown.map(({ id, reason, status, explains }) => [id, reason, status, explains.length])).toEqual(
      open.map(({ id, reason, status, explains }) => [id, reason, status, explains.length]),
    )
  }
})

test('an id is sixteen hexadecimal digits, and one of its own', () => {
  for (const one of cases) {
    const ids = assess(one).incidents.map(({ id }) => id)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/)
    expect(new Set(ids).size).toBe(ids.length)
  }
})

test('every object names the incidents that explain it', () => {
  for (const one of cases) {
    const { objects, incidents } = assess(one)
    for (const { ref, incidents: ids } of objects)
      expect(ids.toSorted()).toEqual(
        incidents
          .filter(({ explains }) => explains.some(each => JSON.stringify(each.ref) === JSON.stringify(ref)))
          .map(({ id }) => id)
          .toSorted(),
      )
  }
})

test('a message is one sentence with the number of causes and objects before it', () => {
  for (const one of cases) {
    const { message, incidents } = assess(one)
    expect(message).not.toMatch(/undefined|NaN|\[object|\n|  |: $|: :/)
    for (const incident of incidents) expect(incident.message).not.toMatch(/undefined|NaN|\[object|\n|  |: $|: :|: and /)
  }
})
