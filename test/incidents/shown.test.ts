import { expect, test } from 'vitest'
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
