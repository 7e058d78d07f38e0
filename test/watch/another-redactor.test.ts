import { expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { createRedactor } from '../../src/redact/index.ts'
import { createTracker } from '../../src/watch/index.ts'
import { fixtureLines } from '../support/fixtures.ts'
import type { WrittenCase } from '../support/incident-truth.ts'

const VALUE = 'correct-horse-battery-staple'
const at = (second: number): string => `2026-11-29T10:00:0${second}Z`
const made = (kind: string, name: string, data: object): KubeObject =>
  ({ apiVersion: 'v1', kind, metadata: { name, namespace: 'shop', uid: name }, data }) as KubeObject
const settings = (dsn: string, name = 'settings'): KubeObject => made('ConfigMap', name, { dsn })
const secret = (password: string): KubeObject => made('Secret', 'creds', { password: btoa(password) })
const redactors = [
  createRedactor([VALUE]),
  createRedactor([VALUE, 'other-value-of-it'], { secrets: { salt: 'one salt' } }),
  createRedactor(['unknown-to-all'], { secrets: { salt: 'another salt' } }),
  createRedactor('stale'),
  createRedactor([]),
]

test('a drift is told once, under whatever redactor it is looked at afterwards', () => {
  const tracker = createTracker()
  tracker.recordDeployment({ id: '1', state: 'succeeded', desired: [settings('none'), settings('a', VALUE), secret('before')] })
  for (const object of [settings(`postgres://u:${VALUE}@db`), settings(VALUE, VALUE), secret(VALUE)])
    tracker.observeEvent({ type: 'ADDED', object }, at(0))
  expect(tracker.changes(at(1)).length).toBeGreaterThan(3)
  for (const redactor of redactors) expect(tracker.useRedactor(redactor).changes(at(2))).toEqual([])
  tracker.observeEvent({ type: 'MODIFIED', object: settings(`postgres://u:${VALUE}@other-db`) }, at(3))
  expect(JSON.stringify(tracker.changes(at(4)))).toContain('"name":"settings"')
  expect(tracker.changes(at(5))).toEqual([])
})

test('an incident is told once as well, and again where something of it changes with the redactor', () => {
  const cases = fixtureLines<WrittenCase>('incidents/root-causes.jsonl.gz').filter(({ desired }) => desired.length > 0)
  let told = 0
  for (const { desired, objects, now } of cases.slice(0, 40)) {
    const tracker = createTracker()
    tracker.recordDeployment({ id: '1', state: 'succeeded', desired })
    for (const object of objects) tracker.observeEvent({ type: 'ADDED', object }, now)
    const changes = tracker.changes(now)
    told += changes.filter(({ incident }) => incident !== undefined).length
    // What the sentences quote of the objects, without the names of these: nearly all of them read otherwise.
    const roots = changes.flatMap(change => ('root' in change ? Object.values(change.root) : []))
    const names = new Set([...objects.flatMap(({ kind, metadata }) => [kind, `${kind}s`, metadata?.name, metadata?.namespace]), ...roots])
    const words = changes
      .flatMap(({ message }) => message.match(/[\w./-]{6,}/g) ?? [])
      .filter(word => ![...names].some(name => name?.includes(word)))
    const shown = tracker.useRedactor(createRedactor(words))
    expect(shown.changes(now)).toEqual([])
  }
  expect(told).toBeGreaterThan(20)
})

test('an incident whose root has a hidden name from now on goes on under another id: the former one is closed', () => {
  const cases = fixtureLines<WrittenCase>('incidents/root-causes.jsonl.gz').filter(({ desired }) => desired.length > 0)
  let told = 0
  for (const { desired, objects, now } of cases.slice(0, 40)) {
    const tracker = createTracker()
    tracker.recordDeployment({ id: '1', state: 'succeeded', desired })
    for (const object of objects) tracker.observeEvent({ type: 'ADDED', object }, now)
    const opened = tracker.changes(now).filter(change => 'root' in change && change.root.name.length >= 8)
    if (opened.length === 0) continue
    const names = opened.flatMap(change => ('root' in change ? change.root.name : []))
    const changes = tracker
      .useRedactor(createRedactor(names))
      .changes(now)
      .filter(({ incident }) => incident !== undefined)
    const ids = (to: string): ReadonlySet<unknown> => new Set(changes.filter(change => change.to === to).map(({ incident }) => incident))
    expect(ids('closed')).toEqual(new Set(opened.map(({ incident }) => incident)))
    expect(ids('opened').size).toBe(opened.length)
    expect(names.filter(name => JSON.stringify(changes).includes(name))).toEqual([])
    told += opened.length
  }
  expect(told).toBeGreaterThan(5)
})
